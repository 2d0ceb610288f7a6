import { Hono } from 'hono'
import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import type { Environment } from '../platform/http/api.ts'
import type { Context } from '../platform/scope.ts'
import { duties, signInAs } from './guide/desk-door.ts'
import { atTheStart } from './guide/guide.ts'
import { readJourney } from './guide/journey.ts'
import { heldPhone } from './held-phone.ts'
import { frameOf } from './page/draw.tsx'
import { Guide } from './page/guide.tsx'
import type { Sandbox } from './sandbox.ts'

const wish = z.object({ as: z.enum(duties), to: z.string().regex(/^\/desk\/[\w/-]*$/) })

/** `GET /sandbox/guide`: the way through the demonstration as it stands now; `POST /sandbox/desk`: to the desk, signed in. */
export function guideRoutes(context: Context, sandbox: Sandbox) {
  const router = new Hono<Environment>()
  router.get('/sandbox/guide', async (request) => {
    const held = await heldPhone(sandbox, request)
    const journey = held === undefined ? atTheStart : await readJourney(held)
    request.header('cache-control', 'no-store')
    return request.html(await (<Guide frame={frameOf(request)} journey={journey} />).toString())
  })
  router.post('/sandbox/desk', async (request) => {
    const read = wish.safeParse(await request.req.parseBody())
    if (!read.success)
      throw new Failure('request.invalid', { field: 'as', expected: duties.join(', ') }, { field: 'as' })
    for (const cookie of await signInAs(context, read.data.as)) request.header('set-cookie', cookie, { append: true })
    return request.redirect(read.data.to, 303)
  })
  return router
}
