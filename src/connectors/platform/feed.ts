import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Failure } from '../../platform/errors.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { type OrderOnWire, pageSize } from '../rest/wire.ts'

/**
 * Puts a gift into the feed of the partner it is meant for, if any, and puts it there anew when all of it was given back: a
 * place in the feed is never filled behind a reader's back. Called again it changes nothing.
 */
export async function feedGift({ db, organisationId, now }: Transaction, giftId: string): Promise<void> {
  const { rows } = await sql<{ partnerId: string; state: string; known: string | null }>`
    select m.partner_account_id as "partnerId", o.state as known,
      case when g.refunded_minor = g.amount_minor then 'refunded' else 'paid' end as state
    from gifts g
    join partner_campaigns m on m.organisation_id = g.organisation_id and m.campaign_id = g.campaign_id
    left join partner_orders o on o.organisation_id = g.organisation_id and o.gift_id = g.gift_id
    where g.organisation_id = ${organisationId} and g.gift_id = ${giftId}`.execute(db)
  const [found] = rows
  if (found === undefined || found.known === found.state) return
  await sql`
    with place as (
      update partner_accounts set last_position = last_position + 1
      where organisation_id = ${organisationId} and partner_account_id = ${found.partnerId} returning last_position)
    insert into partner_orders (organisation_id, order_number, partner_account_id, gift_id, position, state, at)
    select ${organisationId}::uuid, ${newOrderNumber()}, ${found.partnerId}::uuid, ${giftId}::uuid, last_position,
      ${found.state}, ${now}::timestamptz from place
    on conflict (organisation_id, gift_id) do update set position = excluded.position, state = excluded.state,
      at = excluded.at`.execute(db)
}

/** Puts the gifts a campaign has already into its partner's feed; answers how many there are. */
export async function feedCampaign(transaction: Transaction, campaignId: string): Promise<number> {
  const gifts = await transaction.db
    .selectFrom('gifts')
    .where('organisation_id', '=', transaction.organisationId)
    .where('campaign_id', '=', campaignId)
    .select('gift_id')
    .orderBy('received_at')
    .orderBy('gift_id')
    .execute()
  for (const { gift_id: giftId } of gifts) await feedGift(transaction, giftId)
  return gifts.length
}

/** A page of a partner's orders. */
export interface FeedPage {
  items: OrderOnWire[]
  /** Shown again with the next request; the same as before when there was nothing new. */
  next: string
  hasMore: boolean
}

/** The orders after a place, at most 200, the earliest first. Fails with `connectors.cursor-unreadable`. */
export async function readFeed(
  scope: Scope,
  partnerId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<FeedPage> {
  const position = positionOf(after)
  return scope.transaction(async (transaction) => {
    const rows = await readOrders(transaction, partnerId, sql<boolean>`o.position > ${position}::bigint`, limit + 1)
    await noteRead(transaction, partnerId)
    const page = rows.slice(0, limit)
    const next = String(page.at(-1)?.position ?? position)
    return { items: page.map(onWire), next, hasMore: rows.length > limit }
  })
}

/** One order of a partner by its number, as a page of one or none. */
export async function readFeedOrder(scope: Scope, partnerId: string, orderNumber: string): Promise<FeedPage> {
  const rows = await scope.transaction((transaction) =>
    readOrders(transaction, partnerId, sql<boolean>`o.order_number = ${orderNumber}`, 1),
  )
  return { items: rows.map(onWire), next: '', hasMore: false }
}

interface Row extends OrderOnWire {
  position: string
}

/** What a partner may know of a gift, and nothing of who gave. */
async function readOrders(
  { db, organisationId }: Transaction,
  partnerId: string,
  chosen: ReturnType<typeof sql<boolean>>,
  limit: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select o.position::text as position, o.order_number as "orderNumber", m.programme_code as "programmeCode",
      '' as "programmeName", g.amount_minor::text as "amountMinor", g.currency, g.given_on::text as day, g.language,
      o.state
    from partner_orders o
    join gifts g on g.organisation_id = o.organisation_id and g.gift_id = o.gift_id
    join partner_campaigns m on m.organisation_id = g.organisation_id and m.campaign_id = g.campaign_id
    where o.organisation_id = ${organisationId} and o.partner_account_id = ${partnerId} and ${chosen}
    order by o.position limit ${Math.min(limit, pageSize + 1)}::integer`.execute(db)
  return rows
}

function onWire({ position: _, ...order }: Row): OrderOnWire {
  return order
}

async function noteRead({ db, organisationId, now }: Transaction, partnerId: string): Promise<void> {
  await db
    .updateTable('partner_accounts')
    .set({ read_at: now })
    .where('organisation_id', '=', organisationId)
    .where('partner_account_id', '=', partnerId)
    .execute()
}

function positionOf(after: string | undefined): bigint {
  if (after === undefined || after === '') return 0n
  if (!/^\d{1,18}$/.test(after)) throw new Failure('connectors.cursor-unreadable', {}, { field: 'after' })
  return BigInt(after)
}

/** 80 random bits in letters nobody confuses: read over the phone, and guessed by nobody. */
function newOrderNumber(): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return `P-${[...randomBytes(16)].map((byte) => letters[byte % 32]).join('')}`
}
