import { Hono } from 'hono'
import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import { problemOf } from '../platform/http/problem.ts'
import type { Context } from '../platform/scope.ts'
import { heldPhone } from './held-phone.ts'
import { renderDocument } from './page/document.tsx'
import { frameOf } from './page/draw.tsx'
import { TamperPage } from './page/tamper-page.tsx'
import type { Sandbox } from './sandbox.ts'
import { recall } from './tamper/memory.ts'
import { ownLink } from './tamper/own-link.ts'
import { repair, tamper } from './tamper/tamper.ts'
import { demoScopeOfGift } from './tamper/tampered-gift.ts'
import { tamperKinds } from './tamper/tampering.ts'

const form = z.object({ gift: z.string(), kind: z.enum(tamperKinds) })

/** `/sandbox/tamper?gift=<id>`: what a database administrator could do to a demo gift, and the way back. */
export function tamperRoutes(context: Context, sandbox: Sandbox) {
  const router = new Hono<Environment>()
  router.get('/sandbox/tamper', (request) => show(sandbox, request, request.req.query('gift') ?? ''))
  router.post('/sandbox/tamper', async (request) => {
    const read = form.safeParse(await request.req.parseBody())
    if (!read.success) throw new Failure('request.invalid', { field: 'kind', expected: '' }, { field: 'kind' })
    const { gift, kind } = read.data
    const scope = await demoScopeOfGift(context, gift)
    try {
      await tamper(scope, gift, kind)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const problem = problemOf(error, request.get('translate'), request.get('requestId'))
      return show(sandbox, request, gift, problem.title)
    }
    return request.redirect(`/sandbox/tamper?gift=${gift}`, 303)
  })
  router.post('/sandbox/tamper/repair', async (request) => {
    const { gift } = await request.req.parseBody()
    const giftId = typeof gift === 'string' ? gift : ''
    await repair(await demoScopeOfGift(context, giftId))
    return request.redirect(`/sandbox/tamper?gift=${giftId}`, 303)
  })
  return router
}

async function show(sandbox: Sandbox, request: Request, giftId: string, problem?: string): Promise<Response> {
  const { context } = sandbox
  const scope = await demoScopeOfGift(context, giftId)
  const held = await heldPhone(sandbox, request)
  const view = {
    giftId,
    done: await recall(context, scope.organisationId),
    giftPath: held && (await ownLink(held, giftId)),
    problem,
  }
  const page = <TamperPage frame={frameOf(request)} {...view} />
  return request.html(await renderDocument(page), problem === undefined ? 200 : 409)
}
