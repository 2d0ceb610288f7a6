import { z } from 'zod'
import { readJson } from '../json.ts'
import { type Outcome, rejected, slower } from '../outcome.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'

/** `error` of an answer, or one of `statuses[].errors` of a webhook: the same codes in both. */
export const metaError = z.object({
  code: z.int(),
  error_subcode: z.int().optional(),
  message: z.string().optional(),
  title: z.string().optional(),
  error_data: z.object({ details: z.string().optional() }).optional(),
})
export type MetaError = z.infer<typeof metaError>

const failed = z.object({ error: metaError })

/** What a code means for the person or the account. What is not listed is a refusal with Meta's own words. */
export type Meaning = 'rate_limited' | 'retryable' | 'auth' | 'window_closed' | 'blocked' | 'rejected'

/**
 * Sources: nyaruka/courier meta/whatsapp/api.go @ 350e935 (throttling), gokapso/whatsapp-cloud-api-js errors/categorize.ts @
 * 5a8fe7b (classes), Messenger error codes page of 2026-03-18. 131026 "undeliverable" has many causes and 131050
 * "stopped marketing" leaves answers and receipts open: neither blocks anybody. 368 bars the account for a while, 131031 until
 * Meta has looked: whatever is sent meanwhile is refused.
 */
const meanings: Readonly<Record<Exclude<Meaning, 'rejected'>, readonly number[]>> = {
  rate_limited: [4, 613, 80007, 130429, 131048, 131056, 133016],
  retryable: [2, 1200, 131000, 131016],
  auth: [0, 10, 190, 368, 131031, 131045],
  window_closed: [131047],
  blocked: [551],
}

/**
 * Permissions (10, 200) whose subcode tells more: a closed window (2018278 of the Messenger error codes, 2026-03-18; 2018065 its
 * older name, 2534022 Instagram's) or a person who does not want to hear from us (2018108, 1545041). All but the first are
 * reported by integrators and unverified.
 */
const subcodes: ReadonlyMap<number, Meaning> = new Map([
  [2018278, 'window_closed'],
  [2018065, 'window_closed'],
  [2534022, 'window_closed'],
  [2018108, 'blocked'],
  [1545041, 'blocked'],
])

export function meaningOf({ code, error_subcode }: MetaError): Meaning {
  const told = error_subcode === undefined ? undefined : subcodes.get(error_subcode)
  if (told !== undefined && (code === 10 || code === 200)) return told
  if (code === 10 && error_subcode !== undefined) return 'rejected'
  const listed = Object.entries(meanings).find(([, codes]) => codes.includes(code))?.[0]
  return isMeaning(listed) ? listed : code >= 200 && code <= 299 ? 'auth' : 'rejected'
}

export function wordsOf({ error_data, message, title }: MetaError): string {
  return error_data?.details ?? message ?? title ?? ''
}

/** What Meta's answer to a send means; `idsOf` finds the ids of what was taken. Sends carry no key: what may have been taken is unknown. */
export function interpretMeta(
  response: ProviderResponse,
  request: ProviderRequest,
  idsOf: (body: string) => readonly string[] | null,
): Outcome {
  const undecided: Outcome = { kind: request.part === 0 ? 'retryable' : 'unknown' }
  if (response.kind === 'unreached') return { kind: 'retryable' }
  if (response.kind === 'unanswered' || response.status >= 500) return undecided
  const error = readJson(response.body, failed)?.error
  if (error === undefined) {
    const providerIds = response.status < 300 ? idsOf(response.body) : null
    if (providerIds !== null) return { kind: 'accepted', providerIds }
    if (response.status === 429) return waiting(undefined, response.headers)
    return response.status < 300 ? undecided : byStatus(response.status, response.body)
  }
  const meaning = meaningOf(error)
  if (meaning === 'rejected') return rejected(error.code, wordsOf(error))
  if (meaning === 'rate_limited') return waiting(error.code, response.headers)
  return meaning === 'retryable' ? undecided : { kind: meaning }
}

function byStatus(status: number, body: string): Outcome {
  return status === 401 ? { kind: 'auth' } : rejected(status, body)
}

/** 131056: one message every six seconds to the same person. */
const perPair = { code: 131056, waitSeconds: 6 }

const usage = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.number().nonnegative() })))

/** How long: `Retry-After`, else what `X-Business-Use-Case-Usage` says of the account that waits longest, in minutes (Graph API, rate limits). */
function waiting(code: number | undefined, headers: Readonly<Record<string, string>>): Outcome {
  if (code === perPair.code) return { kind: 'rate_limited', waitSeconds: perPair.waitSeconds }
  const used = readJson(headers['x-business-use-case-usage'] ?? '', usage) ?? {}
  const minutes = Object.values(used)
    .flat()
    .map(({ estimated_time_to_regain_access: left }) => left)
  const longest = Math.max(0, ...minutes)
  return longest > 0 ? { kind: 'rate_limited', waitSeconds: Math.ceil(longest * 60) } : slower(headers)
}

function isMeaning(name: string | undefined): name is Meaning {
  return name !== undefined && Object.hasOwn(meanings, name)
}
