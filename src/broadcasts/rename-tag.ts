import { sql } from 'kysely'
import type { TagRename, TagRenameParticipant } from '../people/tag-words.ts'
import { foldTag } from '../people/tags.ts'
import type { Transaction } from '../platform/scope.ts'
import { type Audience, keptAudience, segmentAudience } from './filters.ts'
import { mapFilters } from './fix-segments.ts'
import { changeBroadcast } from './rows.ts'

/** Segments, and broadcasts that are not over, go on meaning the people who bear a tag when it is called otherwise. */
export const renameInAudiences: TagRenameParticipant = async (transaction, renamed) => {
  await renameInSegments(transaction, renamed)
  await renameInBroadcasts(transaction, renamed)
}

async function renameInSegments(transaction: Transaction, renamed: TagRename): Promise<void> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ segment_id: string; audience: unknown }>`
    select segment_id, audience from segments
    where organisation_id = ${organisationId} and jsonb_path_exists(audience, '$.**.tags') order by segment_id for update`.execute(
    db,
  )
  for (const row of rows) {
    const before = segmentAudience.parse(row.audience)
    const after = JSON.stringify(renameIn(before, renamed))
    if (after === JSON.stringify(before)) continue
    await db
      .updateTable('segments')
      .set({ audience: after })
      .where('organisation_id', '=', organisationId)
      .where('segment_id', '=', row.segment_id)
      .execute()
  }
}

async function renameInBroadcasts(transaction: Transaction, renamed: TagRename): Promise<void> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ broadcast_id: string; audience: unknown }>`
    select broadcast_id, audience from broadcasts
    where organisation_id = ${organisationId} and state not in ('done', 'cancelled')
      and jsonb_path_exists(audience, '$.**.tags') order by broadcast_id for update`.execute(db)
  for (const row of rows) {
    const before = keptAudience.parse(row.audience)
    const after = JSON.stringify(renameIn(before, renamed))
    if (after !== JSON.stringify(before)) await changeBroadcast(transaction, row.broadcast_id, { audience: after })
  }
}

function renameIn(audience: Audience, renamed: TagRename): Audience {
  return mapFilters(audience, (filter) => {
    if (filter.kind === 'tagged')
      return { ...filter, tags: filter.tags.map((tag) => (foldTag(tag) === renamed.from ? renamed.to : tag)) }
    if (filter.kind !== 'segment' || !filter.fixed) return filter
    return {
      ...filter,
      fixed: { ...filter.fixed, audience: segmentAudience.parse(renameIn(filter.fixed.audience, renamed)) },
    }
  })
}
