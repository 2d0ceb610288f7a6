import { adapters } from '../../channels/kinds.ts'
import type { OutboundMessage } from '../../channels/message.ts'
import type { Purpose } from '../../people/consent.ts'
import type { Money } from '../../platform/money.ts'
import type { SkipReason } from '../conversation.ts'
import type { TemplateCheck } from '../templates/fit.ts'
import type { Candidate } from './candidate.ts'
import type { Budgets } from './route-candidates.ts'
import { windowAt } from './window.ts'

/**
 * How a message travels: as a free answer to what the person has just said, inside an open window, to a channel that takes
 * messages at any time, or as a template the provider has approved.
 */
export type RouteBy = 'reply' | 'session' | 'push' | 'template'

/** What the choice between a person's conversations depends on besides these. */
export interface Choosing {
  content: OutboundMessage
  purpose: Purpose
  budgets: Pick<Budgets, 'of' | 'nothing'>
  misfitOf: TemplateCheck
  /** Whether the person agreed to be written to on this kind of channel. */
  may: (kind: Candidate['kind']) => boolean
}

/** A way that would do. */
export interface Fit {
  way: Candidate
  by: RouteBy
  cost: Money | null
  /** Whether it takes one message of a monthly plan. */
  spendsPlan: boolean
  /** Smaller is chosen first; of equals, the one with the smaller cost, then where the person wrote last. */
  tier: number
}

const tiers = {
  reply: 0,
  free: 1,
  planned: 2,
  priced: 3,
  unpriced: 4,
  mail: 5,
  typedMail: 6,
  idleChat: 7,
  stopped: 8,
} as const

/** After so many hours of silence nobody is expected to look at a web chat again. */
const webchatHours = 24

/**
 * The cheapest of a person's conversations, given where they wrote last first: free before paid, an open window before a
 * template, a monthly plan spared where something free will do, e-mail after all chats. To an address that somebody typed go reports
 * of gifts alone, and appeals where its mailbox has confirmed it. When none will do, the reason is that of the first.
 */
export function cheapest(
  now: Date,
  ways: readonly Candidate[],
  choosing: Choosing,
): ({ kind: 'route'; others: number } & Fit) | { kind: 'none'; reason: SkipReason } {
  const { purpose } = choosing
  const open = ways.filter(
    ({ typed, isConfirmed }) => typed === null || purpose === 'feedback' || (isConfirmed && purpose === 'appeals'),
  )
  const weighed = open.map((way) => weigh(now, way, choosing))
  const fits = weighed.filter((one) => typeof one !== 'string').toSorted(compare)
  const [best] = fits
  if (best) return { kind: 'route', ...best, others: fits.length - 1 }
  const reason = weighed.find((one) => typeof one === 'string')
  return { kind: 'none', reason: reason ?? 'no_conversation' }
}

/** What it takes to write through this conversation, or why it cannot be done. */
export function weigh(now: Date, way: Candidate, choosing: Choosing): Fit | SkipReason {
  const { kind, identityState } = way
  if (identityState === 'unfollowed' || identityState === 'blocked') return identityState
  if (!choosing.may(kind)) return 'opted_out'
  const travel = travelBy(now, way, choosing)
  return typeof travel === 'string' ? travel : { ...travel, way, tier: Math.max(travel.tier, tierOfPlace(way, now)) }
}

function travelBy(now: Date, way: Candidate, { content, budgets, misfitOf }: Choosing): Omit<Fit, 'way'> | SkipReason {
  const { kind, channelAccountId } = way
  const { window, monthlyQuota } = adapters[kind].abilities
  const { left, isUsedUp, price } = budgets.of(channelAccountId)
  const { nothing } = budgets
  const paid = { cost: price, tier: price === null ? tiers.unpriced : tiers.priced }
  if (windowAt(now, window, seenOf(way)) !== 'open') {
    return misfitOf(way, content) ?? { by: 'template', ...paid, spendsPlan: false }
  }
  if (way.replyTokenExpiresAt !== null && way.replyToken !== null && way.replyTokenExpiresAt > now)
    return { by: 'reply', cost: nothing, tier: tiers.reply, spendsPlan: false }
  if (window) return { by: 'session', cost: nothing, tier: tiers.free, spendsPlan: false }
  if (!monthlyQuota) return { by: 'push', cost: nothing, tier: tiers.free, spendsPlan: false }
  if (isUsedUp && price === null) return 'quota'
  if (left === null || isUsedUp) return { by: 'push', ...paid, spendsPlan: true }
  return { by: 'push', cost: nothing, tier: tiers.planned, spendsPlan: true }
}

function seenOf({ lastInboundAt, windowClosesAt, windowMessages, windowSpent }: Candidate) {
  const told =
    windowClosesAt === null ? null : { closesAt: windowClosesAt, messages: windowMessages, spent: windowSpent }
  return { lastInboundAt, told, byMember: false }
}

/** What comes after everything else however little it costs: mail, a chat window nobody looks at, an account that is stopped. */
function tierOfPlace({ kind, accountState, lastInboundAt, typed }: Candidate, now: Date): number {
  if (accountState !== 'active') return tiers.stopped
  if (kind === 'email') return typed === null ? tiers.mail : tiers.typedMail
  const silent = now.getTime() - (lastInboundAt?.getTime() ?? Number.NEGATIVE_INFINITY)
  return kind === 'webchat' && silent >= webchatHours * 3_600_000 ? tiers.idleChat : 0
}

function compare(a: Fit, b: Fit): number {
  if (a.tier !== b.tier) return a.tier - b.tier
  if (a.cost === null || b.cost === null || a.cost.currency !== b.cost.currency) return 0
  return Number(a.cost.minor - b.cost.minor)
}
