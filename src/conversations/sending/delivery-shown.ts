import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { deliveryRoute } from './route.ts'

/** What became of a message of ours, as members see it. */
export const shownDelivery = z
  .object({
    id: z.uuid(),
    state: z.string(),
    /** `desk:reasons.<reason>` and `desk:remedies.<reason>`. */
    reason: z.string().nullable(),
    /** While it waits: when it is tried next; null when nobody can say. */
    until: z.iso.datetime().nullable(),
    /** When the state it is in was reached. */
    since: z.iso.datetime().nullable(),
    /** The provider's own words when it refused. */
    providerWords: z.string().nullable(),
    /** How it travels and why that way; null for what was sent before routes were kept. */
    route: deliveryRoute.nullable(),
  })
  .openapi('MessageDelivery')
/** See `shownDelivery`. */
export type ShownDelivery = z.infer<typeof shownDelivery>

/** A delivery as `deliveryColumns` reads it; all null without one. */
export interface DeliveryRow {
  deliveryId: string | null
  deliveryState: string | null
  deliveryReason: string | null
  deliveryUntil: Date | null
  deliverySince: Date | null
  providerWords: string | null
  route: unknown
}

/** What `showDelivery` needs, of deliveries called `d`. */
export const deliveryColumns = sql`
  d.delivery_id as "deliveryId", d.route, d.state as "deliveryState", d.reason as "deliveryReason",
  case when d.state in ('queued', 'held') and isfinite(d.next_attempt_at) then d.next_attempt_at end as "deliveryUntil",
  case d.state when 'sent' then d.sent_at when 'delivered' then d.delivered_at when 'read' then d.read_at
    when 'failed' then d.failed_at end as "deliverySince",
  case when d.state = 'failed' then (
    select s.outcome ->> 'words' from delivery_parts s
    where s.organisation_id = d.organisation_id and s.delivery_id = d.delivery_id and s.state = 'failed'
    order by s.at desc, s.part desc limit 1) end as "providerWords"`

/**
 * Whether a delivery `d` is that of a message `m` of the same organisation. It bears the message's name, unless it went on by another way
 * or was written when the two had different names: only those are in the index by message.
 */
export const ofMessage = sql`(d.delivery_id = m.message_id and d.message_id = d.delivery_id
  or d.message_id = m.message_id and d.message_id <> d.delivery_id)`

/** A delivery for the thread; null for what was not sent to anybody. */
export function showDelivery(row: DeliveryRow): ShownDelivery | null {
  const { deliveryId: id, deliveryState: state, deliveryReason: reason, providerWords } = row
  if (id === null || state === null) return null
  return {
    ...{ id, state, reason },
    until: row.deliveryUntil?.toISOString() ?? null,
    since: row.deliverySince?.toISOString() ?? null,
    providerWords: providerWords === '' ? null : providerWords,
    route: deliveryRoute.nullable().catch(null).parse(row.route),
  }
}
