import { z } from 'zod'
import { readJson } from '../json.ts'
import { interpretMeta } from '../meta/errors.ts'
import type { Outcome } from '../outcome.ts'
import { type ProviderRequest, type ProviderResponse, withToldId } from '../request.ts'

const taken = z.object({ messages: z.array(z.object({ id: z.string() })) })

const stored = z.object({ id: z.string().min(1) })

/** What the Cloud API's answer means. "Accepted" is not yet "delivered": failures may still come as a status. */
export function interpret(response: ProviderResponse, request: ProviderRequest): Outcome {
  if (request.upload !== undefined) return interpretUpload(response, request)
  return interpretMeta(response, request, (body) => readJson(body, taken)?.messages.map(({ id }) => id) ?? null)
}

/** A file that is not taken is said by its address; nothing was said to anybody yet, so silence may be tried again. */
function interpretUpload(response: ProviderResponse, request: ProviderRequest): Outcome {
  const outcome = interpretMeta(response, request, () => [])
  const id = response.kind === 'answered' ? readJson(response.body, stored)?.id : undefined
  if (outcome.kind === 'accepted' && id !== undefined) return { kind: 'next', requests: withToldId(request, id) }
  if (outcome.kind === 'unknown') return { kind: 'retryable' }
  if (outcome.kind !== 'rejected' && outcome.kind !== 'accepted') return outcome
  return request.fallback === undefined ? outcome : { kind: 'next', requests: [request.fallback] }
}
