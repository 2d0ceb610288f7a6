import { sql } from 'kysely'
import { whoMayReceive } from '../../people/consents.ts'
import type { Transaction } from '../../platform/scope.ts'
import { readOutbound, type SkipReason } from '../conversation.ts'
import { readTemplateCheck, type TemplateCheck, type TemplateMisfit } from '../templates/fit.ts'
import { type Due, windowOf } from './due.ts'

/** What stands in the way of a delivery at the moment of sending. */
export type Obstacle = Extract<
  SkipReason,
  'opted_out' | 'unfollowed' | 'blocked' | 'window_closed' | TemplateMisfit | 'quota' | 'expired' | 'capped'
>

/** Obstacles of one channel: the person may be reached on another. Who said stop, or too late, is not written to at all. */
export type Passable = Exclude<Obstacle, 'opted_out' | 'expired' | 'capped'>

/** Those obstacles that another channel passes. */
export function passableOf(obstacles: ReadonlyMap<string, Obstacle>): ReadonlyMap<string, Passable> {
  return new Map(
    [...obstacles].flatMap(([deliveryId, obstacle]) =>
      obstacle === 'opted_out' || obstacle === 'expired' || obstacle === 'capped' ? [] : [[deliveryId, obstacle]],
    ),
  )
}

/** Why deliveries may not go out on their channel, by delivery. `quota` is a guess of ours: the provider has the last word. */
export async function findObstacles(transaction: Transaction, due: readonly Due[]): Promise<Map<string, Obstacle>> {
  const obstacles = new Map<string, Obstacle>()
  const closed = due.filter((one) => windowOf(transaction, one) === 'closed')
  const misfitOf = await readTemplateCheck(
    transaction,
    closed.map(({ content }) => readOutbound(content)),
  )
  for (const one of due) {
    const obstacle = obstacleOf(transaction, one, misfitOf)
    if (obstacle) obstacles.set(one.deliveryId, obstacle)
  }
  for (const purpose of ['feedback', 'appeals'] as const) {
    const asked = due.filter((one) => one.purpose === purpose)
    const may = await whoMayReceive(
      transaction,
      asked.map(({ personId }) => personId),
      purpose,
    )
    for (const one of asked) if (!may(one.personId, one.kind)) obstacles.set(one.deliveryId, 'opted_out')
  }
  return obstacles
}

function obstacleOf(transaction: Transaction, one: Due, misfitOf: TemplateCheck): Obstacle | undefined {
  const { identityState, notAfter } = one
  if (notAfter !== null && notAfter < transaction.now) return 'expired'
  if (identityState === 'unfollowed' || identityState === 'blocked') return identityState
  const misfit = windowOf(transaction, one) === 'closed' ? misfitOf(one, readOutbound(one.content)) : undefined
  if (misfit) return misfit
  return one.restsUntil !== null || one.isSpent ? 'quota' : undefined
}

/** Ends deliveries that will not leave, each with its reason. */
export async function skipDeliveries(
  { db, organisationId }: Transaction,
  reasons: ReadonlyMap<string, Obstacle>,
): Promise<void> {
  if (reasons.size === 0) return
  await sql`
    update deliveries d set state = 'skipped', reason = skipped.reason, reply_token = null
    from unnest(${[...reasons.keys()]}::uuid[], ${[...reasons.values()]}::text[]) as skipped (delivery_id, reason)
    where d.organisation_id = ${organisationId} and d.delivery_id = skipped.delivery_id`.execute(db)
}

/** A delivery that waits for its hour, and why. */
export interface Held {
  deliveryId: string
  until: Date
  reason: 'quiet_hours' | 'capped' | 'quota'
}

/** Puts deliveries off; looked at again then, as if for the first time. */
export async function holdDeliveries({ db, organisationId }: Transaction, held: readonly Held[]): Promise<void> {
  if (held.length === 0) return
  await sql`
    update deliveries d set state = 'held', reason = held.reason, not_before = held.until, next_attempt_at = held.until
    from unnest(${held.map(({ deliveryId }) => deliveryId)}::uuid[],
      ${held.map(({ until }) => until.toISOString())}::timestamptz[], ${held.map(({ reason }) => reason)}::text[])
      as held (delivery_id, until, reason)
    where d.organisation_id = ${organisationId} and d.delivery_id = held.delivery_id`.execute(db)
}
