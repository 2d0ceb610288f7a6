import { sql } from 'kysely'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { aggregationUnitOf } from '../accounts/figures.ts'
import { type MayStillGo, readOutbound } from '../conversation.ts'
import { findCapped } from './caps.ts'
import { type Due, lockDue, windowOf } from './due.ts'
import { findObstacles, type Held, holdDeliveries, type Obstacle, passableOf, skipDeliveries } from './obstacles.ts'
import type { Outgoing } from './outbox.ts'
import { endOfQuiet } from './quiet.ts'
import { reroute } from './reroute.ts'
import { readSendingSettings, type SendingSettings } from './sending-settings.ts'

/** Which deliveries to take, and who is asked whether they may still go. */
export interface Claim {
  channelAccountId: string
  priority: 0 | 1
  limit: number
  mayStillGo: MayStillGo
}

/**
 * Takes up to `limit` due deliveries of one account and priority to be sent now. What may not be sent any more is settled
 * here instead: no longer true, consent withdrawn, too late. What this channel does not let through goes on to another of the
 * person's, or ends here. What falls into the person's quiet hours, or comes too soon after the last, is held until it may.
 */
export async function claimDue(scope: Scope, claim: Claim): Promise<{ claimed: Outgoing[]; looked: number }> {
  return scope.transaction(async (transaction) => {
    const due = await lockDue(transaction, claim)
    const withdrawn = await withdraw(transaction, due, claim.mayStillGo)
    const standing = due.filter(({ deliveryId }) => !withdrawn.has(deliveryId))
    const passing = await settleObstacles(transaction, standing)
    const free = await holdEarly(transaction, passing)
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

/** Ends or leads round what cannot leave on this channel; answers the rest. */
async function settleObstacles(transaction: Transaction, due: readonly Due[]): Promise<readonly Due[]> {
  const obstacles = await findObstacles(transaction, due)
  const gone = await reroute(transaction, passableOf(obstacles))
  const left = due.filter(({ deliveryId }) => !gone.has(deliveryId))
  const isHard = (obstacle: Obstacle | undefined) => obstacle !== undefined && obstacle !== 'quota'
  await skipDeliveries(
    transaction,
    new Map([...obstacles].filter(([deliveryId, obstacle]) => isHard(obstacle) && !gone.has(deliveryId))),
  )
  const free = left.filter(({ deliveryId }) => !isHard(obstacles.get(deliveryId)))
  const resting = free.flatMap(({ deliveryId, restsUntil: until }) =>
    until === null ? [] : [{ deliveryId, until, reason: 'quota' } as const],
  )
  await holdDeliveries(transaction, resting)
  return free.filter(({ restsUntil }) => restsUntil === null)
}

/** Holds what comes at a bad hour or too soon after the last; answers what may leave now. Answers and receipts always may. */
async function holdEarly(transaction: Transaction, due: readonly Due[]): Promise<readonly Due[]> {
  const unasked = due.filter(({ purpose }) => purpose !== 'service')
  if (unasked.length === 0) return due
  const settings = await readSendingSettings(transaction)
  const held = unasked.flatMap((one) => heldUntil(transaction, one, settings))
  const isHeld = new Set(held.map(({ deliveryId }) => deliveryId))
  const awake = unasked.filter(({ deliveryId }) => !isHeld.has(deliveryId))
  const capped = await findCapped(transaction, awake, settings)
  if (settings.whenCapped === 'skip')
    await skipDeliveries(transaction, new Map([...capped.keys()].map((id) => [id, 'capped'] as const)))
  else for (const [deliveryId, until] of capped) held.push({ deliveryId, until, reason: 'capped' })
  await holdDeliveries(transaction, held)
  return due.filter(({ deliveryId }) => !isHeld.has(deliveryId) && !capped.has(deliveryId))
}

function heldUntil({ now }: Transaction, one: Due, { quiet }: SendingSettings): Held[] {
  const until = endOfQuiet(now, one.timeZone, quiet)
  return until === undefined ? [] : [{ deliveryId: one.deliveryId, until, reason: 'quiet_hours' }]
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
    aggregationUnit:
      one.sourceKind === 'broadcast' && one.sourceId !== null ? aggregationUnitOf(one.sourceId) : undefined,
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
