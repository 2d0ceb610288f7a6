import { z } from 'zod'
import { readJson } from '../json.ts'
import { type Outcome, rejected, slower } from '../outcome.ts'
import { isRepeatable, type ProviderRequest, type ProviderResponse, withToldId } from '../request.ts'

const sent = z.object({ sentMessages: z.array(z.object({ id: z.string() })).default([]) })
const created = z.object({ richMenuId: z.string().min(1) })
const failed = z.object({
  message: z.string(),
  details: z
    .array(z.object({ message: z.string().default(''), property: z.string().default('') }))
    .optional()
    .catch(undefined),
})

/**
 * What LINE's answer means. LINE gives no error codes, so two cases are told by the words (Messaging API reference,
 * "Error responses", 2026-08): a spent reply token, and the 429 of the monthly limit. A push to somebody who has blocked
 * us answers 200: blocks are known from `unfollow` alone.
 */
export function interpret(response: ProviderResponse, request: ProviderRequest): Outcome {
  if (response.kind === 'unreached') return { kind: 'retryable' }
  if (response.kind === 'unanswered') return undecided(request)
  const { status, headers, body } = response
  if (status >= 200 && status < 300) {
    return request.leadsTo === undefined ? accepted(body, headers['x-line-request-id'], request) : onward(body, request)
  }
  const words = wordsOf(body)
  switch (status) {
    case 409:
      return request.idempotencyKey === undefined
        ? rejected(status, words)
        : accepted(body, headers['x-line-accepted-request-id'], request)
    case 400:
      return /invalid reply token/i.test(words) && request.fallback !== undefined
        ? { kind: 'next', requests: [request.fallback] }
        : rejected(status, words)
    case 401:
      return { kind: 'auth' }
    case 429:
      return /monthly limit/i.test(words) ? { kind: 'quota' } : slower(headers)
    default:
      return status >= 500 ? undecided(request) : rejected(status, words)
  }
}

/**
 * 409 says an earlier attempt with this retry key was taken, and repeats the ids of what it sent. A narrowcast has one id for
 * all: that of the request, by which its progress is asked for.
 */
function accepted(body: string, requestId: string | undefined, { url }: ProviderRequest): Outcome {
  const ids = (readJson(body, sent)?.sentMessages ?? []).map(({ id }) => id)
  const isForMany = url.endsWith('/message/narrowcast') && requestId !== undefined
  return { kind: 'accepted', providerIds: isForMany ? [requestId] : ids }
}

/** The creation of a rich menu, whose picture comes next. */
function onward(body: string, request: ProviderRequest): Outcome {
  const menu = readJson(body, created)
  return menu === null ? { kind: 'unknown' } : { kind: 'next', requests: withToldId(request, menu.richMenuId) }
}

function undecided(request: ProviderRequest): Outcome {
  return isRepeatable(request) ? { kind: 'retryable' } : { kind: 'unknown' }
}

/** What LINE says, and which property of the message it means. */
function wordsOf(body: string): string {
  const read = readJson(body, failed)
  if (read === null) return body
  const details = (read.details ?? []).map(({ property, message }) => `${property}: ${message}`)
  return details.length === 0 ? read.message : `${read.message}: ${details.join('; ')}`
}
