import { type RawBuilder, sql } from 'kysely'
import { textMessage } from '../channels/message.ts'
import { planRoutes } from '../conversations/sending/route.ts'
import { type Budgets, readBudgets } from '../conversations/sending/route-candidates.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { closingPeople } from './closing-rows.ts'
import { type Pair, pairsOf, updatesOfRound, waitingGifts } from './pairs.ts'
import type { Preview } from './round.ts'
import { getRound } from './rounds.ts'
import { type Counted, WayCounter } from './way-counter.ts'

/** People held in memory at once. */
const peoplePerSlice = 5000

/** What a round would do if it were sent now. Writes nothing. Fails with `feedback.round-unknown`. */
export async function previewRound(
  transaction: Transaction,
  roundId: string,
  sliceSize = peoplePerSlice,
): Promise<Preview> {
  const { programmeId, kind } = await getRound(transaction, roundId)
  const isClosing = kind === 'closing'
  const { rows: waiting } = isClosing
    ? { rows: [] }
    : await sql<{ gifts: number }>`
      select count(*)::integer as gifts from (${waitingGifts(transaction, programmeId)}) as waiting`.execute(
        transaction.db,
      )
  const readers = isClosing
    ? closingReaders(transaction, { programmeId, roundId })
    : readersOf(transaction, pairsOf(transaction, updatesOfRound(transaction, roundId), { roundId, kind }))
  const { tally, counted } = await goThrough(transaction, readers, {
    currency: await currencyOf(transaction, programmeId),
    sliceSize,
  })
  const { people, postponed, gifts, updates, shown, returned, held } = tally
  return {
    ...{ people, postponed, gifts, updates: updates.size, ...counted },
    ...{ shown, returned, held, waiting: waiting[0]?.gifts ?? 0 },
  }
}

/** Somebody whose gifts a round is about, and of how many gifts and updates; what is queued is to be heard. */
interface Reader {
  person_id: string
  language: string
  gifts: number
  /** Ids, between blanks; null in a closing report, which is of none. */
  updates: string | null
  queued: number
  shown: number
  returned: number
  held: number
}

/** Everybody in one pass over what there is to tell, in the order in which they are written to. */
function readersOf({ organisationId }: Transaction, pairs: RawBuilder<Pair>): RawBuilder<Reader> {
  return sql<Reader>`
    select pairs.person_id, p.language, count(distinct gift_id)::integer as gifts,
      string_agg(update_id::text, ' ') as updates, count(*) filter (where result = 'queued')::integer as queued,
      count(*) filter (where result = 'shown')::integer as shown,
      count(*) filter (where result = 'returned')::integer as returned,
      count(*) filter (where result = 'held')::integer as held
    from (${pairs}) as pairs
    join persons p on p.organisation_id = ${organisationId} and p.person_id = pairs.person_id
    group by pairs.person_id, p.language order by pairs.person_id`
}

function closingReaders(
  transaction: Transaction,
  { programmeId, roundId }: { programmeId: string; roundId: string },
): RawBuilder<Reader> {
  return sql<Reader>`
    select people.person_id, p.language, 1 as gifts, null as updates, 1 as queued, 0 as shown, 0 as returned, 0 as held
    from (${closingPeople(transaction, programmeId, roundId)}) as people
    join persons p on p.organisation_id = ${transaction.organisationId} and p.person_id = people.person_id
    order by people.person_id`
}

interface Tally {
  people: number
  postponed: number
  gifts: number
  updates: Set<string>
  shown: number
  returned: number
  held: number
}

/** Goes through all readers, a slice at a time, as the sender would: who comes first is given what is left of a plan. */
async function goThrough(
  transaction: Transaction,
  readers: RawBuilder<Reader>,
  { currency, sliceSize }: { currency: string; sliceSize: number },
): Promise<{ tally: Tally; counted: Counted }> {
  const { db } = transaction
  const tally: Tally = { people: 0, postponed: 0, gifts: 0, updates: new Set(), shown: 0, returned: 0, held: 0 }
  const counter = new WayCounter(currency)
  const budgets = await readBudgets(transaction)
  // All of them will be read: no plan that is only quick to begin.
  await sql`set local cursor_tuple_fraction to 1`.execute(db)
  await sql`declare readers no scroll cursor for ${readers}`.execute(db)
  for (;;) {
    const { rows } = await sql<Reader>`fetch forward ${sql.lit(sliceSize)} from readers`.execute(db)
    await takeSlice(transaction, rows, { tally, counter, budgets })
    if (rows.length < sliceSize) break
  }
  await sql`close readers`.execute(db)
  return { tally, counted: await counter.counted(transaction) }
}

/** Adds some readers by the routes that the sender would choose for them now; who would wait for a plan to be renewed is written to later. */
async function takeSlice(
  transaction: Transaction,
  readers: readonly Reader[],
  { tally, counter, budgets }: { tally: Tally; counter: WayCounter; budgets: Budgets },
): Promise<void> {
  const hearing = readers.filter(({ queued }) => queued > 0)
  const personIds = hearing.map(({ person_id }) => person_id)
  const ask = { personIds, content: textMessage('…'), purpose: 'feedback' } as const
  const routes = await planRoutes(transaction, ask, budgets)
  for (const { person_id, language, queued, ...reader } of readers) {
    const route = queued > 0 ? routes.get(person_id) : undefined
    if (route?.kind === 'route') counter.add(isLanguage(language) ? language : 'en', route)
    const isPostponed = route?.kind === 'none' && route.reason === 'quota'
    const isReached = route?.kind === 'route' || isPostponed
    tally.people += isReached ? 1 : 0
    tally.postponed += isPostponed ? 1 : 0
    tally.gifts += reader.gifts
    tally.shown += reader.shown + (isReached ? 0 : queued)
    tally.returned += reader.returned
    tally.held += reader.held
    for (const updateId of reader.updates?.split(' ') ?? []) tally.updates.add(updateId)
  }
  counter.sumUp()
}

async function currencyOf({ db, organisationId }: Transaction, programmeId: string): Promise<string> {
  const { currency } = await db
    .selectFrom('programmes')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .select('currency')
    .executeTakeFirstOrThrow()
  return currency
}
