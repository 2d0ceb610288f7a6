import { sql } from 'kysely'
import { z } from 'zod'
import { sendMessage } from '../conversations/actions.ts'
import { newId } from '../platform/ids.ts'
import { job } from '../platform/jobs/job.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { beginClosing, closeForSome } from './closing.ts'
import { compose, type Report } from './compose.ts'
import { holdUntellable } from './hold.ts'
import { pairsOf, updatesOfRound, waitingGifts } from './pairs.ts'
import type { Round } from './round.ts'
import { changeRound, getRound, lockRound } from './rounds.ts'
import { settleRound } from './settle.ts'

/** The wake-up to send an approved round. */
export const sendRoundJob = job('feedback.send', z.object({ roundId: z.uuid() }))

/** People written to while the round is held, in a handful of statements: whoever silences a case waits for them. */
const peoplePerBatch = 2000

/**
 * Sends an approved round: first every gift gets its result, then each person with something to hear gets one message. Run
 * again, or by two at once, it goes on where it stood and nobody hears anything twice.
 */
export async function sendRound(scope: Scope, roundId: string): Promise<void> {
  await scope.transaction((transaction) => beginRound(transaction, roundId))
  let after: string | null = null
  do {
    const from: string | null = after
    after = await scope.transaction((transaction) => sendBatch(transaction, roundId, from))
  } while (after !== null)
  await scope.transaction((transaction) => settleRound(transaction, roundId))
}

/** Writes what becomes of every gift of an approved round; done once. */
export async function beginRound(transaction: Transaction, roundId: string): Promise<void> {
  const { now } = transaction
  const round = await getRound(transaction, roundId)
  if (round.state !== 'approved' || (round.sendsAt !== null && round.sendsAt > now)) return
  await lockRound(transaction, roundId, ['approved', 'sending', 'done', 'recalled'])
  if ((await getRound(transaction, roundId)).state !== 'approved') return
  if (round.kind === 'closing') await beginClosing(transaction, round)
  else await beginTelling(transaction, round)
  await changeRound(transaction, roundId, { state: 'sending' })
}

async function beginTelling(transaction: Transaction, { roundId, programmeId, kind }: Round): Promise<void> {
  const { db, organisationId, now } = transaction
  const pairs = pairsOf(transaction, updatesOfRound(transaction, roundId), { roundId, kind })
  await sql`
    insert into feedback_results (organisation_id, feedback_round_id, gift_id, update_id, person_id, result, reason, at)
    select ${organisationId}::uuid, ${roundId}::uuid, gift_id, update_id, person_id, result, reason, ${now}::timestamptz
    from (${pairs}) as pairs
    on conflict do nothing`.execute(db)
  if (kind !== 'progress') return
  await sql`
    insert into feedback_waiting (organisation_id, feedback_round_id, gift_id, person_id, at)
    select ${organisationId}::uuid, ${roundId}::uuid, gift_id, person_id, ${now}::timestamptz
    from (${waitingGifts(transaction, programmeId)}) as waiting
    on conflict do nothing`.execute(db)
}

/**
 * Writes to the next people, in the order of their ids; answers the last of them, or null when nobody is left or the round was
 * recalled. Holds the round: two senders take turns. Two transactions write beside the one that holds, and end before it does:
 * while one composes, the database writes for the other.
 */
async function sendBatch(transaction: Transaction, roundId: string, after: string | null): Promise<string | null> {
  const round = await lockRound(transaction, roundId, ['sending', 'approved', 'done', 'recalled'])
  if (round.state !== 'sending') return null
  if (round.kind === 'closing') return closeForSome(transaction, round, { after, limit: peoplePerBatch })
  const people = await nextPeople(transaction, roundId, after)
  const half = Math.ceil(people.length / 2)
  const halves = [people.slice(0, half), people.slice(half)].filter((some) => some.length > 0)
  const written = await Promise.allSettled(
    halves.map((some) => transaction.scope.transaction((beside) => writeToPeople(beside, round, some))),
  )
  for (const one of written) if (one.status === 'rejected') throw one.reason
  return people.at(-1)?.person_id ?? null
}

async function writeToPeople(transaction: Transaction, round: Round, people: readonly Next[]): Promise<void> {
  const { roundId } = round
  const personIds = people.map((row) => row.person_id)
  await holdUntellable(transaction, roundId, personIds)
  const reports = await compose(transaction, round, personIds)
  const left = await Promise.all(
    people.flatMap(({ person_id: personId, cancelled_id: cancelledId }) => {
      const report = reports.get(personId)
      return report ? [sendToPerson(transaction, roundId, { ...report, personId, cancelledId })] : []
    }),
  )
  await recordLeft(transaction, roundId, left)
}

interface Next {
  person_id: string
  /** The message that was withdrawn from this person because a case of it ended. */
  cancelled_id: string | null
}

/** Of a result `r`: no message has it, or the one that had it was withdrawn. */
const isUnwritten = sql`(r.delivery_id is null or exists (select from deliveries d
  where d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id and d.state = 'cancelled'))`

async function nextPeople({ db, organisationId }: Transaction, roundId: string, after: string | null): Promise<Next[]> {
  const { rows } = await sql<Next>`
    select r.person_id, max(r.delivery_id::text) as cancelled_id from feedback_results r
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId} and r.result = 'queued'
      and (${after}::uuid is null or r.person_id > ${after}::uuid)
      and ${isUnwritten}
    group by r.person_id order by r.person_id limit ${peoplePerBatch}::integer`.execute(db)
  return rows
}

/** What became of one person's message: a delivery, or why there is none. */
interface Left {
  personId: string
  told: readonly string[]
  deliveryId: string | null
  reason: string | null
}

/** One person, one message, with all that the round has for them. A message cancelled because one case ended is written anew without it. */
async function sendToPerson(
  transaction: Transaction,
  roundId: string,
  { personId, cancelledId, content, told }: Report & { personId: string; cancelledId: string | null },
): Promise<Left> {
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
  return sent.outcome === 'queued'
    ? { personId, told, deliveryId: sent.deliveryId, reason: null }
    : { personId, told, deliveryId: null, reason: sent.reason }
}

async function recordLeft(transaction: Transaction, roundId: string, left: readonly Left[]): Promise<void> {
  if (left.length === 0) return
  const { db, organisationId, now } = transaction
  await sql`
    update feedback_results r set delivery_id = one.delivery_id, reason = one.reason, at = ${now}::timestamptz,
      result = case when one.delivery_id is null then 'shown' else 'queued' end
    from unnest(${left.map((one) => one.personId)}::uuid[], ${left.map((one) => one.deliveryId)}::uuid[],
      ${left.map((one) => one.reason)}::text[]) as one (person_id, delivery_id, reason)
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId}
      and r.person_id = one.person_id and r.result = 'queued' and ${isUnwritten}`.execute(db)
  const told = left.flatMap(({ personId, deliveryId, told }) =>
    deliveryId === null ? [] : told.map((updateId) => ({ personId, updateId })),
  )
  await sql`
    insert into told_updates (organisation_id, person_id, update_id, feedback_round_id, at)
    select ${organisationId}::uuid, person_id, update_id, ${roundId}::uuid, ${now}::timestamptz
    from unnest(${told.map((one) => one.personId)}::uuid[], ${told.map((one) => one.updateId)}::uuid[])
      as told (person_id, update_id) on conflict do nothing`.execute(db)
}
