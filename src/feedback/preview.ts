import { sql } from 'kysely'
import { writeMoney } from '../campaigns/money-wire.ts'
import type { ChannelKind } from '../channels/adapter.ts'
import { textMessage } from '../channels/message.ts'
import { type PlannedRoute, planRoutes } from '../conversations/sending/route.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import type { Money } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import { closingPeople } from './closing-rows.ts'
import { leftAfter, totalCost } from './cost.ts'
import { pairsOf, updatesOfRound, waitingGifts } from './pairs.ts'
import type { Preview } from './round.ts'
import { getRound } from './rounds.ts'

/** What a round would do if it were sent now. Writes nothing. Fails with `feedback.round-unknown`. */
export async function previewRound(transaction: Transaction, roundId: string): Promise<Preview> {
  const { db } = transaction
  const { programmeId, kind } = await getRound(transaction, roundId)
  if (kind === 'closing') return previewClosing(transaction, { programmeId, roundId })
  const pairs = pairsOf(transaction, updatesOfRound(transaction, roundId), { roundId, kind })
  const { rows: totals } = await sql<Totals>`
    select count(distinct gift_id)::integer as gifts, count(distinct update_id)::integer as updates,
      count(*) filter (where result = 'shown')::integer as shown,
      count(*) filter (where result = 'returned')::integer as returned,
      count(*) filter (where result = 'held')::integer as held from (${pairs}) as pairs`.execute(db)
  const { rows: waiting } = await sql<{ gifts: number }>`
    select count(*)::integer as gifts from (${waitingGifts(transaction, programmeId)}) as waiting`.execute(db)
  const { rows: readers } = await sql<Reader>`
    select pairs.person_id, p.language, count(*)::integer as pairs from (${pairs}) as pairs
    join persons p on p.organisation_id = ${transaction.organisationId} and p.person_id = pairs.person_id
    where result = 'queued' group by pairs.person_id, p.language order by pairs.person_id`.execute(db)
  const { gifts = 0, updates = 0, shown = 0, returned = 0, held = 0 } = totals[0] ?? {}
  const { ways, postponed } = await waysTo(transaction, readers)
  const unreached = readers.filter(({ person_id }) => !ways.has(person_id) && !postponed.has(person_id))
  return {
    people: ways.size + postponed.size,
    postponed: postponed.size,
    gifts,
    updates,
    ...(await countWays(transaction, [...ways.values()], await currencyOf(transaction, programmeId))),
    shown: unreached.reduce((sum, reader) => sum + reader.pairs, shown),
    ...{ returned, held, waiting: waiting[0]?.gifts ?? 0 },
  }
}

async function previewClosing(
  transaction: Transaction,
  { programmeId, roundId }: { programmeId: string; roundId: string },
): Promise<Preview> {
  const { rows: readers } = await sql<Reader>`
    select people.person_id, p.language, 1 as pairs from (${closingPeople(transaction, programmeId, roundId)}) as people
    join persons p on p.organisation_id = ${transaction.organisationId} and p.person_id = people.person_id
    order by people.person_id`.execute(transaction.db)
  const { ways, postponed } = await waysTo(transaction, readers)
  const people = ways.size + postponed.size
  return {
    ...{ people, postponed: postponed.size, gifts: readers.length, updates: 0 },
    ...(await countWays(transaction, [...ways.values()], await currencyOf(transaction, programmeId))),
    ...{ shown: readers.length - people, returned: 0, held: 0, waiting: 0 },
  }
}

interface Totals {
  gifts: number
  updates: number
  shown: number
  returned: number
  held: number
}

/** Somebody with something to hear, and of how many gifts and updates. */
interface Reader {
  person_id: string
  language: string
  pairs: number
}

interface OpenWay {
  language: Language
  route: Extract<PlannedRoute, { kind: 'route' }>
}

/**
 * The routes the sender would choose now, by person, and who would wait for a plan to be renewed; who cannot be written to is
 * in neither.
 */
async function waysTo(transaction: Transaction, readers: readonly Reader[]) {
  const routes = await planRoutes(transaction, {
    personIds: readers.map(({ person_id }) => person_id),
    content: textMessage('…'),
    purpose: 'feedback',
  })
  const ways = new Map<string, OpenWay>()
  const postponed = new Set<string>()
  for (const { person_id, language } of readers) {
    const route = routes.get(person_id)
    if (route?.kind === 'route') ways.set(person_id, { language: isLanguage(language) ? language : 'en', route })
    else if (route?.reason === 'quota') postponed.add(person_id)
  }
  return { ways, postponed }
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

type Counted = Pick<Preview, 'recipients' | 'channels' | 'cost'>

async function countWays(transaction: Transaction, ways: readonly OpenWay[], currency: string): Promise<Counted> {
  const accounts = await readAccounts(transaction)
  const groups = new Map<string, Preview['recipients'][number]>()
  const plans = new Map<string, { kind: ChannelKind; people: number; costs: (Money | null)[] }>()
  for (const { language, route } of ways) {
    const { channel, by, cost, channelAccountId } = route
    const key = `${channel} ${by} ${language}`
    const group = groups.get(key) ?? { channel, by, language, people: 0 }
    groups.set(key, { ...group, people: group.people + 1 })
    const plan = plans.get(channelAccountId) ?? { kind: channel, people: 0, costs: [] }
    plan.people += 1
    plan.costs.push(cost)
    plans.set(channelAccountId, plan)
  }
  const channels = [...plans].map(([id, { kind, people, costs }]) => {
    const { name, messagesLeft } = accounts.get(id) ?? { name: kind, messagesLeft: null }
    const total = totalCost(costs, currency)
    const left = { messagesLeft, messagesLeftAfter: leftAfter({ people, messagesLeft }) }
    return { id, name, kind, people, ...left, cost: total && writeMoney(total) }
  })
  const total = totalCost(
    [...plans.values()].flatMap(({ costs }) => costs),
    currency,
  )
  return { recipients: [...groups.values()], channels, cost: total && writeMoney(total) }
}

async function readAccounts({ db, organisationId }: Transaction) {
  const rows = await db
    .selectFrom('channel_accounts')
    .where('organisation_id', '=', organisationId)
    .select(['channel_account_id', 'name', 'messages_left'])
    .execute()
  return new Map(rows.map((row) => [row.channel_account_id, { name: row.name, messagesLeft: row.messages_left }]))
}
