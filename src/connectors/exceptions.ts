import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { type OrderObstacle, orderObstacles, type PlatformOrder, platformOrder } from './order.ts'

const reasonSchema = z.object({ code: z.enum(orderObstacles) })

/** An order that waits for a person to decide. */
export interface OrderException {
  id: string
  order: PlatformOrder
  reason: OrderObstacle
  openedAt: Date
}

/** The queue, oldest first, and how many wait in all. */
export async function listExceptions(
  scope: Scope,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: OrderException[]; next: string | null; openCount: number }> {
  permit(scope, 'gifts.read')
  return scope.transaction(async ({ db, organisationId }) => {
    const open = db
      .selectFrom('order_exceptions')
      .where('organisation_id', '=', organisationId)
      .where('resolved_at', 'is', null)
    const counted = await open.select((query) => query.fn.countAll().as('count')).executeTakeFirstOrThrow()
    const rows = await (cursor === undefined ? open : open.where('order_exception_id', '>', cursor))
      .selectAll()
      .orderBy('order_exception_id')
      .limit(limit + 1)
      .execute()
    const items = rows.slice(0, limit).map((row) => ({
      id: row.order_exception_id,
      order: platformOrder.parse(row.cells),
      reason: reasonSchema.parse(row.reason).code,
      openedAt: row.opened_at,
    }))
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null, openCount: Number(counted.count) }
  })
}

/** Closes an exception with what was decided. Fails with `connectors.exception-unknown`, also when it is closed already. */
export async function resolveException(scope: Scope, id: string, resolution: string): Promise<void> {
  permit(scope, 'gifts.import')
  const { actor } = scope
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const { numUpdatedRows } = await db
      .updateTable('order_exceptions')
      .set({ resolved_at: now, resolved_by: actor.kind === 'member' ? actor.id : null, resolution })
      .where('organisation_id', '=', organisationId)
      .where('order_exception_id', '=', id)
      .where('resolved_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Failure('connectors.exception-unknown', {}, { kind: 'missing' })
    await audit(transaction, {
      action: 'connectors.resolve-exception',
      subjectKind: 'order_exception',
      subjectId: id,
      after: { resolution },
    })
  })
}

/** The newest exception of an order, with whether it says exactly this: then the same file brings nothing new. */
export async function findException(
  { db, organisationId }: Transaction,
  order: PlatformOrder,
  reason: OrderObstacle,
): Promise<{ id: string; isSame: boolean } | undefined> {
  const { rows } = await sql<{ id: string; isSame: boolean }>`
    select order_exception_id as id,
      cells = ${JSON.stringify(order)}::jsonb and reason = ${JSON.stringify({ code: reason })}::jsonb as "isSame"
    from order_exceptions
    where organisation_id = ${organisationId} and platform = ${order.platform} and order_number = ${order.orderNumber}
    order by opened_at desc, order_exception_id desc limit 1`.execute(db)
  return rows[0]
}

/** Puts an order into the queue; what the queue said of it before is replaced. Answers the id. */
export async function openException(
  transaction: Transaction,
  order: PlatformOrder,
  reason: OrderObstacle,
): Promise<string> {
  const { db, organisationId, now } = transaction
  await closeExceptions(transaction, order, 'replaced')
  const id = newId(now)
  await db
    .insertInto('order_exceptions')
    .values({
      organisation_id: organisationId,
      order_exception_id: id,
      platform: order.platform,
      order_number: order.orderNumber,
      reason: JSON.stringify({ code: reason }),
      cells: JSON.stringify(order),
      opened_at: now,
    })
    .execute()
  return id
}

/** Closes what the queue still says of an order: it became a gift, or says something else now. */
export async function closeExceptions(
  { db, organisationId, now }: Transaction,
  order: { platform: string; orderNumber: string },
  resolution: 'imported' | 'replaced',
): Promise<void> {
  await db
    .updateTable('order_exceptions')
    .set({ resolved_at: now, resolution })
    .where('organisation_id', '=', organisationId)
    .where('platform', '=', order.platform)
    .where('order_number', '=', order.orderNumber)
    .where('resolved_at', 'is', null)
    .execute()
}

/** Orders that wait because nobody had named their project's campaign. */
export async function ordersWaitingFor(
  { db, organisationId }: Transaction,
  project: { platform: string; projectId: string },
): Promise<PlatformOrder[]> {
  const { rows } = await sql<{ cells: unknown }>`
    select cells from order_exceptions
    where organisation_id = ${organisationId} and platform = ${project.platform} and resolved_at is null
      and cells ->> 'projectId' = ${project.projectId} and reason ->> 'code' in ('unknown-project', 'wrong-currency')
    order by order_exception_id`.execute(db)
  return rows.map(({ cells }) => platformOrder.parse(cells))
}
