import { z } from 'zod'
import type { ComposeContext, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { partKey } from '../keys.ts'
import type { OutboundMessage } from '../message.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { lineUrl, order } from './access.ts'
import { parcels } from './compose.ts'
import type { LineConfig } from './config.ts'
import { get } from './people.ts'

/** People in one multicast (messaging-api.yml `MulticastRequest` @ 6e4c2a2). 200 requests a second. */
const multicastLimit = 500

/**
 * The same words to many people by name, 500 a request, each with a retry key of its own; nobody hears them twice. Parts are
 * numbered through. LINE answers no message ids and does not tell who has blocked the account.
 */
export function multicast(
  message: OutboundMessage,
  userIds: readonly string[],
  config: LineConfig,
  context: ComposeContext,
): ProviderRequest[] {
  const all = [...new Set(userIds)]
  const groups = Array.from({ length: Math.ceil(all.length / multicastLimit) }, (_, index) =>
    all.slice(index * multicastLimit, (index + 1) * multicastLimit),
  )
  const pairs = groups.flatMap((to) => parcels(message, context).map((messages) => ({ to, messages })))
  return pairs.map(({ to, messages }, index) => {
    const body = { to, messages, ...manner(context), customAggregationUnits: unitsOf(context) }
    return keyed(order('POST', '/v2/bot/message/multicast', config, context, body), index + 1, to.length, context)
  })
}

/** Whom LINE itself looks up: audiences made in its console. Numbers of LINE's, exact in a double. */
export interface Narrowcast {
  /** None: all followers. */
  readonly audienceIds?: readonly number[]
  readonly exceptAudienceIds?: readonly number[]
  /** Chosen by lot beyond it. */
  readonly mostPeople?: number
  /** Stop at what is left of the month's plan, instead of failing. */
  readonly withinQuota?: boolean
}

/**
 * Words for people LINE picks: fewer than 50 in an audience are refused, later, by `readNarrowcast`. Taken with 202 and the id
 * of the request as the only provider id; how many it will reach nobody knows, so `quotaCount` is 0. 60 an hour.
 */
export function narrowcast(
  message: OutboundMessage,
  to: Narrowcast,
  config: LineConfig,
  context: ComposeContext,
): ProviderRequest[] {
  return parcels(message, context).map((messages, index) => {
    const body = { messages, recipient: recipientOf(to), limit: limitOf(to), ...manner(context) }
    return keyed(order('POST', '/v2/bot/message/narrowcast', config, context, body), index + 1, 0, context)
  })
}

/** `GET /v2/bot/message/progress/narrowcast`, by the id `narrowcast` was taken under. */
export function askNarrowcast(requestId: string, config: LineConfig, context: RequestContext): ProviderRequest {
  return get(
    lineUrl(`/v2/bot/message/progress/narrowcast?requestId=${encodeURIComponent(requestId)}`, context),
    config,
    context,
  )
}

const people = z.int().nonnegative().nullable().catch(null)

/** How far a narrowcast has come. `null` figures are not told, which is not zero. */
const progress = z
  .object({
    phase: z.enum(['waiting', 'sending', 'succeeded', 'failed']),
    targetCount: people.default(null),
    successCount: people.default(null),
    failureCount: people.default(null),
    errorCode: z.int().optional(),
    failedDescription: z.string().optional(),
  })
  .transform(({ errorCode, failedDescription, ...rest }) => ({
    ...rest,
    failure: failures[errorCode ?? 0] ?? (rest.phase === 'failed' ? ('internal' as const) : null),
    words: failedDescription ?? null,
  }))
export type NarrowcastProgress = z.infer<typeof progress>

/** `errorCode` (messaging-api.yml `NarrowcastProgressResponse` @ 6e4c2a2). 4: an audience of fewer than 50. */
const failures: Readonly<Record<number, 'internal' | 'too-few' | 'taken-before' | 'would-be-partial'>> = {
  1: 'internal',
  2: 'too-few',
  3: 'taken-before',
  4: 'too-few',
  5: 'would-be-partial',
}

/** Reads the answer to `askNarrowcast`; `null` when it does not tell. Never throws. */
export function readNarrowcast(response: ProviderResponse): NarrowcastProgress | null {
  return response.kind === 'answered' && response.status === 200 ? readJson(response.body, progress) : null
}

function keyed(request: ProviderRequest, part: number, quotaCount: number, context: ComposeContext): ProviderRequest {
  const idempotencyKey = partKey(context.deliveryId, part)
  const headers = { ...request.headers, 'x-line-retry-key': idempotencyKey }
  return { ...request, part, headers, idempotencyKey, quotaCount }
}

function manner({ silent }: ComposeContext): object {
  return { notificationDisabled: silent }
}

function unitsOf({ aggregationUnit }: ComposeContext): string[] | undefined {
  return aggregationUnit === undefined ? undefined : [aggregationUnit]
}

function recipientOf({ audienceIds = [], exceptAudienceIds = [] }: Narrowcast): object | undefined {
  const audience = (audienceGroupId: number) => ({ type: 'audience', audienceGroupId })
  const any = audienceIds.length === 0 ? [] : [{ type: 'operator', or: audienceIds.map(audience) }]
  const none = exceptAudienceIds.map((id) => ({ type: 'operator', not: audience(id) }))
  const and = [...any, ...none]
  return and.length === 0 ? undefined : { type: 'operator', and }
}

function limitOf({ mostPeople, withinQuota }: Narrowcast): object | undefined {
  return mostPeople === undefined && withinQuota === undefined
    ? undefined
    : { max: mostPeople, upToRemainingQuota: withinQuota }
}
