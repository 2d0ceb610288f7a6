import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Audience, AudienceFilter, OwnFilter, SegmentAudience } from './filters.ts'
import { segmentsById, segmentUnknown } from './segment-rows.ts'

type SegmentFilter = Extract<AudienceFilter, { kind: 'segment' }>

/** A filter that needs nothing else to be understood. */
export type FixedFilter = OwnFilter | (SegmentFilter & { fixed: { name: string; audience: SegmentAudience } })

/** An audience whose segments say what they mean. */
export interface FixedAudience {
  anyOf: FixedFilter[][]
  butNot: FixedFilter[][]
}

/**
 * An audience with what its segments say now; what was fixed before stays. Fails with `broadcasts.segment-unknown`, and with
 * `broadcasts.segment-archived` where only those in use will do.
 */
export async function fixSegments(
  transaction: Transaction,
  audience: Audience,
  { inUseOnly = false }: { inUseOnly?: boolean } = {},
): Promise<FixedAudience> {
  const filters = [...audience.anyOf, ...audience.butNot].flat()
  const open = filters.flatMap((filter) => (filter.kind === 'segment' && !filter.fixed ? [filter.segmentId] : []))
  const segments = await segmentsById(transaction, open)
  return mapFilters(audience, (filter) => {
    if (filter.kind !== 'segment') return filter
    if (filter.fixed) return { ...filter, fixed: filter.fixed }
    const segment = segments.get(filter.segmentId)
    if (!segment) throw segmentUnknown()
    const { name, audience: described, archivedAt } = segment
    if (inUseOnly && archivedAt !== null) {
      throw new Failure('broadcasts.segment-archived', { name }, { kind: 'conflict', field: 'audience' })
    }
    return { ...filter, fixed: { name, audience: described } }
  })
}

/** An audience whose segments are what they are called, to be asked again. */
export function looseSegments(audience: Audience): Audience {
  return mapFilters(audience, (filter) =>
    filter.kind === 'segment' ? { kind: 'segment' as const, segmentId: filter.segmentId } : filter,
  )
}

/** The same groups of other filters. */
export function mapFilters<Filter>(
  { anyOf, butNot }: Audience,
  change: (filter: AudienceFilter) => Filter,
): { anyOf: Filter[][]; butNot: Filter[][] } {
  const inGroups = (groups: Audience['anyOf']) => groups.map((group) => group.map(change))
  return { anyOf: inGroups(anyOf), butNot: inGroups(butNot) }
}
