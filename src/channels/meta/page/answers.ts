import { z } from 'zod'
import { readJson } from '../../json.ts'
import type { Outcome } from '../../outcome.ts'
import type { ProviderRequest, ProviderResponse } from '../../request.ts'
import { interpretMeta } from '../errors.ts'

const taken = z.union([
  z.object({ message_id: z.string() }),
  z.object({ recipient_id: z.string(), message_id: z.undefined().optional() }),
])

/** What the Send API's answer means. A member's answer that came too late for the window goes on as a human agent's word. */
export function interpretForPage(response: ProviderResponse, request: ProviderRequest): Outcome {
  const outcome = interpretMeta(response, request, (body) => {
    const read = readJson(body, taken)
    return read && (read.message_id === undefined ? [] : [read.message_id])
  })
  if (outcome.kind === 'accepted' && isToComment(request)) return { ...outcome, ...recipientIn(response) }
  if (outcome.kind !== 'window_closed' || request.fallback === undefined) return outcome
  return { kind: 'next', requests: [request.fallback] }
}

function isToComment({ body }: ProviderRequest): boolean {
  return readJson(body, z.object({ recipient: z.object({ comment_id: z.string() }) })) !== null
}

/** `recipient_id` is the page-scoped id of who commented; the number in the comment itself need not be. */
function recipientIn(response: ProviderResponse): { recipientId?: string } {
  const read =
    response.kind === 'answered' ? readJson(response.body, z.object({ recipient_id: z.string().min(1) })) : null
  return read === null ? {} : { recipientId: read.recipient_id }
}
