import { z } from 'zod'
import { parseJson } from '../../channels/json.ts'
import type { Context } from '../../platform/scope.ts'
import { type EmulatedChannel, listChannels, openChannel } from './channel.ts'

/** How long a stateless channel access token lives (channel-access-token.yml `/oauth2/v3/token`, 2026-07). */
const lifetimeSeconds = 900

const purpose = 'sandbox.line.token'
const claims = z.object({ organisation: z.string(), account: z.string(), expiresAt: z.number() })

const grant = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
})

/** A body and its status, as LINE's token endpoint answers. */
export interface TokenAnswer {
  readonly status: 200 | 400
  readonly body: Readonly<Record<string, string | number>>
}

/** `POST /oauth2/v3/token`: a stateless token for a channel id and its secret. Stateless here too: it survives a restart. */
export async function issueToken(context: Context, form: unknown): Promise<TokenAnswer> {
  const asked = grant.safeParse(form)
  if (!asked.success) return refused('invalid_request', 'grant_type, client_id and client_secret are required')
  const { client_id, client_secret } = asked.data
  const channel = (await listChannels(context)).find(({ config }) => config.channelId === client_id)
  if (channel === undefined || channel.config.channelSecret !== client_secret) {
    return refused('invalid_client', 'client_id or client_secret is wrong')
  }
  const expiresAt = context.clock.now().getTime() + lifetimeSeconds * 1000
  const said = { organisation: channel.scope.organisationId, account: channel.channelAccountId, expiresAt }
  const payload = Buffer.from(JSON.stringify(said)).toString('base64url')
  const token = `${payload}.${context.vault.sign(purpose, payload)}`
  return { status: 200, body: { token_type: 'Bearer', access_token: token, expires_in: lifetimeSeconds - 1 } }
}

/** The channel a bearer token was issued to; undefined when it is forged, expired, or its account is gone. */
export async function openToken(context: Context, authorization: string): Promise<EmulatedChannel | undefined> {
  const [payload = '', signature = ''] = authorization.replace(/^Bearer /, '').split('.')
  if (!authorization.startsWith('Bearer ') || !context.vault.verify(purpose, payload, signature)) return undefined
  const said = claims.safeParse(parseJson(Buffer.from(payload, 'base64url')))
  if (!said.success || said.data.expiresAt <= context.clock.now().getTime()) return undefined
  return openChannel(context, said.data.organisation, said.data.account)
}

function refused(error: string, description: string): TokenAnswer {
  return { status: 400, body: { error, error_description: description } }
}
