import { sql } from 'kysely'
import type { Transaction } from '../../platform/scope.ts'
import { idList } from '../id-list.ts'

/** What came in for a conversation whose messages are stored, and whose row does not say so yet. */
export interface Arrival {
  conversationId: string
  /** How many messages. */
  count: number
  firstAt: Date
  lastAt: Date
  /** Of the newest message. */
  preview: string
  /** Of the newest message; null when it brought none. */
  replyToken: { token: string; expiresAt: number } | null
}

const pending = new WeakMap<Transaction, Map<string, Arrival>>()

/**
 * Keeps what came in back from the conversations' rows for as long as they are being answered: what is answered is written once,
 * with the answer (`letters.ts`). A row written twice in one transaction costs more than twice: PostgreSQL checks its own keys
 * again. Whoever reads or writes what an arrival changes calls `settleArrivals` first.
 */
export function holdArrivals(transaction: Transaction, arrivals: readonly Arrival[]): void {
  pending.set(transaction, new Map(arrivals.map((one) => [one.conversationId, one])))
}

/** Takes the arrivals of these conversations out of hand: the caller writes them. */
export function takeArrivals(transaction: Transaction, conversationIds: Iterable<string>): Arrival[] {
  const held = pending.get(transaction)
  const taken: Arrival[] = []
  if (held === undefined || held.size === 0) return taken
  for (const id of conversationIds) {
    const one = held.get(id)
    if (one === undefined) continue
    taken.push(one)
    held.delete(id)
  }
  return taken
}

/** What was held is no longer true: the statements that stored it have been taken back. */
export function forgetArrivals(transaction: Transaction): void {
  pending.delete(transaction)
}

/** Writes all that is still in hand into the conversations' rows: counters, preview, waiting since. */
export async function settleArrivals(transaction: Transaction): Promise<void> {
  const arrivals = [...(pending.get(transaction)?.values() ?? [])]
  pending.delete(transaction)
  if (arrivals.length === 0) return
  const { db, organisationId } = transaction
  await sql`
    update conversations c set
      unread_count = c.unread_count + came.count,
      message_count = c.message_count + came.count,
      preview = case when c.last_message_at is null or came.last_at >= c.last_message_at
        then came.preview else c.preview end,
      reply_token = coalesce(came.token, c.reply_token),
      reply_token_expires_at = coalesce(came.token_expires_at, c.reply_token_expires_at),
      last_message_at = greatest(c.last_message_at, came.last_at),
      last_inbound_at = greatest(c.last_inbound_at, came.last_at),
      waiting_since = least(c.waiting_since, came.first_at),
      state = case when c.state = 'resolved' then 'open' else c.state end
    from unnest(
      ${idList(arrivals.map(({ conversationId }) => conversationId))}::uuid[],
      ${idList(arrivals.map(({ count }) => count))}::integer[],
      ${arrivals.map(({ firstAt }) => firstAt.toISOString())}::timestamptz[],
      ${arrivals.map(({ lastAt }) => lastAt.toISOString())}::timestamptz[],
      ${arrivals.map(({ preview }) => preview)}::text[],
      ${arrivals.map(({ replyToken }) => replyToken?.token ?? null)}::text[],
      ${arrivals.map(({ replyToken }) => replyToken && new Date(replyToken.expiresAt).toISOString())}::timestamptz[]
    ) as came (conversation_id, count, first_at, last_at, preview, token, token_expires_at)
    where c.organisation_id = ${organisationId} and c.conversation_id = came.conversation_id`.execute(db)
}
