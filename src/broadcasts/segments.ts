import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { orderedId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import type { SegmentAudience } from './filters.ts'
import { getSegment, type Segment } from './segment-rows.ts'

/** What a member keeps. */
interface NewSegment {
  name: string
  audience: SegmentAudience
}

/** Keeps people by a name; answers its id. Fails with `broadcasts.segment-name-taken`. */
export function keepSegment(scope: Scope, kept: NewSegment): Promise<string> {
  permit(scope, 'broadcasts.write')
  return withFreeName(() =>
    scope.transaction(async (transaction) => {
      const { db, organisationId, now } = transaction
      const segmentId = orderedId(now)
      await db
        .insertInto('segments')
        .values({
          organisation_id: organisationId,
          segment_id: segmentId,
          name: kept.name,
          audience: JSON.stringify(kept.audience),
          created_at: now,
          changed_at: now,
        })
        .execute()
      await audit(transaction, { ...about(segmentId), action: 'broadcasts.keep-segment', after: kept })
      return segmentId
    }),
  )
}

/**
 * Names or describes it otherwise; a field left out stays. Drafts that use it follow, what was handed in does not. Fails with
 * `broadcasts.segment-unknown`, `broadcasts.segment-name-taken`.
 */
export function changeSegment(
  scope: Scope,
  segmentId: string,
  change: { readonly [Field in keyof NewSegment]?: NewSegment[Field] | undefined },
): Promise<void> {
  permit(scope, 'broadcasts.write')
  return withFreeName(() =>
    scope.transaction(async (transaction) => {
      const { name, audience } = await lockSegment(transaction, segmentId)
      const before = { name, audience }
      const after = { name: change.name ?? name, audience: change.audience ?? audience }
      await write(transaction, segmentId, {
        name: after.name,
        audience: JSON.stringify(after.audience),
        changed_at: transaction.now,
      })
      await audit(transaction, { ...about(segmentId), action: 'broadcasts.change-segment', before, after })
    }),
  )
}

/**
 * Puts a segment away, or offers it again. A draft that uses one put away cannot be handed in. Fails with
 * `broadcasts.segment-unknown`, `broadcasts.segment-name-taken` when another took its name meanwhile.
 */
export function archiveSegment(scope: Scope, segmentId: string, isArchived: boolean): Promise<void> {
  permit(scope, 'broadcasts.write')
  return withFreeName(() =>
    scope.transaction(async (transaction) => {
      const { name, archivedAt } = await lockSegment(transaction, segmentId)
      if ((archivedAt !== null) === isArchived) return
      await write(transaction, segmentId, { archived_at: isArchived ? transaction.now : null })
      const action = isArchived ? 'broadcasts.archive-segment' : 'broadcasts.restore-segment'
      await audit(transaction, { ...about(segmentId), action, after: { name } })
    }),
  )
}

async function lockSegment(transaction: Transaction, segmentId: string): Promise<Segment> {
  const { db, organisationId } = transaction
  await db
    .selectFrom('segments')
    .where('organisation_id', '=', organisationId)
    .where('segment_id', '=', segmentId)
    .select('segment_id')
    .forUpdate()
    .execute()
  return getSegment(transaction, segmentId)
}

async function write(
  { db, organisationId }: Transaction,
  segmentId: string,
  change: { name?: string; audience?: string; changed_at?: Date; archived_at?: Date | null },
): Promise<void> {
  await db
    .updateTable('segments')
    .set(change)
    .where('organisation_id', '=', organisationId)
    .where('segment_id', '=', segmentId)
    .execute()
}

/** Of two segments in use that were to bear one name, the second is refused by the database itself. */
async function withFreeName<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '23505')) throw error
    throw new Failure('broadcasts.segment-name-taken', {}, { kind: 'conflict', field: 'name' })
  }
}

function about(segmentId: string): { subjectKind: 'segment'; subjectId: string } {
  return { subjectKind: 'segment', subjectId: segmentId }
}
