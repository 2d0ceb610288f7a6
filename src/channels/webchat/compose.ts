import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import type { Address, ComposeContext } from '../adapter.ts'
import { fitMessage } from '../fit.ts'
import { partKey } from '../keys.ts'
import { type Block, type Button, block, type OutboundMessage, quickReply } from '../message.ts'
import { type Outcome, rejected, slower } from '../outcome.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { shorten } from '../text.ts'
import { webchatAbilities } from './abilities.ts'
import type { WebchatConfig } from './config.ts'

/** One entry of a visitor's stream, as the widget receives it over SSE. */
export const streamEntry = z.object({
  /** The id of our message: what a `read` post names. */
  id: z.uuid(),
  blocks: z.array(block),
  quickReplies: z.array(quickReply),
})
export type StreamEntry = z.infer<typeof streamEntry>

/**
 * Says a message in the web chat: each request appends one entry to the visitor's stream on our own server. Throws
 * `channels.address-unfit` for groups, which web chat does not have.
 */
export function compose(
  message: OutboundMessage,
  to: Address,
  _config: WebchatConfig,
  context: ComposeContext,
): ProviderRequest[] {
  if (to.type !== 'user') throw new Failure('channels.address-unfit', { kind: 'webchat' })
  const { blocks, quickReplies } = fitMessage(message, webchatAbilities, { kind: 'webchat' })
  const size = webchatAbilities.messagesPerRequest
  const count = Math.ceil(blocks.length / size)
  return Array.from({ length: count }, (_, index) => {
    const entry: StreamEntry = {
      id: partKey(context.deliveryId, index + 1),
      blocks: blocks.slice(index * size, (index + 1) * size).map(labelled),
      quickReplies: index === count - 1 ? quickReplies.map(shortLabel) : [],
    }
    return append(entry, to.id, index + 1)
  })
}

/** What our own stream answered. Appending twice with one key is appending once, so every unknown end may be repeated. */
export function interpret(response: ProviderResponse, request: ProviderRequest): Outcome {
  if (response.kind !== 'answered' || response.status >= 500) return { kind: 'retryable' }
  if (response.status < 300 && request.idempotencyKey !== undefined) {
    return { kind: 'accepted', providerIds: [request.idempotencyKey] }
  }
  return response.status === 429 ? slower(response.headers) : rejected(response.status, response.body)
}

function append(entry: StreamEntry, visitorId: string, part: number): ProviderRequest {
  const body = JSON.stringify(entry)
  return {
    part,
    method: 'APPEND',
    url: `webchat:${visitorId}`,
    headers: {},
    body,
    idempotencyKey: entry.id,
    quotaCount: 0,
  }
}

function labelled(shown: Block): Block {
  return shown.type === 'card' ? { ...shown, buttons: shown.buttons.map(shortLabel) } : shown
}

function shortLabel<Pressable extends Pick<Button, 'label'>>(pressable: Pressable): Pressable {
  return { ...pressable, label: shorten(pressable.label, webchatAbilities.buttons.labelLimit) }
}
