import { sql } from 'kysely'
import { adapters } from '../channels/kinds.ts'
import type { Purpose } from '../people/consent.ts'
import { whoMayReceive } from '../people/consents.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { channelKind } from './account.ts'
import { type MayStillGo, readOutbound } from './conversation.ts'
import type { Outgoing } from './outbox.ts'
import { endOfQuiet } from './quiet.ts'
import { windowAt } from './window.ts'

interface Due {
  deliveryId: string
  channelAccountId: string
  conversationId: string
  identityId: string
  personId: string
  address: string
  identityState: string
  kind: string
  purpose: Purpose
  retryKey: string
  attempts: number
  queuedAt: Date
  replyToken: string | null
  replyTokenExpiresAt: Date | null
  notAfter: Date | null
  sourceKind: string | null
  sourceId: string | null
  comment: string | null
  content: unknown
  byMember: boolean
  lastInboundAt: Date | null
  windowClosesAt: Date | null
  windowMessages: number | null
  windowSpent: number
  timeZone: string
  sentParts: number[]
}

/** Which deliveries to take, and who is asked whether they may still go. */
export interface Claim {
  channelAccountId: string
  priority: 0 | 1
  limit: number
  mayStillGo: MayStillGo
}

/**
 * Takes up to `limit` due deliveries of one account and priority to be sent now. What may not be sent any more is settled
 * here instead: no longer true, consent withdrawn, left or blocked, too late, the window closed; what falls into the person's quiet hours is
 * held to their end.
 */
export async function claimDue(scope: Scope, claim: Claim): Promise<{ claimed: Outgoing[]; looked: number }> {
  return scope.transaction(async (transaction) => {
    const due = await lockDue(transaction, claim)
    const withdrawn = await withdraw(transaction, due, claim.mayStillGo)
    const standing = due.filter(({ deliveryId }) => !withdrawn.has(deliveryId))
    const obstacles = await findObstacles(transaction, standing)
    const held = standing.flatMap((one) => heldUntil(transaction, one, obstacles))
    await skip(transaction, obstacles)
    await hold(transaction, held)
    const heldIds = new Set(held.map(({ deliveryId }) => deliveryId))
    const free = standing.filter(({ deliveryId }) => !obstacles.has(deliveryId) && !heldIds.has(deliveryId))
    await markSending(transaction, free)
    return { claimed: free.map((one) => outgoingOf(transaction, one)), looked: due.length }
  })
}

/** A statement of its own, after the lock: what ended meanwhile is seen. Those stopped are as if whoever sent them had taken them back. */
async function withdraw(
  transaction: Transaction,
  due: readonly Due[],
  mayStillGo: MayStillGo,
): Promise<ReadonlySet<string>> {
  if (due.length === 0) return new Set()
  const stopped = await mayStillGo(
    transaction,
    due.map(({ deliveryId, sourceKind, sourceId }) => ({ id: deliveryId, sourceKind, sourceId })),
  )
  if (stopped.size === 0) return stopped
  await sql`
    update deliveries set state = 'cancelled', reason = 'withdrawn', reply_token = null
    where organisation_id = ${transaction.organisationId}
      and delivery_id = any(${[...stopped]}::uuid[])`.execute(transaction.db)
  return stopped
}

