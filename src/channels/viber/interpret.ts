import { z } from 'zod'
import { type Outcome, rejected, slower } from '../outcome.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { parseExactly } from './exact.ts'

const answer = z.object({
  status: z.int(),
  status_message: z.string().default(''),
  message_token: z
    .union([z.string().min(1), z.int()])
    .transform(String)
    .optional(),
})

/**
 * What Viber's answer means: always HTTP 200, the truth is in `status` (creators.viber.com/docs/bots-api/errors, read
 * 2026-11-22; names as in Viber's own libraries). There is no retry key, so whatever may have been taken is unknown.
 */
export function interpret(response: ProviderResponse, request: ProviderRequest): Outcome {
  const undecided: Outcome = { kind: request.part === 0 ? 'retryable' : 'unknown' }
  if (response.kind === 'unreached') return { kind: 'retryable' }
  if (response.kind === 'unanswered' || response.status >= 500) return undecided
  if (response.status === 401 || response.status === 403) return { kind: 'auth' }
  if (response.status === 429) return slower(response.headers)
  if (response.status >= 300) return rejected(response.status, response.body)
  const read = answer.safeParse(parseExactly(response.body))
  if (!read.success) return undecided
  const { status, status_message, message_token } = read.data
  if (status === 0) return { kind: 'accepted', providerIds: message_token === undefined ? [] : [message_token] }
  return meanings[status] ?? rejected(status, status_message)
}

/** What is not here is a fault of the message: 3 and 4 its shape, 11 and 13 an old phone, 14 and 17 its kind, 21 its country. */
const meanings: Readonly<Record<number, Outcome>> = {
  /** invalidAuthToken */
  2: { kind: 'auth' },
  /** receiverNotRegistered, receiverNotSubscribed */
  5: { kind: 'blocked' },
  6: { kind: 'blocked' },
  /** publicAccountBlocked, publicAccountNotFound, publicAccountSuspended, webhookNotSet: nothing will go out until set right. */
  7: { kind: 'auth' },
  8: { kind: 'auth' },
  9: { kind: 'auth' },
  10: { kind: 'auth' },
  /** tooManyRequests: also the hundredth message within an hour to somebody who does not answer. */
  12: { kind: 'rate_limited' },
  /** publicAccountNotAuthorized */
  15: { kind: 'auth' },
  /** The month's free messages outside sessions are used up; no balance for a billed one. */
  23: { kind: 'quota' },
  24: { kind: 'quota' },
}
