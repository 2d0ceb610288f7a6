import { sql } from 'kysely'
import type { EraseCaseParticipant } from '../cases/erase.ts'
import type { EraseParticipant } from '../people/erase.ts'

/**
 * What a giving platform told of an erased person goes; the number of the order stays, so that it is never brought in twice.
 * Nothing more is told to the platform about their gifts.
 */
export const eraseOrders: EraseParticipant = async ({ db, organisationId, now }, { personIds }) => {
  const gifts = sql`select gift_id from gifts where organisation_id = ${organisationId}
    and person_id = any(${[...personIds]}::uuid[])`
  await sql`
    update platform_orders set cells = '{}' where organisation_id = ${organisationId} and gift_id in (${gifts})`.execute(
    db,
  )
  const { rows } = await sql<{ id: string }>`
    update order_exceptions x set cells = '{}', resolution = null from platform_orders o
    where x.organisation_id = ${organisationId} and o.organisation_id = x.organisation_id
      and o.platform = x.platform and o.order_number = x.order_number and o.gift_id in (${gifts})
    returning x.order_exception_id as id`.execute(db)
  await sql`
    update order_returns set state = 'held', reason = 'erased', at = ${now}
    where organisation_id = ${organisationId} and state = 'waiting' and gift_id in (${gifts})`.execute(db)
  return rows.map(({ id }) => id)
}

/** What members noted about calling back words of an erased case goes; that it was called back, and of which orders, stays. */
export const eraseCallBacks: EraseCaseParticipant = async ({ db, organisationId }, { updateIds }) => {
  await sql`
    update call_backs set note = null
    where organisation_id = ${organisationId} and update_id = any(${[...updateIds]}::uuid[])`.execute(db)
}