async function lockDue(
  { db, organisationId, now }: Transaction,
  { channelAccountId, priority, limit }: Claim,
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select d.delivery_id as "deliveryId", d.channel_account_id as "channelAccountId",
      d.conversation_id as "conversationId", c.identity_id as "identityId", i.person_id as "personId", i.address,
      i.state as "identityState", a.kind, d.purpose, d.retry_key as "retryKey", d.attempts, d.queued_at as "queuedAt",
      d.reply_token as "replyToken", d.reply_token_expires_at as "replyTokenExpiresAt", d.not_after as "notAfter",
      d.source_kind as "sourceKind", d.source_id as "sourceId", d.comment_id as comment,
      m.content, m.author_kind = 'member' as "byMember", c.last_inbound_at as "lastInboundAt",
      c.window_closes_at as "windowClosesAt", c.window_messages as "windowMessages",
      case when c.window_messages is null then 0 else (
        select count(*)::int from deliveries s where s.organisation_id = d.organisation_id
          and s.conversation_id = d.conversation_id and s.sent_at >= c.window_opened_at) end as "windowSpent",
      coalesce(p.time_zone, o.time_zone) as "timeZone",
      array(select part from delivery_parts s where s.organisation_id = d.organisation_id
        and s.delivery_id = d.delivery_id and s.state in ('sent', 'delivered', 'read')) as "sentParts"
    from deliveries d
    join channel_accounts a on a.organisation_id = d.organisation_id and a.channel_account_id = d.channel_account_id
    join messages m on m.organisation_id = d.organisation_id and m.message_id = d.message_id
    join conversations c on c.organisation_id = d.organisation_id and c.conversation_id = d.conversation_id
    join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
    join persons p on p.organisation_id = i.organisation_id and p.person_id = i.person_id
    join organisations o on o.organisation_id = d.organisation_id
    where d.organisation_id = ${organisationId} and d.channel_account_id = ${channelAccountId}
      and d.priority = ${priority} and d.state in ('queued', 'held') and d.next_attempt_at <= ${now}
      and a.state = 'active'
      and not exists (select from bulk_pauses b where b.organisation_id = d.organisation_id
        and b.source_kind = d.source_kind and b.source_id = d.source_id)
      and (d.priority = 0 or coalesce((a.last_failure ->> 'until')::timestamptz <= ${now}, true))
    order by d.next_attempt_at, d.delivery_id
    limit ${limit}
    for update of d skip locked`.execute(db)
  return rows
}

/** Why a delivery may not go out any more, by delivery. */
async function findObstacles(transaction: Transaction, due: readonly Due[]): Promise<Map<string, string>> {
  const obstacles = new Map<string, string>()
  for (const purpose of ['feedback', 'appeals'] as const) {
    const asked = due.filter((one) => one.purpose === purpose)
    const may = await whoMayReceive(
      transaction,
      asked.map(({ personId }) => personId),
      purpose,
    )
    for (const one of asked) if (!may(one.personId, one.kind)) obstacles.set(one.deliveryId, 'opted_out')
  }
  for (const one of due) {
    const { deliveryId, identityState, notAfter } = one
    if (windowOf(transaction, one) === 'closed' && !hasTemplate(one)) obstacles.set(deliveryId, 'window_closed')
    if (identityState === 'unfollowed' || identityState === 'blocked') obstacles.set(deliveryId, identityState)
    if (notAfter !== null && notAfter < transaction.now) obstacles.set(deliveryId, 'expired')
  }
  return obstacles
}

/** A comment is answered whatever the window of the conversation; how late it may be, its delivery says. */
function windowOf({ now }: Transaction, one: Due): ReturnType<typeof windowAt> {
  if (one.comment !== null) return 'open'
  const { lastInboundAt, windowClosesAt: closesAt, windowMessages: messages, windowSpent: spent, byMember } = one
  const told = closesAt === null ? null : { closesAt, messages, spent }
  return windowAt(now, adapters[channelKind.parse(one.kind)].abilities.window, { lastInboundAt, told, byMember })
}

function hasTemplate({ content, kind }: Due): boolean {
  return readOutbound(content).templates?.some((template) => template.kind === kind) === true
}

/** Answers and receipts are sent at any hour; what nobody asked for waits for the morning. */
function heldUntil({ now }: Transaction, one: Due, obstacles: ReadonlyMap<string, string>) {
  if (one.purpose === 'service' || obstacles.has(one.deliveryId)) return []
  const until = endOfQuiet(now, one.timeZone)
  return until === undefined ? [] : [{ deliveryId: one.deliveryId, until }]
}

async function skip({ db, organisationId }: Transaction, obstacles: ReadonlyMap<string, string>): Promise<void> {
  if (obstacles.size === 0) return
  await sql`
    update deliveries d set state = 'skipped', reason = obstacle.reason, reply_token = null
    from unnest(${[...obstacles.keys()]}::uuid[], ${[...obstacles.values()]}::text[]) as obstacle (delivery_id, reason)
    where d.organisation_id = ${organisationId} and d.delivery_id = obstacle.delivery_id`.execute(db)
}

async function hold(
  { db, organisationId }: Transaction,
  held: readonly { deliveryId: string; until: Date }[],
): Promise<void> {
  if (held.length === 0) return
  await sql`
    update deliveries d set state = 'held', reason = 'quiet_hours', not_before = held.until, next_attempt_at = held.until
    from unnest(${held.map(({ deliveryId }) => deliveryId)}::uuid[],
      ${held.map(({ until }) => until.toISOString())}::timestamptz[]) as held (delivery_id, until)
    where d.organisation_id = ${organisationId} and d.delivery_id = held.delivery_id`.execute(db)
}

async function markSending({ db, organisationId, now }: Transaction, free: readonly Due[]): Promise<void> {
  if (free.length === 0) return
  await sql`
    update deliveries set state = 'sending', reason = null, sending_at = ${now}, attempts = attempts + 1
    where organisation_id = ${organisationId}
      and delivery_id = any(${free.map(({ deliveryId }) => deliveryId)}::uuid[])`.execute(db)
}

function outgoingOf(transaction: Transaction, one: Due): Outgoing {
  const { organisationId } = transaction
  const { replyToken, replyTokenExpiresAt } = one
  return {
    organisationId,
    deliveryId: one.deliveryId,
    channelAccountId: one.channelAccountId,
    conversationId: one.conversationId,
    identityId: one.identityId,
    address: one.address,
    comment: one.comment ?? undefined,
    retryKey: one.retryKey,
    attempts: one.attempts + 1,
    queuedAt: one.queuedAt,
    content: readOutbound(one.content),
    window: windowOf(transaction, one) === 'open' ? 'open' : 'closed',
    byMember: one.byMember,
    replyToken:
      replyToken === null || replyTokenExpiresAt === null
        ? undefined
        : { token: replyToken, expiresAt: replyTokenExpiresAt.getTime() },
    sentParts: one.sentParts,
  }
}

/** A send that was begun and never ended: by then every request has timed out, so its sender is gone. */
const leaseSeconds = 120

/**
 * Settles what a crashed sender left in `sending`. Where every request carried an idempotency key it goes back into the
 * queue with the same keys; where a one-time reply may have gone out it is `unknown`, and a person decides.
 */
export async function settleAbandoned(
  scope: Scope,
  isIdempotent: (kind: string) => boolean,
  inHand: readonly string[],
): Promise<number> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const { rows } = await sql<{ deliveryId: string; kind: string; sentReply: boolean }>`
      select d.delivery_id as "deliveryId", a.kind,
        coalesce(d.reply_token is not null and d.reply_token_expires_at > d.sending_at, false) as "sentReply"
      from deliveries d
      join channel_accounts a on a.organisation_id = d.organisation_id and a.channel_account_id = d.channel_account_id
      where d.organisation_id = ${organisationId} and d.state = 'sending'
        and d.sending_at < ${new Date(now.getTime() - leaseSeconds * 1000)}
        and d.delivery_id <> all(${[...inHand]}::uuid[])
      for update of d skip locked limit 1000`.execute(db)
    const again = rows.filter(({ kind, sentReply }) => isIdempotent(kind) && !sentReply)
    const unknown = rows.filter((row) => !again.includes(row))
    await sql`
      update deliveries set state = 'queued', next_attempt_at = ${now}
      where organisation_id = ${organisationId}
        and delivery_id = any(${again.map(({ deliveryId }) => deliveryId)}::uuid[])`.execute(db)
    await sql`
      update deliveries set state = 'unknown', reason = 'interrupted', reply_token = null
      where organisation_id = ${organisationId}
        and delivery_id = any(${unknown.map(({ deliveryId }) => deliveryId)}::uuid[])`.execute(db)
    return again.length
  })
}
