import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { job } from '../platform/jobs/job.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { beginClosing, closeForSome } from './closing.ts'
import { pairsOf, updatesOfRound, waitingGifts } from './pairs.ts'
import type { Round } from './round.ts'
import { changeRound, getRound, lockRound } from './rounds.ts'
import { settleRound } from './settle.ts'
import { takeTurn } from './turns.ts'
import { writeRound } from './write-round.ts'

/** The wake-up to send an approved round. */
export const sendRoundJob = job('feedback.send', z.object({ roundId: z.uuid() }))

/** People written to in one transaction, in a handful of statements. */
const peoplePerBatch = 1000

/** How a round is sent. */
export interface SendingRound {
  /** People in one transaction. */
  batchSize?: number
  /** Whether to wait where somebody else is just sending it, for there may be something left behind them. */
  waits?: boolean
}

/**
 * Sends an approved round: first every gift gets its result, then each person with something to hear gets one message. Run
 * again, or by two at once, it goes on where it stood and nobody hears anything twice.
 */
export async function sendRound(
  scope: Scope,
  roundId: string,
  { batchSize = peoplePerBatch, waits = true }: SendingRound = {},
): Promise<void> {
  await scope.transaction((transaction) => beginRound(transaction, roundId))
  const { kind, state } = await scope.transaction((transaction) => getRound(transaction, roundId))
  if (state !== 'sending') return
  if (kind === 'closing') await sendClosing(scope, roundId, batchSize)
  else
    await scope.transaction(async (turn) => {
      if (await takeTurn(turn, roundId, { waits })) await writeRound(turn, roundId, batchSize)
    })
  await scope.transaction((transaction) => settleRound(transaction, roundId))
}

async function sendClosing(scope: Scope, roundId: string, limit: number): Promise<void> {
  let after: string | null = null
  do {
    const from: string | null = after
    after = await scope.transaction(async (transaction) => {
      const round = await lockRound(transaction, roundId, ['sending', 'approved', 'done', 'recalled'])
      return round.state === 'sending' ? closeForSome(transaction, round, { after: from, limit }) : null
    })
  } while (after !== null)
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
    insert into feedback_results (organisation_id, feedback_round_id, gift_id, update_id, person_id, result, reason,
      delivery_id, at)
    select o.organisation_id, o.feedback_round_id, gift_id, update_id, person_id, result, reason,
      case when result = 'queued' then ${nextDeliveryId(transaction)} end, ${now}::timestamptz
    from feedback_rounds o, (select *, dense_rank() over (order by person_id) as place from (${pairs}) as pairs) as pairs
    where o.organisation_id = ${organisationId} and o.feedback_round_id = ${roundId}
    order by person_id
    on conflict do nothing`.execute(db)
  if (kind !== 'progress') return
  await sql`
    insert into feedback_waiting (organisation_id, feedback_round_id, gift_id, person_id, at)
    select ${organisationId}::uuid, ${roundId}::uuid, gift_id, person_id, ${now}::timestamptz
    from (${waitingGifts(transaction, programmeId)}) as waiting
    on conflict do nothing`.execute(db)
}

/**
 * How the message to a person will be called: one name for each person, and the names in the order of the people, so that a million
 * of them are written at the end of every index. Made as version 7 of UUID, of the moment, the person's place and chance.
 */
function nextDeliveryId({ now }: Transaction): RawBuilder<string> {
  const moment = now.getTime().toString(16).padStart(12, '0')
  const place = sql`lpad(to_hex(place), 8, '0')`
  return sql`(${moment}::text || '7' || substr(${place}, 1, 3) || '8' || substr(${place}, 4)
    || substr(md5(o.feedback_round_id::text || person_id), 1, 10))::uuid`
}
