import { sql } from 'kysely'
import type { SkipReason } from '../conversations/conversation.ts'
import { type ManySending, sendToMany, wakeSenders } from '../conversations/sending/many.ts'
import { orderedId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { CardPress } from './card-press.ts'
import { compose } from './compose.ts'
import { holdUntellable } from './hold.ts'
import { getRound } from './rounds.ts'
import { joinWriters } from './turns.ts'

/** Batches under way at once: while one is composed, the database writes others. */
export const batchesAtOnce = 3

/** Batches after which the senders are woken again. */
const batchesPerWake = 8

/**
 * Writes to everybody who has something to hear in a round and was not written to yet, in the order of their ids, many batches
 * beside each other, each in a transaction of its own. Ends early where the round was recalled. `turn` has taken the turn of the round: it
 * reads who is next, and writes nothing.
 */
export async function writeRound(turn: Transaction, roundId: string, batchSize: number): Promise<void> {
  const { scope } = turn
  const press = new CardPress()
  const asleep = new Set<string>()
  const writing = new Set<Promise<boolean>>()
  let goesOn = true
  const write = async (people: readonly Next[], place: number) => {
    const accounts = await scope.transaction((beside) => writeToPeople(beside, { roundId, press }, people))
    for (const account of accounts ?? []) asleep.add(account)
    // Apart from what is written: a wake-up is one row for all, and batches would wait for each other's end at it.
    if (place % batchesPerWake === 0) await wake(scope, asleep)
    return accounts !== null
  }
  try {
    for await (const [place, people] of batchesOf(turn, roundId, batchSize)) {
      const written = write(people, place)
      writing.add(written)
      written.then(
        (isOpen) => {
          goesOn = goesOn && isOpen
          writing.delete(written)
        },
        () => {},
      )
      if (writing.size >= batchesAtOnce) await Promise.race(writing)
      if (!goesOn) break
    }
    await Promise.all(writing)
    await wake(scope, asleep)
  } finally {
    await Promise.allSettled(writing)
  }
}

async function wake(scope: Scope, asleep: Set<string>): Promise<void> {
  const accounts = [...asleep]
  asleep.clear()
  if (accounts.length > 0) await scope.transaction((transaction) => wakeSenders(transaction, accounts))
}

/** Everybody who is left, so many at a time, numbered. The next are read while those before are written to. */
async function* batchesOf(turn: Transaction, roundId: string, limit: number): AsyncGenerator<[number, Next[]]> {
  const read = (after: string) => {
    const people = nextPeople(turn, roundId, { after, limit })
    // Whoever stops in between does not ask for them any more.
    people.catch(() => {})
    return people
  }
  let next = read(nobody)
  for (let place = 0; ; place += 1) {
    const people = await next
    const last = people.at(-1)
    if (last === undefined) return
    next = read(last.personId)
    yield [place, people]
  }
}

/** Answers the accounts whose senders are to be woken; null: the round was recalled, and nothing is written. */
async function writeToPeople(
  transaction: Transaction,
  { roundId, press }: { roundId: string; press: CardPress },
  people: readonly Next[],
): Promise<readonly string[] | null> {
  await joinWriters(transaction, roundId)
  const { state, templates } = await getRound(transaction, roundId)
  if (state !== 'sending') return null
  const personIds = people.map(({ personId }) => personId)
  const again = people.filter(({ isUnnamed }) => isUnnamed).map(({ personId }) => personId)
  if (again.length > 0) await holdUntellable(transaction, roundId, again)
  const messages = await compose(transaction, { roundId, templates, press }, personIds)
  const renamed = await rename(transaction, roundId, again)
  const sendings = people.flatMap(({ personId, isUnnamed, deliveryId: first }): ManySending[] => {
    const [words, deliveryId] = [messages.get(personId), isUnnamed ? renamed.get(personId) : first]
    return words && deliveryId ? [{ personId, deliveryId, ...words }] : []
  })
  const form = { purpose: 'feedback', sourceKind: 'feedback' } as const
  const { reasons, accounts } = await sendToMany(transaction, form, sendings)
  await recordLeft(transaction, roundId, { sendings, reasons })
  return accounts
}

interface Next {
  personId: string
  /** How the message is to be called. */
  deliveryId: string
  /** It has to be called anew: a message of that name was withdrawn because a case of it ended. */
  isUnnamed: boolean
}

/** Before everybody. Not null: a kept plan would read all who were written to already, for each batch anew. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** A message is looked up for each result, in a query of its own: a round is a stranger to the planner, which would read all there are. */
async function nextPeople(
  { db, organisationId }: Transaction,
  roundId: string,
  { after, limit }: { after: string; limit: number },
): Promise<Next[]> {
  const { rows } = await sql<Next>`
    select r.person_id as "personId", coalesce(max(r.delivery_id::text), '') as "deliveryId",
      bool_or(r.delivery_id is null or d.state = 'cancelled') as "isUnnamed"
    from feedback_results r
    left join lateral (select d.state from deliveries d
      where d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id offset 0) as d on true
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId} and r.result = 'queued'
      and r.person_id > ${after}::uuid and (d.state is null or d.state = 'cancelled')
    group by r.person_id order by r.person_id limit ${limit}::integer`.execute(db)
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
      and (r.delivery_id is null or exists (select from deliveries d where d.organisation_id = r.organisation_id
        and d.delivery_id = r.delivery_id and d.state = 'cancelled'))
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
