import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import type { RequestContext } from '../adapter.ts'
import { parseJson, readJson } from '../json.ts'
import { sameSignature } from '../keys.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import type { SignedIn, SignInAsk } from '../sign-in.ts'
import { lineUrl } from './access.ts'
import type { LineConfig } from './config.ts'
import { claims, issuer, judge } from './sign-in.ts'

const issued = z.object({ id_token: z.string().min(1) })
const refusal = z.object({ error: z.string(), error_description: z.string().optional() })
/** Web login is signed with the channel's secret; ES256 is for native apps and LIFF, which this is not. */
const header = z.object({ alg: z.literal('HS256') })

/**
 * `access.line.me/oauth2/v2.1/authorize`: inside LINE the person is signed in without typing anything. Asks for the user id alone
 * (developers.line.biz, "Integrating LINE Login with your web app", read 2026-11-22).
 */
export function signInUrl(
  { returnUrl, state, nonce }: SignInAsk,
  { loginChannelId, loginChannelSecret }: LineConfig,
  context: RequestContext,
): string | null {
  if (loginChannelId === undefined || loginChannelSecret === undefined) return null
  const asked = { response_type: 'code', client_id: loginChannelId, redirect_uri: returnUrl, scope: 'openid' }
  const origin = providerOrigin(issuer, context.sandboxOrigin)
  return `${origin}/oauth2/v2.1/authorize?${new URLSearchParams({ ...asked, state, nonce })}`
}

/** `POST /oauth2/v2.1/token`: a code is good once, for ten minutes. Throws `channels.not-authorised` without the login channel. */
export function askSignedIn(
  code: string,
  { returnUrl }: Pick<SignInAsk, 'returnUrl'>,
  { loginChannelId, loginChannelSecret }: LineConfig,
  context: RequestContext,
): ProviderRequest {
  if (loginChannelId === undefined || loginChannelSecret === undefined) throw new Failure('channels.not-authorised')
  const client = { client_id: loginChannelId, client_secret: loginChannelSecret }
  const form = { grant_type: 'authorization_code', code, redirect_uri: returnUrl, ...client }
  return {
    part: 0,
    method: 'POST',
    url: lineUrl('/oauth2/v2.1/token', context),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    quotaCount: 0,
  }
}

/**
 * Who it was, by the ID token in the answer: its signature, who issued it, for whom, until when, for which nonce ("Get profile
 * information from ID tokens", read 2026-11-22). Never throws.
 */
export function readSignedIn(
  response: ProviderResponse,
  { nonce }: Pick<SignInAsk, 'nonce'>,
  { loginChannelId = '', loginChannelSecret = '' }: LineConfig,
  now: Date,
): SignedIn {
  if (response.kind !== 'answered') return { kind: 'refused', words: response.reason }
  const idToken = response.status === 200 ? readJson(response.body, issued)?.id_token : undefined
  if (idToken === undefined) return { kind: 'refused', words: loginRefusal(response) ?? String(response.status) }
  const said = loginChannelSecret === '' ? null : openIdToken(idToken, loginChannelSecret)
  return said === null ? { kind: 'refused', words: 'not signed by LINE' } : judge(said, { loginChannelId, nonce }, now)
}

/** LINE's word for why it gave no token, such as `invalid_client`; `null` where the answer is another. Never throws. */
export function loginRefusal(response: ProviderResponse | undefined): string | null {
  return response?.kind === 'answered' ? (readJson(response.body, refusal)?.error ?? null) : null
}

function openIdToken(idToken: string, secret: string): z.infer<typeof claims> | null {
  const [head = '', payload = '', signature = ''] = idToken.split('.')
  const expected = createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url')
  if (!header.safeParse(decoded(head)).success || !sameSignature(expected, signature)) return null
  return claims.safeParse(decoded(payload)).data ?? null
}

function decoded(part: string): unknown {
  return parseJson(Buffer.from(part, 'base64url'))
}
