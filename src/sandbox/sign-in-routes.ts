import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { entrancePath, returnPath } from '../conversations/accounts/sign-in.ts'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import type { Codes } from './codes.ts'
import { requireHeld, requirePhone } from './held-phone.ts'
import { openChannel } from './line/channel.ts'
import type { PhoneApp } from './phone-app.ts'
import type { HeldPhone } from './phone-deeds.ts'
import type { Sandbox } from './sandbox.ts'
import { WechatEmulator } from './wechat/emulator.ts'

const lineAsk = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.url(),
  state: z.string().min(1),
  scope: z.string().regex(/\bopenid\b/),
  nonce: z.string().optional(),
})

/** WeChat takes its parameters in this order only. */
const wechatOrder = 'appid,redirect_uri,response_type,scope,state'
const wechatAsk = z.object({
  appid: z.string(),
  redirect_uri: z.url(),
  response_type: z.literal('code'),
  scope: z.enum(['snsapi_base', 'snsapi_userinfo']),
  state: z.string().regex(/^[A-Za-z0-9]{1,128}$/),
})

/**
 * The pages on which a provider asks who somebody is, as they are inside its app: there they ask nothing, for the app knows its
 * owner. And the menu of a phone that opens our page: the app whose owner is asked for is the one in the visitor's hand.
 */
export function signInRoutes(sandbox: Sandbox) {
  const router = new Hono<Environment>()
  router.get('/sandbox/phone/:phone/page', async (request) => {
    const { app, phone } = await requirePhone(sandbox, request)
    const path = await entranceOf(app)
    return request.redirect(app.emulator.opens?.(phone, path) ?? path, 302)
  })
  router.get('/sandbox/line/oauth2/v2.1/authorize', async (request) => {
    const asked = read(lineAsk, request)
    const held = await requireHeld(sandbox, request, 'line')
    const { scope, channelAccountId } = held.app
    const channel = await openChannel(sandbox.context, scope.organisationId, channelAccountId)
    if (channel?.config.loginChannelId !== asked.client_id) throw wrong('client_id')
    const { client_id: client, redirect_uri: returnUrl, nonce } = asked
    return sendBack(request, held, sandbox.line.codes, { client, returnUrl, nonce, state: asked.state })
  })
  router.get('/sandbox/wechat/connect/oauth2/authorize', async (request) => {
    const asked = read(wechatAsk, request)
    if (Object.keys(request.req.query()).join() !== wechatOrder) throw wrong('appid')
    const held = await requireHeld(sandbox, request, 'wechat')
    const { emulator } = held.app
    if (!(emulator instanceof WechatEmulator) || emulator.account.appId !== asked.appid) throw wrong('appid')
    const { appid: client, redirect_uri: returnUrl, state } = asked
    return sendBack(request, held, emulator.codes, { client, returnUrl, state })
  })
  return router
}

/** Back to the page that asked, which the account has told its provider beforehand. */
async function sendBack(
  request: Request,
  { app, phone, sandbox: { context } }: HeldPhone,
  codes: Codes,
  asked: { client: string; returnUrl: string; state: string; nonce?: string | undefined },
): Promise<Response> {
  const { client, returnUrl, state, nonce } = asked
  const known = context.settings.publicUrl + returnPath(await entranceOf(app))
  if (returnUrl !== known) throw wrong('redirect_uri')
  const code = randomBytes(16).toString('hex')
  codes.issue(code, { userId: phone.userId, client, returnUrl, nonce, endsAt: context.clock.now().getTime() + 300_000 })
  return request.redirect(`${returnUrl}?${new URLSearchParams({ code, state })}`, 302)
}

async function entranceOf({ scope, channelAccountId }: PhoneApp): Promise<string> {
  const { slug } = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('organisations')
      .where('organisation_id', '=', organisationId)
      .select('slug')
      .executeTakeFirstOrThrow(),
  )
  return entrancePath(slug, channelAccountId)
}

function read<Shape>(schema: z.ZodType<Shape>, request: Request): Shape {
  const asked = schema.safeParse(request.req.query())
  if (!asked.success) throw wrong(String(asked.error.issues[0]?.path[0] ?? ''))
  return asked.data
}

function wrong(field: string): Failure {
  return new Failure('request.invalid', { field, expected: '' }, { field })
}
