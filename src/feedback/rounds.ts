import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import type { FeedbackRounds } from '../platform/database/schema.generated.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { countClosing, readUseOfFunds } from './closing-rows.ts'
import { pairsOf, updatesToTell } from './pairs.ts'
import { preview, type Round, type RoundKind, type RoundState, roundKinds, roundStates } from './round.ts'
import { template } from './template.ts'
import { readTemplates } from './templates.ts'

/** A round to plan. Without a kind it tells progress; without a time it leaves when it is approved. */
export interface NewRound {
  programmeId: string
  kind?: RoundKind | undefined
  sendsAt?: Date | undefined
}

/**
 * Gathers what some donor of a programme has not been told, as its kind of round tells it. Answers the round's id. Fails with
 * `feedback.nothing-to-tell`.
 */
export async function planRound(scope: Scope, round: NewRound): Promise<string> {
  permit(scope, 'rounds.plan')
  const { actor } = scope
  if (actor.kind !== 'member') throw new Failure('organisations.not-permitted', { permission: 'rounds.plan' })
  return scope.transaction((transaction) => draftRound(transaction, round, actor.id))
}

/**
 * Drafts a round.
 *
 * @param writtenBy the member who plans it; null where the house does, which a member must hand in and answer for
 * @throws `feedback.nothing-to-tell`
 */
export async function draftRound(
  transaction: Transaction,
  { programmeId, kind = 'progress', sendsAt }: NewRound,
  writtenBy: string | null,
): Promise<string> {
  const { db, organisationId, now } = transaction
  const updateIds = await whatToTell(transaction, programmeId, kind)
  const roundId = newId(now)
  await db
    .insertInto('feedback_rounds')
    .values({
      organisation_id: organisationId,
      feedback_round_id: roundId,
      programme_id: programmeId,
      kind,
      sends_at: sendsAt ?? null,
      state: 'draft',
      written_by: writtenBy,
      created_at: now,
    })
    .execute()
  await sql`
    insert into feedback_round_updates (organisation_id, feedback_round_id, update_id)
    select ${organisationId}::uuid, ${roundId}::uuid, unnest(${updateIds}::uuid[])`.execute(db)
  await audit(transaction, {
    action: 'rounds.plan',
    subjectKind: 'round',
    subjectId: roundId,
    after: { programmeId, kind, ...(sendsAt ? { sendsAt: sendsAt.toISOString() } : {}) },
  })
  return roundId
}

/** The updates of a round to be; a closing report has none. Fails with `feedback.nothing-to-tell`. */
async function whatToTell(transaction: Transaction, programmeId: string, kind: RoundKind): Promise<string[]> {
  if (kind === 'closing') {
    if ((await countClosing(transaction, programmeId)) === 0) throw nothingToTell()
    return []
  }
  const updates = updatesToTell(transaction, programmeId, kind)
  const pairs = pairsOf(transaction, sql`one.update_id`, { roundId: null, kind })
  const { rows } = await sql<{ update_id: string }>`
    select update_id from (select distinct update_id from (${updates}) as newest) as one
    where exists (select from (${pairs}) as pairs where result in ('queued', 'returned'))`.execute(transaction.db)
  if (rows.length === 0) throw nothingToTell()
  return rows.map((row) => row.update_id)
}

function nothingToTell(): Failure {
  return new Failure('feedback.nothing-to-tell', {}, { kind: 'conflict' })
}

/**
 * Hands a round in for approval, with the programme's templates as they stand: nothing written later is sent.
 * A draft of the house is from now on its member's, who cannot release it. Fails with `feedback.round-unknown`, `feedback.round-decided`.
 */
export async function submitRound(scope: Scope, roundId: string): Promise<void> {
  permit(scope, 'rounds.plan')
  await scope.transaction(async (transaction) => {
    const { programmeId, kind, writtenBy } = await lockRound(transaction, roundId, ['draft', 'declined'])
    const { actor } = transaction
    await changeRound(transaction, roundId, {
      state: 'submitted',
      ...(writtenBy === null && actor.kind === 'member' ? { written_by: actor.id } : {}),
      submitted_at: transaction.now,
      templates: JSON.stringify(await readTemplates(transaction, programmeId)),
      ...(kind === 'closing' ? { use_of_funds: JSON.stringify(await readUseOfFunds(transaction, programmeId)) } : {}),
    })
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
    // What refers to the round may be written beside it: `sendBatch` does so from two transactions.
    .forNoKeyUpdate()
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
    written_by?: string
    submitted_at?: Date
    approved_by?: string
    approved_at?: Date
    preview?: string
    finished_at?: Date
    templates?: string
    use_of_funds?: string
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

/** The rounds a sender has to see to: approved and due, or on their way. */
export async function roundsUnderWay({ db, organisationId, now }: Transaction): Promise<string[]> {
  const rows = await db
    .selectFrom('feedback_rounds')
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', ['approved', 'sending'])
    .where((row) => row.or([row('sends_at', 'is', null), row('sends_at', '<=', now)]))
    .select('feedback_round_id')
    .orderBy('created_at')
    .orderBy('feedback_round_id')
    .execute()
  return rows.map((row) => row.feedback_round_id)
}

function roundOf(row: Selectable<FeedbackRounds>): Round {
  return {
    roundId: row.feedback_round_id,
    programmeId: row.programme_id,
    kind: roundKinds.find((kind) => kind === row.kind) ?? 'progress',
    state: roundStates.find((state) => state === row.state) ?? 'draft',
    writtenBy: row.written_by,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    approvedAt: row.approved_at,
    finishedAt: row.finished_at,
    sendsAt: row.sends_at,
    templates: z.array(template).safeParse(row.templates).data ?? [],
    approvedPreview: preview.safeParse(row.preview).data ?? null,
  }
}
