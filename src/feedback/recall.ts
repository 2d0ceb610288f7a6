import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { enqueue, job } from '../platform/jobs/job.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { countRecalled, type Recalled } from './results.ts'
import { changeRound, lockRound } from './rounds.ts'
import { settleFor } from './settle.ts'
import { stopClosings, stopResults } from './stop.ts'
import { awaitWriters } from './turns.ts'

/** The wake-up to go on with a recall. */
export const recallRoundJob = job('feedback.recall', z.object({ roundId: z.uuid() }))

/** People whose messages are withdrawn in one transaction: some tenths of a second. */
const peoplePerBatch = 1000

const unreleased = ['draft', 'submitted', 'declined'] as const

/**
 * Stops a round: from the one small row that this writes first, nothing of it leaves (`stillTellable`). What waits is then withdrawn batch by
 * batch, the first at once, the rest by a job that goes on where a crash left it. Words already in a donor's chat cannot be taken
 * back. Who plans may throw away what was not released yet. Fails with `feedback.round-decided`.
 */
export async function recallRound(scope: Scope, roundId: string, batchSize = peoplePerBatch): Promise<Recalled> {
  await scope.transaction(async (transaction) => {
    const { state } = await lockRound(transaction, roundId, [...unreleased, 'approved', 'sending'])
    permit(scope, unreleased.some((one) => one === state) ? 'rounds.plan' : 'rounds.approve')
    const isUnderWay = state === 'sending'
    await changeRound(transaction, roundId, {
      state: 'recalled',
      ...(isUnderWay ? {} : { finished_at: transaction.now }),
    })
    if (isUnderWay) await enqueue(transaction, recallRoundJob, { roundId }, { key: roundId })
    await audit(transaction, {
      action: 'rounds.recall',
      subjectKind: 'round',
      subjectId: roundId,
      after: { was: state },
    })
  })
  const last = await scope.transaction((transaction) => recallSome(transaction, roundId, { after: nobody, batchSize }))
  if (last === null) await scope.transaction((transaction) => finishRecall(transaction, roundId))
  return scope.transaction((transaction) => countRecalled(transaction, roundId))
}

/** Withdraws what still waits of a recalled round, batch by batch. Run again, or by two at once, it goes on where it stood. */
export async function continueRecall(scope: Scope, roundId: string, batchSize = peoplePerBatch): Promise<void> {
  let after: string | null = nobody
  while (after !== null) {
    const from: string = after
    after = await scope.transaction((transaction) => recallSome(transaction, roundId, { after: from, batchSize }))
  }
  await scope.transaction((transaction) => finishRecall(transaction, roundId))
}

/** Before everybody. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Withdraws what waits for the next people, in the order of their ids; answers the last of them, or null when nobody is left behind them. */
async function recallSome(
  transaction: Transaction,
  roundId: string,
  { after, batchSize }: { after: string; batchSize: number },
): Promise<string | null> {
  const { finishedAt } = await lockRound(transaction, roundId, ['recalled'])
  if (finishedAt !== null) return null
  await awaitWriters(transaction, [roundId])
  const people = await nextWaiting(transaction, roundId, { after, limit: batchSize })
  if (people.length === 0) return null
  await settleFor(transaction, roundId, people)
  await stopResults(
    transaction,
    sql`r.feedback_round_id = ${roundId} and r.person_id = any(${[...people]}::uuid[])`,
    'recalled',
  )
  await stopClosings(transaction, roundId, people)
  return people.length < batchSize ? null : (people.at(-1) ?? null)
}

/** Of results and closing reports that are still open, the next people. */
async function nextWaiting(
  { db, organisationId }: Transaction,
  roundId: string,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const of = (table: 'feedback_results' | 'feedback_closings') => sql`
    (select distinct person_id from ${sql.table(table)}
    where organisation_id = ${organisationId} and feedback_round_id = ${roundId} and result = 'queued'
      and person_id > ${after}::uuid order by person_id limit ${limit}::integer)`
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from (${of('feedback_results')} union ${of('feedback_closings')}) as waiting
    order by person_id limit ${limit}::integer`.execute(db)
  return rows.map(({ personId }) => personId)
}

/** The recall has come to its end when nothing is open any more: what was just leaving has arrived, or has come back. */
async function finishRecall(transaction: Transaction, roundId: string): Promise<void> {
  const { finishedAt } = await lockRound(transaction, roundId, ['recalled'])
  const open = await nextWaiting(transaction, roundId, { after: nobody, limit: 1 })
  if (finishedAt === null && open.length === 0)
    await changeRound(transaction, roundId, { state: 'recalled', finished_at: transaction.now })
}

/** Rounds whose recall has not come to its end. */
export async function recallsUnderWay({ db, organisationId }: Transaction): Promise<string[]> {
  const rows = await db
    .selectFrom('feedback_rounds')
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'recalled')
    .where('finished_at', 'is', null)
    .select('feedback_round_id')
    .orderBy('feedback_round_id')
    .execute()
  return rows.map((row) => row.feedback_round_id)
}
