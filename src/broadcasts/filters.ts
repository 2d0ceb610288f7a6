import { z } from 'zod'
import { mostTags, tagWord } from '../people/tags.ts'
import { languages } from '../platform/languages.ts'

const spoken = z.array(z.enum(languages)).min(1).max(languages.length).optional()

/**
 * Some people: those with an open chat or a confirmed address, those who bear any of these tags, those who gave (days as the
 * gift's own, both ends included), those whose gift was to help a case and went elsewhere because the case ended or asks for
 * less, or those named.
 */
const ownFilter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reachable'), languages: spoken }),
  z.strictObject({
    kind: z.literal('gave'),
    campaignId: z.uuid().optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    languages: spoken,
  }),
  z.strictObject({ kind: z.literal('tagged'), tags: z.array(tagWord).min(1).max(mostTags), languages: spoken }),
  z.strictObject({ kind: z.literal('moved'), caseId: z.uuid(), languages: spoken }),
  z.strictObject({ kind: z.literal('people'), personIds: z.array(z.uuid()).min(1).max(10_000) }),
])
export type OwnFilter = z.infer<typeof ownFilter>

/** Whoever all filters of any group of `anyOf` describe, each person once, but nobody whom all of a group of `butNot` do. */
const groupsOf = <Filter extends z.ZodType>(filter: Filter) => {
  const group = z.array(filter).min(1).max(10)
  return z.strictObject({ anyOf: z.array(group).min(1).max(20), butNot: z.array(group).max(20).default([]) })
}

/** What a kept segment describes; of other segments it knows nothing. */
export const segmentAudience = groupsOf(ownFilter)
export type SegmentAudience = z.infer<typeof segmentAudience>

const segmentFilter = z.strictObject({ kind: z.literal('segment'), segmentId: z.uuid() })

const writtenAudience = groupsOf(z.discriminatedUnion('kind', [ownFilter, segmentFilter]))

/** Whom a message is for, as it is kept. Once it was handed in, a segment in it is `fixed`: what it said then. */
export const keptAudience = groupsOf(
  z.discriminatedUnion('kind', [
    ownFilter,
    segmentFilter.extend({ fixed: z.strictObject({ name: z.string(), audience: segmentAudience }).optional() }),
  ]),
)
export type Audience = z.infer<typeof keptAudience>
export type AudienceFilter = Audience['anyOf'][number][number]

/** Whom a message is for, as it is written. A list of filters is whoever any of them describes: so it was said at first, and still may be. */
export const audience = z.union([
  writtenAudience,
  z
    .array(ownFilter)
    .min(1)
    .max(20)
    .transform((filters) => anyOf(...filters)),
])

/** Whoever any of these describes. */
export function anyOf(...filters: readonly OwnFilter[]): SegmentAudience {
  return { anyOf: filters.map((filter) => [filter]), butNot: [] }
}
