import { z } from 'zod'
import type { RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import type { SignedIn } from '../sign-in.ts'
import { lineUrl, order } from './access.ts'
import type { LineConfig } from './config.ts'

/** What an ID token must say to be believed: for our LINE Login channel, and made for the nonce we gave. */
export interface Expected {
  readonly loginChannelId: string
  readonly nonce?: string | undefined
}

export const issuer = 'https://access.line.me'

/** What an ID token says, as far as we ask. */
export const claims = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  aud: z.string(),
  /** Seconds since 1970. */
  exp: z.number(),
  nonce: z.string().optional(),
  name: z.string().optional(),
})
const refusal = z.object({ error_description: z.string() })

/**
 * `POST /oauth2/v2.1/verify`: a page in LINE (LIFF) hands us its raw ID token and LINE tells what is in it. Nothing the page says
 * about a person beside the token may be believed (developers.line.biz, "Using user data in LIFF apps", read 2026-08).
 */
export function askIdToken(
  idToken: string,
  { loginChannelId, nonce }: Expected,
  context: RequestContext,
): ProviderRequest {
  const form = { id_token: idToken, client_id: loginChannelId, ...(nonce === undefined ? {} : { nonce }) }
  return {
    part: 0,
    method: 'POST',
    url: lineUrl('/oauth2/v2.1/verify', context),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    quotaCount: 0,
  }
}

/**
 * Reads the answer to `askIdToken`, and looks at the claims again: who issued it, for whom, until when, for which nonce. `userId`
 * is the one messages come from only where the LINE Login channel belongs to the same provider as the account. Never throws.
 */
export function readIdToken(response: ProviderResponse, { loginChannelId, nonce }: Expected, now: Date): SignedIn {
  if (response.kind !== 'answered') return { kind: 'refused', words: response.reason }
  const read = response.status === 200 ? readJson(response.body, claims) : null
  if (read === null) return { kind: 'refused', words: readJson(response.body, refusal)?.error_description ?? '' }
  return judge(read, { loginChannelId, nonce }, now)
}

/** Whether these claims are LINE's word about whoever opened the very page that asked. */
export function judge(read: z.infer<typeof claims>, { loginChannelId, nonce }: Expected, now: Date): SignedIn {
  const isOurs = read.iss === issuer && read.aud === loginChannelId && (nonce === undefined || read.nonce === nonce)
  if (!isOurs) return { kind: 'refused', words: 'made for somebody else' }
  if (read.exp * 1000 <= now.getTime()) return { kind: 'refused', words: 'expired' }
  return { kind: 'signed_in', userId: read.sub, displayName: read.name }
}

const issued = z.object({ linkToken: z.string().min(1) })

/** `POST /v2/bot/user/{userId}/linkToken`: good once, for ten minutes. */
export function askLinkToken(userId: string, config: LineConfig, context: RequestContext): ProviderRequest {
  return order('POST', `/v2/bot/user/${encodeURIComponent(userId)}/linkToken`, config, context)
}

/** Never throws; `null` when there is none in the answer. */
export function readLinkToken(response: ProviderResponse): string | null {
  if (response.kind !== 'answered' || response.status !== 200) return null
  return readJson(response.body, issued)?.linkToken ?? null
}

/**
 * Where somebody who has signed in with us is sent to connect the two; it comes back as `account_link` with the same `nonce`.
 * That is ours, used once, 10 to 255 characters of base64url made of at least 128 bits ("User account linking", read 2026-08).
 */
export function linkUrl(linkToken: string, nonce: string, context: RequestContext): string {
  const origin = providerOrigin(issuer, context.sandboxOrigin)
  return `${origin}/dialog/bot/accountLink?${new URLSearchParams({ linkToken, nonce })}`
}
