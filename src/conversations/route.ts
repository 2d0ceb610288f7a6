import type { ChannelKind } from '../channels/adapter.ts'
import type { OutboundMessage } from '../channels/message.ts'
import type { Purpose } from '../people/consent.ts'
import { whoMayReceive } from '../people/consents.ts'
import type { Money } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import type { SkipReason } from './conversation.ts'
import { type Candidate, readBudgets, readCandidates } from './route-candidates.ts'
import { cheapest, type RouteBy } from './route-choice.ts'

/** What is to be said to whom, as far as the choice of a route depends on it. */
export interface RouteAsk {
  personIds: readonly string[]
  content: OutboundMessage
  purpose: Purpose
}

/**
 * How a person would be written to at this moment, or why not. `cost` is what the message is expected to cost: null where it
 * costs something and nobody has said how much; nothing is zero of any currency. `others`: further conversations that
 * would do.
 */
export type PlannedRoute =
  | {
      kind: 'route'
      conversationId: string
      channelAccountId: string
      channel: ChannelKind
      by: RouteBy
      cost: Money | null
      others: number
    }
  | { kind: 'none'; reason: SkipReason }

/** People looked at in one go. */
const chunk = 5000

/**
 * The cheapest compliant route to each of these people, planned as if all were written to, in this order: of a monthly plan
 * with ten messages left the first ten are given them. Writes nothing; whoever sends asks again at the moment of sending.
 */
export async function planRoutes(transaction: Transaction, ask: RouteAsk): Promise<ReadonlyMap<string, PlannedRoute>> {
  const { personIds, content, purpose } = ask
  const budgets = await readBudgets(transaction)
  const planned = new Map<string, PlannedRoute>()
  for (let from = 0; from < personIds.length; from += chunk) {
    const some = [...new Set(personIds.slice(from, from + chunk))].filter((personId) => !planned.has(personId))
    const candidates = await readCandidates(transaction, some)
    const may = await whoMayReceive(transaction, some, purpose)
    for (const personId of some) {
      const ways = candidates.get(personId) ?? []
      const best = cheapest(transaction.now, ways, { content, budgets, may: (kind) => may(personId, kind) })
      if (best.kind === 'route' && best.spendsPlan) budgets.spend(best.way.channelAccountId)
      planned.set(personId, best.kind === 'route' ? shown(best) : best)
    }
  }
  return planned
}

function shown({ way, by, cost, others }: { way: Candidate; by: RouteBy; cost: Money | null; others: number }) {
  const { conversationId, channelAccountId, kind } = way
  return { kind: 'route', conversationId, channelAccountId, channel: kind, by, cost, others } as const
}
