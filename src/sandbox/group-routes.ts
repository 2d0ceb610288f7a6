import { Hono } from 'hono'
import type { Environment, Request } from '../platform/http/api.ts'
import { limitBody } from '../platform/http/security.ts'
import { leaveGroup, openGroup, sayInGroup, setPresence } from './groups.ts'
import { hand, requirePhone } from './held-phone.ts'
import { accountName } from './page/draw.tsx'
import type { HeldPhone } from './phone-deeds.ts'
import type { Sandbox } from './sandbox.ts'

/** A group on the phone: opened and left, and what is done in it. */
export function groupRoutes(sandbox: Sandbox) {
  const router = new Hono<Environment>()
  router.post('/sandbox/phone/:phone/group', async (request) => {
    const held = await requirePhone(sandbox, request)
    const t = sandbox.context.translator.in(held.phone.language)
    return openedAs(request, await openGroup(held, t('sandbox:group.name')))
  })
  router.post('/sandbox/phone/:phone/group/back', async (request) =>
    openedAs(request, await leaveGroup(await requirePhone(sandbox, request))),
  )
  for (const [deed, isIn] of [
    ['invite', true],
    ['remove', false],
  ] as const) {
    router.post(`/sandbox/phone/:phone/group/${deed}`, async (request) => {
      await setPresence(await requirePhone(sandbox, request), isIn)
      return request.redirect('/sandbox', 303)
    })
  }
  router.post('/sandbox/phone/:phone/group/say', limitBody(1), async (request) => {
    const held = await requirePhone(sandbox, request)
    const { text, mention } = await request.req.parseBody()
    const name = mention === 'yes' ? await accountName(held) : undefined
    await sayInGroup(held, typeof text === 'string' ? text.replaceAll('\r\n', '\n') : '', name)
    return request.redirect('/sandbox', 303)
  })
  return router
}

function openedAs(request: Request, { app, phone }: HeldPhone): Response {
  hand(request, app, phone.phoneId)
  return request.redirect('/sandbox', 303)
}
