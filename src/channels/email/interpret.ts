import { type Outcome, rejected } from '../outcome.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { isGone } from './report.ts'

/** A reply of SMTP: its code, and the enhanced one behind it (RFC 5321 §4.2, RFC 3463). */
const reply = /^([2-5]\d\d)[ -](?:([245]\.\d{1,3}\.\d{1,3})\b)?/

/**
 * What the transport says of the server's answer. 4yz is a server that has certainly not taken the mail: later. Silence after
 * the mail was on its way is unknown, because SMTP has no key by which a second copy could be recognised.
 */
export function interpret(response: ProviderResponse, request: ProviderRequest): Outcome {
  const undecided: Outcome = { kind: request.part === 0 ? 'retryable' : 'unknown' }
  if (response.kind === 'unreached') return { kind: 'retryable' }
  if (response.kind === 'unanswered') return undecided
  const { status, body } = response
  const [, code = '', enhanced = ''] = reply.exec(body) ?? []
  if (status >= 500) return code.startsWith('4') ? deferred(code) : undecided
  if (status < 300) return { kind: 'accepted', providerIds: idOf(request) }
  if (status === 401) return { kind: 'auth' }
  if (status === 429) return { kind: 'rate_limited' }
  if (isGone(enhanced)) return { kind: 'blocked' }
  // Google Workspace and Microsoft 365: the day's limit is used up (their SMTP error pages, unverified).
  if (enhanced === '5.4.5') return { kind: 'quota' }
  return rejected(enhanced || code || status, body)
}

/** 421: the server is closing, often for too many connections; 452: too many recipients or no room for now. */
function deferred(code: string): Outcome {
  return { kind: code === '421' || code === '452' ? 'rate_limited' : 'retryable' }
}

function idOf({ headers }: ProviderRequest): string[] {
  const id = headers['message-id']
  return id === undefined || id === '' ? [] : [id]
}
