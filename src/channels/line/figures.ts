import { z } from 'zod'
import type { RequestContext } from '../adapter.ts'
import type { Figures } from '../figures.ts'
import { readJson } from '../json.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { lineUrl } from './access.ts'
import type { LineConfig } from './config.ts'
import { get } from './people.ts'

/**
 * A count of people, or `null`: LINE leaves a figure out, or sends null, while it is not ready and where so few people are behind
 * it (fewer than 20) that they could be told apart. Nobody may show that as 0.
 */
const figure = z.int().nonnegative().nullable().catch(null).default(null)
/** `unavailable_for_privacy`: fewer than 20. */
const status = z.enum(['ready', 'unready', 'unavailable_for_privacy', 'out_of_service'])

const followers = z.object({ status, followers: figure, targetedReaches: figure, blocks: figure })
/** Who has ever followed, whom a narrowcast could reach, who blocks the account. Figures are null unless `ready`. */
export type Followers = z.infer<typeof followers>

const unit = z.object({
  overview: z.object({
    uniqueImpression: figure,
    uniqueClick: figure,
    uniqueMediaPlayed: figure,
    uniqueMediaPlayed100Percent: figure,
  }),
  messages: z.array(z.object({ seq: z.int(), impression: figure, uniqueMediaPlayed: figure })).default([]),
  clicks: z.array(z.object({ seq: z.int(), url: z.string(), click: figure, uniqueClick: figure })).default([]),
})
/** What became of the messages of one aggregation unit (`ComposeContext.aggregationUnit`): seen, pressed, played. */
export type UnitFigures = z.infer<typeof unit>

const delivered = z.object({ status, success: figure })
/** How many messages went out on a day. Fewer than 20, or not yet counted, is `null`. */
export type Delivered = z.infer<typeof delivered>

/** `GET /v2/bot/insight/followers`; ready by the next day (insight.yml @ 6e4c2a2). All of these: 60 an hour. */
export function askFollowers(day: string, config: LineConfig, context: RequestContext): ProviderRequest {
  return ask('/v2/bot/insight/followers', { date: compact(day) }, config, context)
}

/** Never throws; `null` when the answer is none. */
export function readFollowers(response: ProviderResponse): Followers | null {
  return read(response, followers)
}

/** `GET /v2/bot/insight/message/event/aggregation`: the days of a unit, at most 31; days of UTC+9, `2026-11-22`. */
export function askUnit(
  { unit, from, to }: { unit: string; from: string; to: string },
  config: LineConfig,
  context: RequestContext,
): ProviderRequest {
  const query = { customAggregationUnit: unit, from: compact(from), to: compact(to) }
  return ask('/v2/bot/insight/message/event/aggregation', query, config, context)
}

/** Never throws; `null` when the answer is none. */
export function readUnit(response: ProviderResponse): UnitFigures | null {
  return read(response, unit)
}

/** `GET /v2/bot/message/delivery/{way}`: how many messages of one way went out on a day of UTC+9. */
export function askDelivered(
  { way, day }: { way: 'reply' | 'push' | 'multicast' | 'broadcast'; day: string },
  config: LineConfig,
  context: RequestContext,
): ProviderRequest {
  return ask(`/v2/bot/message/delivery/${way}`, { date: compact(day) }, config, context)
}

/** Never throws; `null` when the answer is none. */
export function readDelivered(response: ProviderResponse): Delivered | null {
  return read(response, delivered)
}

/** `readUnit` in the words all channels share. */
export function readFigures(response: ProviderResponse): Figures | null {
  const told = readUnit(response)
  if (told === null) return null
  const { uniqueImpression: seen, uniqueClick: pressed, uniqueMediaPlayed: played } = told.overview
  return { seen, pressed, played }
}

function ask(path: string, query: Record<string, string>, config: LineConfig, context: RequestContext) {
  return get(lineUrl(`${path}?${new URLSearchParams(query)}`, context), config, context)
}

function read<Shape>(response: ProviderResponse, schema: z.ZodType<Shape>): Shape | null {
  return response.kind === 'answered' && response.status === 200 ? readJson(response.body, schema) : null
}

/** `2026-11-22` as LINE writes it. */
function compact(day: string): string {
  return day.replaceAll('-', '')
}
