import { z } from 'zod'
import { readJson } from '../json.ts'
import { type Outcome, rejected, slower } from '../outcome.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { messageName } from './place.ts'

const taken = z.object({ ok: z.literal(true), channel: z.string().optional(), ts: z.string().optional() })
const refused = z.object({ ok: z.literal(false), error: z.string(), needed: z.string().optional() })

/**
 * What Slack's answer means: nearly always HTTP 200, the truth is in `ok` and `error` (docs.slack.dev,
 * methods/chat.postMessage, 2026-08). There is no retry key, so whatever may have been taken is unknown.
 */
export function interpret(response: ProviderResponse, request: ProviderRequest): Outcome {
  const undecided: Outcome = { kind: request.part === 0 ? 'retryable' : 'unknown' }
  if (response.kind === 'unreached') return { kind: 'retryable' }
  if (response.kind === 'unanswered' || response.status >= 500) return undecided
  if (response.status === 429) return slower(response.headers)
  const accepted = readJson(response.body, taken)
  if (accepted !== null && response.status < 300) return { kind: 'accepted', providerIds: idsOf(accepted) }
  const refusal = readJson(response.body, refused)
  if (refusal !== null) return meaningOf(refusal, response.headers, undecided)
  if (response.status === 401 || response.status === 403) return { kind: 'auth' }
  return response.status < 300 ? undecided : rejected(response.status, response.body)
}

function meaningOf(
  { error, needed }: z.infer<typeof refused>,
  headers: Readonly<Record<string, string>>,
  undecided: Outcome,
): Outcome {
  if (credentials.has(error)) return { kind: 'auth' }
  if (gone.has(error)) return { kind: 'blocked' }
  if (tooFast.has(error)) return slower(headers)
  if (unclear.has(error)) return undecided
  return rejected(error, needed === undefined ? error : `${error}: ${needed}`)
}

/** Our token is refused, or the workspace does not let us in. */
const credentials = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'org_login_required',
  'ekm_access_denied',
  'access_denied',
  'team_access_not_granted',
])

/** The person has left the workspace, or is not to be seen by us. */
const gone = new Set(['user_not_found', 'user_disabled', 'user_not_visible'])

const tooFast = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded'])

/** Slack itself says of these that some part may have been done. */
const unclear = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
])

function idsOf({ channel, ts }: z.infer<typeof taken>): string[] {
  return channel === undefined || ts === undefined ? [] : [messageName(channel, ts)]
}
