import type { ReplyToken } from '../../channels/event.ts'
import type { OutboundMessage } from '../../channels/message.ts'
import type { OrganisationId } from '../../platform/ids.ts'
import type { Transaction } from '../../platform/scope.ts'

/** A delivery that leaves as soon as its transaction has committed: everything the sender needs, so that it reads nothing. */
export interface Outgoing {
  organisationId: OrganisationId
  deliveryId: string
  channelAccountId: string
  conversationId: string
  identityId: string
  address: string
  /** The public comment it answers in private: it is addressed to that, not to the person. */
  comment?: string | undefined
  retryKey: string
  attempts: number
  queuedAt: Date
  content: OutboundMessage
  /** `closed`: only a template goes through, or what a member types herself where the channel lets her longer. */
  window: 'open' | 'closed'
  byMember: boolean
  replyToken: ReplyToken | undefined
  /** What it is counted under at the provider, where it is one of many. */
  aggregationUnit?: string | undefined
  /** Parts the provider already took. */
  sentParts: readonly number[]
}

const outboxes = new WeakMap<Transaction, Outgoing[]>()
const spentTokens = new WeakMap<Transaction, Set<string>>()

/** Opens an outbox for a transaction whose caller will send what lands in it after commit; replies are then born `sending`. */
export function openOutbox(transaction: Transaction): Outgoing[] {
  const outbox: Outgoing[] = []
  outboxes.set(transaction, outbox)
  return outbox
}

/** The outbox of a transaction, when its caller keeps one. */
export function outboxOf(transaction: Transaction): Outgoing[] | undefined {
  return outboxes.get(transaction)
}

/** Takes a reply token for one message of this transaction: of two answers to one event only the first is a reply. */
export function takeReplyToken(transaction: Transaction, replyToken: ReplyToken | undefined): ReplyToken | undefined {
  if (replyToken === undefined) return undefined
  const spent = spentTokens.get(transaction) ?? new Set()
  spentTokens.set(transaction, spent)
  if (spent.has(replyToken.token)) return undefined
  spent.add(replyToken.token)
  return replyToken
}
