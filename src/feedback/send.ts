import { sql } from 'kysely'
import { z } from 'zod'
import { sendMessage } from '../conversations/actions.ts'
import { newId } from '../platform/ids.ts'
import { job } from '../platform/jobs/job.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { compose } from './compose.ts'
import { pairsOf, updatesOfRound, waitingGifts } from './pairs.ts'
import { changeRound, getRound, lockRound } from './rounds.ts'
import { forget, settleRound } from './settle.ts'

/** The wake-up to send an approved round. */
export const sendRoundJob = job('feedback.send', z.object({ roundId: z.uuid() }))

/** People written to in one transaction. */
const peoplePerBatch = 50

/**
 * Sends an approved round: first every gift gets its result, then each person with something to hear gets one message. Run
 * again, or by two at once, it goes on where it stood and nobody hears anything twice.
 */
export async function sendRound(scope: Scope, roundId: string): Promise<void> {
  await scope.transaction((transaction) => beginRound(transaction, roundId))
  while (await scope.transaction((transaction) => sendBatch(transaction, roundId))) {
    // Until nobody is left.
  }
  await scope.transaction((transaction) => settleRound(transaction, roundId))
}

/** Writes what becomes of every gift of an approved round; done once. */
export async function beginRound(transaction: Transaction, roundId: string): Promise<void> {
  const { db, organisationId, now } = transaction
  const round = await getRound(transaction, roundId)
  if (round.state !== 'approved') return
  await lockRound(transaction, roundId, ['approved', 'sending', 'done', 'recalled'])
  if ((await getRound(transaction, roundId)).state !== 'approved') return
  await sql`
    insert into feedback_results (organisation_id, feedback_round_id, gift_id, update_id, person_id, result, reason, at)
    select ${organisationId}::uuid, ${roundId}::uuid, gift_id, update_id, person_id, result, reason, ${now}::timestamptz
    from (${pairsOf(transaction, updatesOfRound(transaction, roundId), roundId)}) as pairs
    on conflict do nothing`.execute(db)
  await sql`
    insert into feedback_waiting (organisation_id, feedback_round_id, gift_id, person_id, at)
    select ${organisationId}::uuid, ${roundId}::uuid, gift_id, person_id, ${now}::timestamptz
    from (${waitingGifts(transaction, round.programmeId)}) as waiting
    on conflict do nothing`.execute(db)
  await changeRound(transaction, roundId, { state: 'sending' })
}

/** Writes to the next people; false when nobody is left or the round was recalled. Holds the round: two senders take turns. */
async function sendBatch(transaction: Transaction, roundId: string): Promise<boolean> {
  const { db, organisationId } = transaction
  const { state } = await lockRound(transaction, roundId, ['sending', 'done', 'recalled'])
  if (state !== 'sending') return false
  const { rows } = await sql<{ person_id: string; cancelled_id: string | null }>`
    select r.person_id, max(d.delivery_id::text) as cancelled_id from feedback_results r
    left join deliveries d on d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId} and r.result = 'queued'
      and (r.delivery_id is null or d.state = 'cancelled')
    group by r.person_id order by r.person_id limit ${peoplePerBatch}::integer`.execute(db)
  for (const row of rows) await sendToPerson(transaction, roundId, row.person_id, row.cancelled_id)
  return rows.length > 0
}

/** One person, one message, with all that the round has for them. A message cancelled because one case ended is written anew without it. */
async function sendToPerson(
  transaction: Transaction,
  roundId: string,
  personId: string,
  cancelledId: string | null,
): Promise<void> {
  const { content, told } = await compose(transaction, roundId, personId)
  if (!content) return holdEnded(transaction, roundId, personId, [])
  await holdEnded(transaction, roundId, personId, told)
  const sent = await sendMessage(
    transaction,
    { personId },
    {
      content,
      purpose: 'feedback',
      author: { kind: 'system' },
      onceKey: `round:${roundId}:${personId}${cancelledId === null ? '' : `:${cancelledId}`}`,
      // One source for each message, so that it can be withdrawn alone.
      source: { kind: 'feedback', id: newId(transaction.now) },
    },
  )
  const { db, organisationId, now } = transaction
  const deliveryId = sent.outcome === 'queued' ? sent.deliveryId : null
  await sql`
    update feedback_results set delivery_id = ${deliveryId}::uuid, at = ${now}::timestamptz,
      result = ${deliveryId === null ? 'shown' : 'queued'},
      reason = ${sent.outcome === 'skipped' ? sent.reason : null}
    where organisation_id = ${organisationId} and feedback_round_id = ${roundId} and person_id = ${personId}
      and result = 'queued' and update_id = any(${told}::uuid[])`.execute(db)
  if (deliveryId === null) return
  await sql`
    insert into told_updates (organisation_id, person_id, update_id, feedback_round_id, at)
    select ${organisationId}::uuid, ${personId}::uuid, update_id, ${roundId}::uuid, ${now}::timestamptz
    from unnest(${told}::uuid[]) as update_id on conflict do nothing`.execute(db)
}

/** What cannot be told any more since the results were written is held. */
async function holdEnded(
  transaction: Transaction,
  roundId: string,
  personId: string,
  told: readonly string[],
): Promise<void> {
  const { db, organisationId, now } = transaction
  const { rows } = await sql<{ update_id: string }>`
    update feedback_results set result = 'held', delivery_id = null, at = ${now}::timestamptz,
      reason = case when exists (select from updates u
        join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
        where u.organisation_id = feedback_results.organisation_id and u.update_id = feedback_results.update_id
          and c.stage in ('withdrawn', 'transferred', 'died')) then 'case_ended' else 'taken_back' end
    where organisation_id = ${organisationId} and feedback_round_id = ${roundId} and person_id = ${personId}
      and result = 'queued' and not (update_id = any(${[...told]}::uuid[]))
    returning update_id`.execute(db)
  await forget(transaction, personId, [...new Set(rows.map((row) => row.update_id))])
}
