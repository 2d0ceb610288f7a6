import { sql } from 'kysely'
import type { Abilities } from '../../channels/abilities.ts'
import type { ChannelEvent } from '../../channels/event.ts'
import type { Transaction } from '../../platform/scope.ts'

/** What is known of a conversation's window at a channel that has one. */
export interface WindowSeen {
  /** By the provider's clock; null: this person has never written. */
  lastInboundAt: Date | null
  /** What the newest event said for itself, when it said anything. */
  told: { closesAt: Date; messages: number | null; spent: number } | null
  byMember: boolean
}

/**
 * Whether a person may be written to freely at this moment. `member`: the window has closed for scripts, and is still open for
 * what a member types herself.
 */
export function windowAt(now: Date, window: Abilities['window'], seen: WindowSeen): 'open' | 'member' | 'closed' {
  if (window === null) return 'open'
  const until = (hours: number) => (seen.lastInboundAt?.getTime() ?? Number.NEGATIVE_INFINITY) + hours * 3_600_000
  const closesAt = seen.told?.closesAt.getTime() ?? until(window.hours)
  const isSpent = seen.told !== null && seen.told.messages !== null && seen.told.spent >= seen.told.messages
  if (now.getTime() < closesAt && !isSpent) return 'open'
  return seen.byMember && now.getTime() < until(window.memberHours ?? 0) ? 'member' : 'closed'
}

/** A window as whoever is about to write sees it. */
export interface ShownWindow {
  state: ReturnType<typeof windowAt>
  /** When it closes, or closed; null: this person has never written. */
  closesAt: Date | null
  /** Null: as many as one likes. */
  messagesLeft: number | null
}

/** What a member about to write needs to know of a window; `null` where the channel has none. */
export function showWindow(
  now: Date,
  window: Abilities['window'],
  { lastInboundAt, told }: Omit<WindowSeen, 'byMember'>,
): ShownWindow | null {
  if (window === null) return null
  const state = windowAt(now, window, { lastInboundAt, told, byMember: true })
  const after = (hours: number) => lastInboundAt && new Date(lastInboundAt.getTime() + hours * 3_600_000)
  const closes = told?.closesAt ?? after(window.hours)
  const forMembers = after(window.memberHours ?? 0)
  const isLonger = state !== 'open' && forMembers !== null && (closes === null || forMembers > closes)
  const messagesLeft = state === 'open' && told?.messages ? Math.max(0, told.messages - told.spent) : null
  return { state, closesAt: isLonger ? forMembers : closes, messagesLeft }
}

/**
 * Of conversations `c`: how many messages have left since the window opened, as a provider counts them that allows only so many,
 * each part for one.
 */
export const windowSpent = sql<number>`case when c.window_messages is null then 0 else (
  select count(*)::int from deliveries s
  join delivery_parts p on p.organisation_id = s.organisation_id and p.delivery_id = s.delivery_id
  where s.organisation_id = c.organisation_id and s.conversation_id = c.conversation_id
    and coalesce(s.sent_at, s.sending_at) >= c.window_opened_at and p.state in ('sent', 'delivered', 'read')) end`

/** Keeps what events say of their own windows; of two the one that closes later, unless its messages are spent. A new one counts anew. */
export async function keepWindows(
  { db, organisationId }: Transaction,
  events: readonly { conversationId: string; event: ChannelEvent }[],
): Promise<void> {
  const telling = events.flatMap(({ conversationId, event: { at, window } }) =>
    window === undefined ? [] : [{ conversationId, at, ...window }],
  )
  if (telling.length === 0) return
  const iso = (time: number) => new Date(time).toISOString()
  await sql`
    update conversations c set window_opened_at = told.opened_at, window_closes_at = told.closes_at,
      window_messages = told.messages
    from (
      select distinct on (conversation_id) * from unnest(
        ${telling.map(({ conversationId }) => conversationId)}::uuid[],
        ${telling.map(({ at }) => iso(at))}::timestamptz[],
        ${telling.map(({ closesAt }) => iso(closesAt))}::timestamptz[],
        ${telling.map(({ messages }) => messages)}::integer[]
      ) as one (conversation_id, opened_at, closes_at, messages)
      order by conversation_id, closes_at desc
    ) as told
    where c.organisation_id = ${organisationId} and c.conversation_id = told.conversation_id
      and (c.window_closes_at is null or c.window_closes_at <= told.closes_at or ${windowSpent} >= c.window_messages)`.execute(
    db,
  )
}
