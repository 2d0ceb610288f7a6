import { type Selectable, sql } from 'kysely'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import type { FeedbackRounds } from '../platform/database/schema.generated.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { latestUpdates, pairsOf } from './pairs.ts'
import { preview, type Round, type RoundState, roundStates } from './round.ts'

/**
 * Gathers the latest approved update of each case that some donor has not been told of. Answers the round's id.
 * Fails with `feedback.nothing-to-tell`.
 */
export async function planRound(scope: Scope, { programmeId }: { programmeId: string }): Promise<string> {
  permit(scope, 'rounds.plan')
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    const { rows } = await sql<{ update_id: string }>`
      select distinct update_id from (${pairsOf(transaction, latestUpdates(transaction, programmeId), null)}) as pairs
      where result in ('queued', 'returned')`.execute(db)
    if (rows.length === 0) throw new Failure('feedback.nothing-to-tell', {}, { kind: 'conflict' })
    if (actor.kind !== 'member') throw new Failure('organisations.not-permitted', { permission: 'rounds.plan' })
    const roundId = newId(now)
    await db
      .insertInto('feedback_rounds')
      .values({
        organisation_id: organisationId,
        feedback_round_id: roundId,
        programme_id: programmeId,
        state: 'draft',
        written_by: actor.id,
        created_at: now,
      })
      .execute()
    await sql`
      insert into feedback_round_updates (organisation_id, feedback_round_id, update_id)
      select ${organisationId}::uuid, ${roundId}::uuid, unnest(${rows.map((row) => row.update_id)}::uuid[])`.execute(db)
    await audit(transaction, {
      action: 'rounds.plan',
      subjectKind: 'round',
      subjectId: roundId,
      after: { programmeId },
    })
    return roundId
  })
}

/** Hands a round in for approval. Fails with `feedback.round-unknown`, `feedback.round-decided`. */
export async function submitRound(scope: Scope, roundId: string): Promise<void> {
  permit(scope, 'rounds.plan')
  await scope.transaction(async (transaction) => {
    await lockRound(transaction, roundId, ['draft', 'declined'])
    await changeRound(transaction, roundId, { state: 'submitted', submitted_at: transaction.now })
    await audit(transaction, { action: 'rounds.submit', subjectKind: 'round', subjectId: roundId })
  })
}

/** A round, locked, in one of these states. Fails with `feedback.round-unknown`, `feedback.round-decided`. */
export async function lockRound(
  transaction: Transaction,
  roundId: string,
  allowed: readonly RoundState[],
): Promise<Round> {
  const { db, organisationId } = transaction
  await db
    .selectFrom('feedback_rounds')
    .where('organisation_id', '=', organisationId)
    .where('feedback_round_id', '=', roundId)
    .select('state')
    .forUpdate()
    .execute()
  const round = await getRound(transaction, roundId)
  if (!allowed.includes(round.state)) throw new Failure('feedback.round-decided', {}, { kind: 'conflict' })
  return round
}

/** Writes what changed about a round the caller has locked. */
export async function changeRound(
  { db, organisationId }: Transaction,
  roundId: string,
  change: {
    state: RoundState
    submitted_at?: Date
    approved_by?: string
    approved_at?: Date
    preview?: string
    finished_at?: Date
  },
): Promise<void> {
  await db
    .updateTable('feedback_rounds')
    .set(change)
    .where('organisation_id', '=', organisationId)
    .where('feedback_round_id', '=', roundId)
    .execute()
}

/** One round. Fails with `feedback.round-unknown`. */
export async function getRound({ db, organisationId }: Transaction, roundId: string): Promise<Round> {
  const row = await db
    .selectFrom('feedback_rounds')
    .where('organisation_id', '=', organisationId)
    .where('feedback_round_id', '=', roundId)
    .selectAll()
    .executeTakeFirst()
  if (!row) throw new Failure('feedback.round-unknown', {}, { kind: 'missing' })
  return roundOf(row)
}

/** Every round, the newest first. */
export async function readRounds({ db, organisationId }: Transaction): Promise<Round[]> {
  const rows = await db
    .selectFrom('feedback_rounds')
    .where('organisation_id', '=', organisationId)
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('feedback_round_id', 'desc')
    .execute()
  return rows.map(roundOf)
}

/** The rounds a sender has to see to: approved, or on their way. */
export async function roundsUnderWay({ db, organisationId }: Transaction): Promise<string[]> {
  const rows = await db
    .selectFrom('feedback_rounds')
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', ['approved', 'sending'])
    .select('feedback_round_id')
    .orderBy('created_at')
    .execute()
  return rows.map((row) => row.feedback_round_id)
}

function roundOf(row: Selectable<FeedbackRounds>): Round {
  return {
    roundId: row.feedback_round_id,
    programmeId: row.programme_id,
    state: roundStates.find((state) => state === row.state) ?? 'draft',
    writtenBy: row.written_by,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    approvedAt: row.approved_at,
    finishedAt: row.finished_at,
    approvedPreview: preview.safeParse(row.preview).data ?? null,
  }
}
