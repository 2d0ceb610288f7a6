import type { Address, ComposeContext, RequestContext } from '../adapter.ts'
import { fitMessage } from '../fit.ts'
import { partKey } from '../keys.ts'
import type { MediaBlock, OutboundMessage } from '../message.ts'
import type { ProviderRequest } from '../request.ts'
import { lineAbilities } from './abilities.ts'
import { authorization, lineUrl } from './access.ts'
import { type Bubble, bubbles } from './bubbles.ts'
import type { LineConfig } from './config.ts'

/**
 * Says a message on LINE, five bubbles a request. The first request answers by reply token while one is alive, which is
 * free; it carries the same words as a push, for the case that LINE no longer takes the token. All others are pushes with
 * a retry key, taken by LINE once however often they are sent (24 hours).
 */
export function compose(
  message: OutboundMessage,
  to: Address,
  config: LineConfig,
  context: ComposeContext,
): ProviderRequest[] {
  const headers = { authorization: authorization(config, context), 'content-type': 'application/json' }
  return parcels(message, context).map((messages, index) => {
    const parcel = { messages, headers, part: index + 1, context }
    const token = index === 0 ? liveToken(context) : null
    return token === null ? push(parcel, to) : reply(parcel, token, to)
  })
}

/** Pushes message objects of LINE's own making (an imagemap), five a request; the limits of each are the caller's to keep. */
export function say(
  messages: readonly Bubble[],
  to: Address,
  config: LineConfig,
  context: ComposeContext,
): ProviderRequest[] {
  const headers = { authorization: authorization(config, context), 'content-type': 'application/json' }
  return fives(messages).map((five, index) => push({ messages: five, headers, part: index + 1, context }, to))
}

/** A message as LINE's message objects, five at a time. */
export function parcels(message: OutboundMessage, context: RequestContext): Bubble[][] {
  // LINE fetches pictures by https only; an emulator on this machine also by http.
  const fetchable = (url: string) => context.sandboxOrigin !== undefined || url.startsWith('https://')
  return fives(bubbles(fitMessage(message, lineAbilities, { kind: 'line', fetchable, takes }), message.altText))
}

/** LINE demands a still of every video and the length of every recording (messaging-api.yml, 2026-08). */
function takes(media: MediaBlock): boolean {
  return media.type === 'video' ? media.previewUrl !== undefined : media.durationMilliseconds !== undefined
}

/** One request's worth of bubbles. */
interface Parcel {
  readonly messages: readonly Bubble[]
  readonly headers: Readonly<Record<string, string>>
  readonly part: number
  readonly context: ComposeContext
}

function push({ messages, headers, part, context }: Parcel, to: Address): ProviderRequest {
  const idempotencyKey = partKey(context.deliveryId, part)
  return {
    part,
    method: 'POST',
    url: lineUrl('/v2/bot/message/push', context),
    headers: { ...headers, 'x-line-retry-key': idempotencyKey },
    body: JSON.stringify({
      to: to.id,
      messages,
      notificationDisabled: context.silent,
      customAggregationUnits: context.aggregationUnit === undefined ? undefined : [context.aggregationUnit],
    }),
    idempotencyKey,
    quotaCount: 1,
  }
}

/** Replies take no retry key (LINE answers 400), so a reply whose end is unknown must not be repeated. */
function reply(parcel: Parcel, replyToken: string, to: Address): ProviderRequest {
  const { messages, headers, part, context } = parcel
  return {
    part,
    method: 'POST',
    url: lineUrl('/v2/bot/message/reply', context),
    headers,
    body: JSON.stringify({ replyToken, messages, notificationDisabled: context.silent }),
    spendsReplyToken: true,
    // Written when it is asked for: LINE takes nearly every token.
    get fallback() {
      return push(parcel, to)
    },
    quotaCount: 0,
  }
}

function liveToken({ replyToken, now }: ComposeContext): string | null {
  return replyToken !== undefined && replyToken.expiresAt > now.getTime() ? replyToken.token : null
}

function fives(all: readonly Bubble[]): Bubble[][] {
  const size = lineAbilities.messagesPerRequest
  const count = Math.ceil(all.length / size)
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size))
}
