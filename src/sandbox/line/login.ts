import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Context } from '../../platform/scope.ts'
import { listChannels } from './channel.ts'
import type { LineEmulator } from './emulator.ts'
import type { TokenAnswer } from './token.ts'

const exchange = z.object({
  grant_type: z.literal('authorization_code'),
  code: z.string(),
  redirect_uri: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
})

/** ID tokens end an hour after they were made (LINE Login v2.1, read 2026-11-22). */
const lifetimeSeconds = 3600

/** `POST /oauth2/v2.1/token` of LINE Login: a code for an ID token that says who opened the page, signed as for web apps. */
export async function exchangeCode({ context, codes }: LineEmulator, form: unknown): Promise<TokenAnswer> {
  const asked = exchange.safeParse(form)
  if (!asked.success) return refused('invalid_request', 'parameters are missing')
  const { code, redirect_uri, client_id, client_secret } = asked.data
  const secret = await loginSecret(context, client_id)
  if (secret === undefined || secret !== client_secret) return refused('invalid_client', 'client_secret is wrong')
  const now = context.clock.now()
  const granted = codes.spend(code, now)
  if (granted === undefined || granted === 'used' || granted.client !== client_id) {
    return refused('invalid_grant', 'invalid authorization code')
  }
  if (granted.returnUrl !== redirect_uri) return refused('invalid_grant', 'redirect_uri does not match')
  const seconds = Math.floor(now.getTime() / 1000)
  const said = { iss: 'https://access.line.me', sub: granted.userId, aud: client_id, amr: ['linesso'] }
  const times = { iat: seconds, exp: seconds + lifetimeSeconds }
  const id_token = signed({ ...said, ...times, nonce: granted.nonce }, secret)
  const tokens = { access_token: 'emulated', refresh_token: 'emulated', id_token }
  return { status: 200, body: { ...tokens, expires_in: 2_592_000, scope: 'openid', token_type: 'Bearer' } }
}

async function loginSecret(context: Context, client: string): Promise<string | undefined> {
  const channel = (await listChannels(context)).find(({ config }) => config.loginChannelId === client)
  return channel?.config.loginChannelSecret
}

function signed(claims: object, secret: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const words = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`
  return `${words}.${createHmac('sha256', secret).update(words).digest('base64url')}`
}

function refused(error: string, description: string): TokenAnswer {
  return { status: 400, body: { error, error_description: description } }
}
