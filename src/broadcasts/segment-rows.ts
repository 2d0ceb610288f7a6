import { sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { type SegmentAudience, segmentAudience } from './filters.ts'

/** People described once and kept by a name. */
export interface Segment {
  readonly segmentId: string
  readonly name: string
  readonly audience: SegmentAudience
  readonly changedAt: Date
  /** Set: it is offered no more. */
  readonly archivedAt: Date | null
}

/** A page of segments by name: those in use, or those put away. */
export async function readSegments(
  { db, organisationId }: Transaction,
  page: { archived: boolean; after?: string | undefined; limit: number },
): Promise<Segment[]> {
  const rows = await db
    .selectFrom('segments')
    .where('organisation_id', '=', organisationId)
    .where('archived_at', page.archived ? 'is not' : 'is', null)
    .$if(page.after !== undefined, (query) =>
      query.where(
        sql<boolean>`(lower(name), segment_id) > (select lower(last.name), last.segment_id from segments last
          where last.organisation_id = ${organisationId} and last.segment_id = ${page.after}::uuid)`,
      ),
    )
    .selectAll()
    .orderBy(sql`lower(name)`)
    .orderBy('segment_id')
    .limit(page.limit)
    .execute()
  return rows.map(segmentOf)
}

/** These segments, by id; whom nobody kept is not among them. */
export async function segmentsById(
  { db, organisationId }: Transaction,
  segmentIds: readonly string[],
): Promise<Map<string, Segment>> {
  if (segmentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('segments')
    .where('organisation_id', '=', organisationId)
    .where('segment_id', '=', (where) => where.fn.any(where.val([...segmentIds])))
    .selectAll()
    .execute()
  return new Map(rows.map((row) => [row.segment_id, segmentOf(row)]))
}

/** One segment. Fails with `broadcasts.segment-unknown`. */
export async function getSegment(transaction: Transaction, segmentId: string): Promise<Segment> {
  const segment = (await segmentsById(transaction, [segmentId])).get(segmentId)
  if (!segment) throw segmentUnknown()
  return segment
}

/** Nobody kept a segment of this id. */
export function segmentUnknown(): Failure {
  return new Failure('broadcasts.segment-unknown', {}, { kind: 'missing' })
}

function segmentOf(row: {
  segment_id: string
  name: string
  audience: unknown
  changed_at: Date
  archived_at: Date | null
}): Segment {
  return {
    segmentId: row.segment_id,
    name: row.name,
    audience: segmentAudience.parse(row.audience),
    changedAt: row.changed_at,
    archivedAt: row.archived_at,
  }
}
