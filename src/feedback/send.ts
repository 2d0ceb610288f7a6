import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { SkipReason } from '../conversations/conversation.ts'
import { type ManySending, sendToMany } from '../conversations/sending/many.ts'
import { orderedId } from '../platform/ids.ts'
import { job } from '../platform/jobs/job.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { CardPress } from './card-press.ts'
import { beginClosing, closeForSome } from './closing.ts'
import { compose } from './compose.ts'
import { holdUntellable } from './hold.ts'
import { pairsOf, updatesOfRound, waitingGifts } from './pairs.ts'
import type { Round } from './round.ts'
import { changeRound, getRound, lockRound } from './rounds.ts'
import { settleRound } from './settle.ts'

/** The wake-up to send an approved round. */
export const sendRoundJob = job('feedback.send', z.object({ roundId: z.uuid() }))

/** People written to in one transaction, in a handful of statements. */
const peoplePerBatch = 1000

/** Batches written while the round is held: whoever silences a case waits for them, about a second. */
const batchesPerHold = 8

/** Batches under way at once: while one is composed, the database writes others. */
const batchesAtOnce = 3

/**
 * Sends an approved round: first every gift gets its result, then each person with something to hear gets one message. Run
 * again, or by two at once, it goes on where it stood and nobody hears anything twice.
 */
export async function sendRound(scope: Scope, roundId: string, batchSize = peoplePerBatch): Promise<void> {
  await scope.transaction((transaction) => beginRound(transaction, roundId))
  const press = new CardPress()
  let after: string | null = null
  do {
    const from: string | null = after
    after = await scope.transaction((transaction) => sendSome(transaction, roundId, { press, batchSize, after: from }))
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

/** How far a sender has come in a round, and what it writes with. */
interface Sending {
  press: CardPress
  /** People. */
  batchSize: number
  /** The last person written to; null at the beginning. */
  after: string | null
}

/**
 * Writes to the next people, in the order of their ids; answers the last of them, or null when nobody is left or the round was
 * recalled. Holds the round: two senders take turns. The transactions that write beside the one that holds end before it does.
 */
async function sendSome(
  transaction: Transaction,
  roundId: string,
  { press, batchSize, after }: Sending,
): Promise<string | null> {
  const round = await lockRound(transaction, roundId, ['sending', 'approved', 'done', 'recalled'])
  if (round.state !== 'sending') return null
  if (round.kind === 'closing') return closeForSome(transaction, round, { after, limit: batchSize })
  const writing = new Set<Promise<void>>()
  let last: string | null = after
  try {
    for (let batch = 0; batch < batchesPerHold; batch += 1) {
      const people = await nextPeople(transaction, roundId, { after: last ?? nobody, limit: batchSize })
      last = people.at(-1)?.personId ?? null
      if (last === null) break
      const written = transaction.scope.transaction((beside) => writeToPeople(beside, { ...round, press }, people))
      writing.add(written)
      written.then(
        () => writing.delete(written),
        () => {},
      )
      if (writing.size >= batchesAtOnce) await Promise.race(writing)
    }
    await Promise.all(writing)
  } finally {
    await Promise.allSettled(writing)
  }
  return last
}

async function writeToPeople(
  transaction: Transaction,
  round: Round & { press: CardPress },
  people: readonly Next[],
): Promise<void> {
  const { roundId } = round
  const personIds = people.map(({ personId }) => personId)
  const again = people.filter(({ isUnnamed }) => isUnnamed).map(({ personId }) => personId)
  if (again.length > 0) await holdUntellable(transaction, roundId, again)
  const messages = await compose(transaction, round, personIds)
  const renamed = await rename(transaction, roundId, again)
  const sendings = people.flatMap(({ personId, isUnnamed, deliveryId: first }): ManySending[] => {
    const [words, deliveryId] = [messages.get(personId), isUnnamed ? renamed.get(personId) : first]
    return words && deliveryId ? [{ personId, deliveryId, ...words }] : []
  })
  const reasons = await sendToMany(transaction, { purpose: 'feedback', sourceKind: 'feedback' }, sendings)
  await recordLeft(transaction, roundId, { sendings, reasons })
}

interface Next {
  personId: string
  /** How the message is to be called. */
  deliveryId: string
  /** It has to be called anew: a message of that name was withdrawn because a case of it ended. */
  isUnnamed: boolean
}

/** Of a result `r`: what became of its message; null while none is written. A look-up for each, for one with a plan of its own might read all there are. */
const stateOf = sql`(select d.state from deliveries d
  where d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id)`

/** Before everybody. Not null: a kept plan would read all who were written to already, for each batch anew. */
const nobody = '00000000-0000-0000-0000-000000000000'

async function nextPeople(
  { db, organisationId }: Transaction,
  roundId: string,
  { after, limit }: { after: string; limit: number },
): Promise<Next[]> {
  const { rows } = await sql<Next>`
    select person_id as "personId", coalesce(max(delivery_id::text), '') as "deliveryId",
      bool_or(delivery_id is null or state = 'cancelled') as "isUnnamed"
    from (select r.person_id, r.delivery_id, ${stateOf} as state from feedback_results r
      where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId} and r.result = 'queued'
        and r.person_id > ${after}::uuid) as r
    where state is null or state = 'cancelled'
    group by person_id order by person_id limit ${limit}::integer`.execute(db)
  return rows
}

/** Gives those whose message was withdrawn the name of another, unless somebody else has; answers the names. */
async function rename(
  { db, organisationId, now }: Transaction,
  roundId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map()
  const names = new Map(personIds.map((personId) => [personId, orderedId(now)]))
  const { rows } = await sql<{ personId: string }>`
    update feedback_results r set at = ${now}::timestamptz,
      delivery_id = (${JSON.stringify(Object.fromEntries(names))}::jsonb ->> r.person_id::text)::uuid
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId}
      and r.person_id = any(${[...personIds]}::uuid[]) and r.result = 'queued'
      and (r.delivery_id is null or ${stateOf} = 'cancelled')
    returning r.person_id as "personId"`.execute(db)
  const mine = new Set(rows.map(({ personId }) => personId))
  return new Map([...names].filter(([personId]) => mine.has(personId)))
}

/** Writes down whom no message reaches, and why; what a message tells its person was told. */
async function recordLeft(
  { db, organisationId, now }: Transaction,
  roundId: string,
  { sendings, reasons }: { sendings: readonly ManySending[]; reasons: readonly (SkipReason | null)[] },
): Promise<void> {
  const byReason = new Map<SkipReason | null, string[]>()
  for (const [place, { personId }] of sendings.entries()) {
    const reason = reasons[place] ?? null
    const theirs = byReason.get(reason) ?? []
    theirs.push(personId)
    byReason.set(reason, theirs)
  }
  for (const [reason, personIds] of byReason) {
    const theirs = sql`r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId}
      and r.person_id = any(${personIds}::uuid[]) and r.result = 'queued'`
    await (reason === null
      ? sql`
        insert into told_updates (organisation_id, person_id, update_id, feedback_round_id, at)
        select r.organisation_id, r.person_id, r.update_id, r.feedback_round_id, ${now}::timestamptz
        from feedback_results r where ${theirs} on conflict do nothing`
      : sql`
        update feedback_results r set result = 'shown', reason = ${reason}, delivery_id = null, at = ${now}::timestamptz
        where ${theirs}`
    ).execute(db)
  }
}
