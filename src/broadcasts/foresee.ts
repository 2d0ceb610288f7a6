import { writeMoney } from '../campaigns/money-wire.ts'
import { adapters } from '../channels/kinds.ts'
import { channelKind, priceOf } from '../conversations/account.ts'
import { type PlannedRoute, planRoutes } from '../conversations/sending/route.ts'
import { costOf, leftAfter, totalCost } from '../feedback/cost.ts'
import { currencyOf } from '../organisations/organisation.ts'
import type { Language } from '../platform/languages.ts'
import type { Money } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import { readAudience } from './audience.ts'
import type { Broadcast } from './broadcast.ts'
import { languageFor, type Reader, readReaders } from './compose.ts'
import type { Preflight } from './preflight.ts'

/** What a broadcast would do if it left now. Writes nothing; consent, windows and plans are asked again when it leaves. */
export async function foresee(transaction: Transaction, broadcast: Broadcast): Promise<Preflight> {
  const personIds = await readAudience(transaction, broadcast.audience)
  const readers = await readReaders(transaction, personIds)
  const planned = await plannedFor(transaction, broadcast, [...readers.values()])
  const reached = planned.flatMap(({ reader, route }) => (route.kind === 'route' ? [{ reader, route }] : []))
  const skipped = tally(planned.flatMap(({ route }) => (route.kind === 'none' ? [route.reason] : [])))
  return {
    people: personIds.length,
    reached: reached.length,
    routes: routesOf(reached.map(({ reader, route }) => ({ route, language: languageFor(broadcast, reader) }))),
    ...(await accountsOf(
      transaction,
      reached.map(({ route }) => route),
    )),
    skipped: [...skipped].map(([reason, people]) => ({ reason, people })).toSorted((a, b) => b.people - a.people),
    templateMissing: skipped.get('window_closed') ?? 0,
    inFallback: reached.filter(({ reader }) => languageFor(broadcast, reader) !== reader.language).length,
    zoneUnknown: reached.filter(({ reader }) => reader.timeZone === null).length,
  }
}

interface Planned {
  reader: Reader
  route: PlannedRoute
}

type Route = Extract<PlannedRoute, { kind: 'route' }>

/** Languages whose messages bring templates for the same channels are planned together, so that they share what a plan has left. */
async function plannedFor(
  transaction: Transaction,
  broadcast: Broadcast,
  readers: readonly Reader[],
): Promise<Planned[]> {
  const planned: Planned[] = []
  for (const group of alike(readers, (reader) => templatesIn(broadcast, languageFor(broadcast, reader)))) {
    const [first] = group
    const content = first && broadcast.contents[languageFor(broadcast, first)]
    if (!content) continue
    const personIds = group.map(({ personId }) => personId)
    const routes = await planRoutes(transaction, { personIds, content, purpose: broadcast.purpose })
    for (const reader of group) {
      const route = routes.get(reader.personId) ?? ({ kind: 'none', reason: 'no_conversation' } as const)
      planned.push({ reader, route })
    }
  }
  return planned
}

function templatesIn({ contents }: Broadcast, language: Language): string {
  const kinds = contents[language]?.templates?.map(({ kind }) => kind) ?? []
  return [...new Set(kinds)].toSorted().join()
}

/** Those of one name together, in the order in which the names first come. */
function alike<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(nameOf(item)) ?? []
    groups.set(nameOf(item), group)
    group.push(item)
  }
  return [...groups.values()]
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

function routesOf(reached: readonly { route: Route; language: Language }[]): Preflight['routes'] {
  const groups = alike(reached, ({ route: { channel, by }, language }) => `${channel} ${by} ${language}`)
  return groups
    .flatMap((group) => {
      const [first] = group
      if (!first) return []
      const { channel, by } = first.route
      return [{ channel, by, language: first.language, people: group.length }]
    })
    .toSorted((a, b) => b.people - a.people)
}

/** What each account would send and what it costs: a plan's messages by what it has left, all others as their route says. */
async function accountsOf(
  transaction: Transaction,
  routes: readonly Route[],
): Promise<Pick<Preflight, 'accounts' | 'cost'>> {
  const free = await ownCurrency(transaction)
  const rows = await readAccounts(transaction)
  const accounts = rows.flatMap((row) => {
    const own = routes.filter(({ channelAccountId }) => channelAccountId === row.channel_account_id)
    const kind = channelKind.parse(row.kind)
    const isMetered = adapters[kind].abilities.monthlyQuota
    const messagesLeft = isMetered ? row.messages_left : null
    const people = own.length
    const cost = isMetered
      ? costOf({ people, isMetered, messagesLeft, messagePrice: priceOf(row) }, free)
      : totalCost(
          own.map((route) => route.cost),
          free,
        )
    if (people === 0) return []
    return [{ id: row.channel_account_id, name: row.name, kind, people, messagesLeft, cost }]
  })
  const cost = totalCost(
    accounts.map((account) => account.cost),
    free,
  )
  return {
    accounts: accounts.map((account) => ({
      ...account,
      messagesLeftAfter: leftAfter(account),
      cost: written(account.cost),
    })),
    cost: written(cost),
  }
}

function written(cost: Money | null): Preflight['cost'] {
  return cost && writeMoney(cost)
}

function readAccounts({ db, organisationId }: Transaction) {
  return db
    .selectFrom('channel_accounts')
    .where('organisation_id', '=', organisationId)
    .select(['channel_account_id', 'kind', 'name', 'messages_left', 'message_price_minor', 'message_price_currency'])
    .orderBy('name')
    .orderBy('channel_account_id')
    .execute()
}

async function ownCurrency({ db, organisationId }: Transaction): Promise<string> {
  const { country } = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('country')
    .executeTakeFirstOrThrow()
  return currencyOf(country)
}
