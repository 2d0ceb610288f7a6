import { z } from 'zod'
import type { ChannelKind } from '../../channels/adapter.ts'
import type { OutboundMessage } from '../../channels/message.ts'
import type { Purpose } from '../../people/consent.ts'
import { whoMayReceive } from '../../people/consents.ts'
import type { Money } from '../../platform/money.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { SkipReason } from '../conversation.ts'
import { readTemplateCheck, templateMisfits } from '../templates/fit.ts'
import { together } from '../together.ts'
import type { Candidate } from './candidate.ts'
import { type Budgets, readBudgets, readCandidates } from './route-candidates.ts'
import { cheapest, type RouteBy } from './route-choice.ts'
import { openTypedWays } from './typed-ways.ts'

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

/**
 * How one delivery travels, kept with it. `by` may be null until it is sent. `why`: it answers in its conversation, it goes
 * where the person wrote last, there was no other way, of several it was the cheapest, or what stood in the way elsewhere.
 * `others`: further conversations that would have done.
 */
export const deliveryRoute = z.object({
  by: z.enum(['reply', 'session', 'push', 'template']).nullable(),
  why: z.enum([
    'answer',
    'last_wrote',
    'only_way',
    'cheapest',
    'blocked',
    'unfollowed',
    'window_closed',
    'quota',
    ...templateMisfits,
  ]),
  others: z.int().min(0),
})
export type DeliveryRoute = z.infer<typeof deliveryRoute>

/** The cheapest compliant route of each of these messages, to one person each; made where it is new. */
export async function routesTo(transaction: Transaction, asks: readonly SingleAsk[]) {
  const chosen = new Map<SingleAsk, ReturnType<typeof cheapest>>()
  for (const purpose of new Set(asks.map((ask) => ask.purpose))) {
    const some = asks.filter((ask) => ask.purpose === purpose)
    const routeOf = await chooseRoutes(transaction, purpose, some)
    for (const ask of some) chosen.set(ask, routeOf(ask))
  }
  await openTypedWays(
    transaction,
    [...chosen].flatMap(([{ content }, route]) => (route.kind === 'route' ? [{ way: route.way, content }] : [])),
  )
  return (ask: SingleAsk): ReturnType<typeof cheapest> => chosen.get(ask) ?? { kind: 'none', reason: 'no_conversation' }
}

/** The cheapest compliant route of each of these messages of one purpose. Writes nothing: the caller opens ways to typed addresses. */
export async function chooseRoutes(
  transaction: Transaction,
  purpose: Purpose,
  asks: readonly Omit<SingleAsk, 'purpose'>[],
): Promise<(ask: Omit<SingleAsk, 'purpose'>) => ReturnType<typeof cheapest>> {
  const personIds = [...new Set(asks.map(({ personId }) => personId))]
  const candidates = await readCandidates(transaction, personIds)
  const budgets = await readBudgets(transaction)
  const misfitOf = await readTemplateCheck(
    transaction,
    asks.map(({ content }) => content),
  )
  const may = await whoMayReceive(transaction, personIds, purpose)
  return ({ personId, content }) =>
    cheapest(transaction.now, candidates.get(personId) ?? [], {
      ...{ content, purpose, budgets, misfitOf },
      may: (kind) => may(personId, kind),
    })
}

/** The cheapest compliant route of one message to one person, looked for together with others', and made where it is new. */
export const routeTo = together(routesTo)

/** See `routeTo`. */
export interface SingleAsk extends Pick<RouteAsk, 'content' | 'purpose'> {
  personId: string
}

/** Who of these may be written to on which kind of channel, by purpose. */
export async function consentOf(
  transaction: Transaction,
  personIds: readonly string[],
  purposes: ReadonlySet<Purpose> = new Set(['feedback', 'appeals']),
) {
  const asked = (purpose: Purpose) => whoMayReceive(transaction, purposes.has(purpose) ? personIds : [], purpose)
  return { service: () => true, feedback: await asked('feedback'), appeals: await asked('appeals') }
}

/** People looked at in one go. */
const chunk = 5000

/**
 * The cheapest compliant route to each of these people, planned as if all were written to, in this order: of a monthly plan
 * with ten messages left the first ten are given them. Writes nothing; whoever sends asks again at the moment of sending.
 *
 * @param given what others have been spending, where these come after them
 */
export async function planRoutes(
  transaction: Transaction,
  ask: RouteAsk,
  given?: Budgets,
): Promise<ReadonlyMap<string, PlannedRoute>> {
  const { personIds, content, purpose } = ask
  const budgets = given ?? (await readBudgets(transaction))
  const misfitOf = await readTemplateCheck(transaction, [content])
  const planned = new Map<string, PlannedRoute>()
  for (let from = 0; from < personIds.length; from += chunk) {
    const some = [...new Set(personIds.slice(from, from + chunk))].filter((personId) => !planned.has(personId))
    const candidates = await readCandidates(transaction, some)
    const may = await whoMayReceive(transaction, some, purpose)
    for (const personId of some) {
      const ways = candidates.get(personId) ?? []
      const best = cheapest(transaction.now, ways, {
        ...{ content, purpose, budgets, misfitOf },
        may: (kind) => may(personId, kind),
      })
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
