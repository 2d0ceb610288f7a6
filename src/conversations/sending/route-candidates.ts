import { sql } from 'kysely'
import { adapters } from '../../channels/kinds.ts'
import { currencyOf } from '../../organisations/organisation.ts'
import { type Money, money } from '../../platform/money.ts'
import type { Transaction } from '../../platform/scope.ts'
import { channelKind, priceOf } from '../account.ts'
import { settleArrivals } from '../arriving/arrivals.ts'
import type { Candidate } from './candidate.ts'
import { readTypedWays } from './typed-ways.ts'
import { windowSpent } from './window.ts'

/**
 * Every conversation of these people, where they wrote last first, left and blocked ones at the end; behind them all the e-mail
 * address that was typed for them.
 */
export async function readCandidates(
  transaction: Transaction,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Candidate[]>> {
  const { db, organisationId } = transaction
  await settleArrivals(transaction)
  const { rows } = await sql<Omit<Candidate, 'kind' | 'typed' | 'isConfirmed'> & { kind: string }>`
    select i.person_id as "personId", c.conversation_id as "conversationId", c.channel_account_id as "channelAccountId",
      i.identity_id as "identityId", i.address, a.kind, a.state as "accountState", i.state as "identityState",
      c.last_inbound_at as "lastInboundAt", c.last_message_at as "lastMessageAt", c.window_closes_at as "windowClosesAt",
      c.window_messages as "windowMessages", c.reply_token as "replyToken",
      c.reply_token_expires_at as "replyTokenExpiresAt",
      ${windowSpent} + case when c.window_messages is null then 0 else (
        select count(*)::int from deliveries s where s.organisation_id = c.organisation_id
          and s.conversation_id = c.conversation_id and s.state in ('queued', 'held', 'sending')) end as "windowSpent"
    from identities i
    join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
    join channel_accounts a on a.organisation_id = c.organisation_id and a.channel_account_id = c.channel_account_id
    where i.organisation_id = ${organisationId} and i.person_id = any(${[...personIds]}::uuid[])
      and i.typed_email is null
    order by i.state in ('unfollowed', 'blocked'), c.last_inbound_at desc nulls last, c.conversation_id`.execute(db)
  const candidates = new Map<string, Candidate[]>()
  for (const row of rows) {
    const ways = candidates.get(row.personId) ?? []
    ways.push({ ...row, kind: channelKind.parse(row.kind), typed: null, isConfirmed: false })
    candidates.set(row.personId, ways)
  }
  for (const [personId, way] of await readTypedWays(transaction, personIds))
    candidates.set(personId, [...(candidates.get(personId) ?? []), way])
  return candidates
}

/** What an account's monthly plan has left, and what a message costs that it does not cover. */
export interface Budget {
  /** Null: there is no plan, or the provider has not said. */
  left: number | null
  isUsedUp: boolean
  price: Money | null
}

/** The budgets of all accounts, to be spent while planning. */
export interface Budgets {
  /** What it costs where it costs nothing, in the organisation's currency. */
  nothing: Money
  of(channelAccountId: string): Budget
  spend(channelAccountId: string): void
}

const unknown: Budget = { left: null, isUsedUp: false, price: null }

/** What the accounts' plans have left, as far as we know. */
export async function readBudgets({ db, organisationId, now }: Transaction): Promise<Budgets> {
  const { rows } = await sql<{
    id: string
    kind: string
    messages_left: number | null
    isResting: boolean
    country: string
    message_price_minor: bigint | null
    message_price_currency: string | null
  }>`
    select channel_account_id as id, kind, messages_left, message_price_minor, message_price_currency, o.country,
      coalesce((last_failure ->> 'until')::timestamptz > ${now}, false) as "isResting"
    from channel_accounts join organisations o using (organisation_id)
    where organisation_id = ${organisationId}`.execute(db)
  const budgets = new Map(
    rows.map((row) => {
      const isMetered = adapters[channelKind.parse(row.kind)].abilities.monthlyQuota
      const left = isMetered ? row.messages_left : null
      return [row.id, { left, isUsedUp: isMetered && (left === 0 || row.isResting), price: priceOf(row) }]
    }),
  )
  return {
    nothing: money(0n, currencyOf(rows[0]?.country ?? '')),
    of: (id) => budgets.get(id) ?? unknown,
    spend: (id) => {
      const budget = budgets.get(id) ?? unknown
      const left = budget.left === null ? null : Math.max(0, budget.left - 1)
      budgets.set(id, { ...budget, left, isUsedUp: budget.isUsedUp || left === 0 })
    },
  }
}
