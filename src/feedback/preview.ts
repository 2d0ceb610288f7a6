import { sql } from 'kysely'
import { writeMoney } from '../campaigns/money-wire.ts'
import type { ChannelKind } from '../channels/adapter.ts'
import { adapters } from '../channels/kinds.ts'
import { channelKind, priceOf } from '../conversations/account.ts'
import { whoMayReceive } from '../people/consents.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import type { Money } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import { costOf, leftAfter, type Plan, totalCost } from './cost.ts'
import { type Pair, pairsOf, updatesOfRound, waitingGifts } from './pairs.ts'
import type { Preview } from './round.ts'
import { getRound } from './rounds.ts'

/** The conversation a person would be written to in. */
interface Way {
  person_id: string
  language: string
  channel_account_id: string | null
  kind: string | null
  name: string | null
  messages_left: number | null
  message_price_minor: bigint | null
  message_price_currency: string | null
  is_closed: boolean
}

/** What a round would do if it were sent now. Writes nothing. Fails with `feedback.round-unknown`. */
export async function previewRound(transaction: Transaction, roundId: string): Promise<Preview> {
  const { db } = transaction
  const { programmeId } = await getRound(transaction, roundId)
  const updates = updatesOfRound(transaction, roundId)
  const { rows: pairs } = await pairsOf(transaction, updates, roundId).execute(db)
  const { rows: waiting } = await sql`${waitingGifts(transaction, programmeId)}`.execute(db)
  const ways = await waysTo(transaction, [...new Set(pairs.filter(isToSend).map((pair) => pair.person_id))])
  const reached = new Set(ways.map((way) => way.person_id))
  const isShown = (pair: Pair) => pair.result === 'shown' || (isToSend(pair) && !reached.has(pair.person_id))
  return {
    people: reached.size,
    gifts: new Set(pairs.map((pair) => pair.gift_id)).size,
    updates: new Set(pairs.map((pair) => pair.update_id)).size,
    ...countWays(ways, await currencyOf(transaction, programmeId)),
    shown: pairs.filter(isShown).length,
    returned: pairs.filter((pair) => pair.result === 'returned').length,
    held: pairs.filter((pair) => pair.result === 'held').length,
    waiting: waiting.length,
  }
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

function isToSend(pair: Pair): boolean {
  return pair.result === 'queued'
}

/** The open ways to people who wish to hear of their gifts, as `sendMessage` would choose them. */
async function waysTo(transaction: Transaction, personIds: readonly string[]): Promise<OpenWay[]> {
  const { db, organisationId } = transaction
  const { rows } = await sql<Way>`
    select p.person_id, p.language, way.* from persons p
    cross join lateral (
      select c.channel_account_id, a.kind, a.name, a.messages_left, a.message_price_minor, a.message_price_currency, i.state in ('unfollowed', 'blocked') as is_closed
      from identities i
      join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
      join channel_accounts a on a.organisation_id = c.organisation_id and a.channel_account_id = c.channel_account_id
      where i.organisation_id = p.organisation_id and i.person_id = p.person_id
      order by i.state in ('unfollowed', 'blocked'), c.last_inbound_at desc nulls last, c.conversation_id limit 1
    ) way
    where p.organisation_id = ${organisationId} and p.person_id = any(${[...personIds]}::uuid[])`.execute(db)
  const may = await whoMayReceive(transaction, personIds, 'feedback')
  return rows.flatMap((row) => {
    const { person_id, channel_account_id: id, name, language, is_closed } = row
    const { data: kind } = channelKind.safeParse(row.kind)
    if (is_closed || !id || !kind || !name || !isLanguage(language) || !may(person_id, kind)) return []
    return [{ person_id, language, kind, id, name, messagesLeft: row.messages_left, messagePrice: priceOf(row) }]
  })
}

interface OpenWay {
  person_id: string
  language: Language
  kind: ChannelKind
  id: string
  name: string
  messagesLeft: number | null
  messagePrice: Money | null
}

function countWays(ways: readonly OpenWay[], currency: string): Pick<Preview, 'recipients' | 'channels' | 'cost'> {
  const recipients = new Map<string, Preview['recipients'][number]>()
  const plans = new Map<string, Plan & Pick<OpenWay, 'id' | 'name' | 'kind'>>()
  for (const { kind, language, id, name, messagesLeft, messagePrice } of ways) {
    const group = recipients.get(`${kind} ${language}`) ?? { channel: kind, language, people: 0 }
    recipients.set(`${kind} ${language}`, { ...group, people: group.people + 1 })
    const people = (plans.get(id)?.people ?? 0) + 1
    const isMetered = adapters[kind].abilities.monthlyQuota
    plans.set(id, { id, name, kind, people, isMetered, messagesLeft, messagePrice })
  }
  const channels = [...plans.values()].map((plan) => ({ plan, cost: costOf(plan, currency) }))
  const total = totalCost(
    channels.map(({ cost }) => cost),
    currency,
  )
  return {
    recipients: [...recipients.values()],
    channels: channels.map(({ plan: { id, name, kind, people, messagesLeft }, cost }) => ({
      ...{ id, name, kind, people, messagesLeft },
      messagesLeftAfter: leftAfter({ people, messagesLeft }),
      cost: cost && writeMoney(cost),
    })),
    cost: total && writeMoney(total),
  }
}
