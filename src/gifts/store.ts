import { sql } from 'kysely'
import { findReference } from '../payments/reference.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'

/** What a list of gifts is narrowed by. Days are inclusive. */
export interface GiftSearch {
  readonly query?: string | undefined
  readonly campaign?: string | undefined
  readonly person?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** From the answer before. */
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Gifts, the newest first; `query` is a part of the donor's name, an order number or a public reference. */
export async function findGifts({ db, organisationId }: Transaction, search: GiftSearch) {
  const { query, campaign, person, from, to, cursor, limit } = search
  const [after, afterId] = cursor?.split('_') ?? []
  const rows = await db
    .selectFrom('gifts')
    .where('organisation_id', '=', organisationId)
    .$if(campaign !== undefined, (gifts) => gifts.where('campaign_id', '=', campaign ?? ''))
    .$if(person !== undefined, (gifts) => gifts.where('person_id', '=', person ?? ''))
    .$if(from !== undefined, (gifts) => gifts.where('given_on', '>=', from ?? ''))
    .$if(to !== undefined, (gifts) => gifts.where('given_on', '<=', to ?? ''))
    .$if(query !== undefined && query !== '', (gifts) =>
      gifts.where((where) =>
        where.or([
          where('donor_name', 'ilike', `%${(query ?? '').replace(/[\\%_]/g, '\\$&')}%`),
          where('order_number', '=', query ?? ''),
          where('public_reference', '=', query ?? ''),
        ]),
      ),
    )
    .$if(after !== undefined && afterId !== undefined, (gifts) =>
      gifts.where(sql<boolean>`(received_at, gift_id) < (${new Date(Number(after))}::timestamptz, ${afterId}::uuid)`),
    )
    .selectAll()
    .orderBy('received_at', 'desc')
    .orderBy('gift_id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last ? `${last.received_at.getTime()}_${last.gift_id}` : null
  return { items, next }
}

/** A gift. Fails with `gifts.unknown-gift`. */
export async function readGift({ db, organisationId }: Transaction, giftId: string) {
  const gift = await db
    .selectFrom('gifts')
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', giftId)
    .selectAll()
    .executeTakeFirst()
  if (!gift) throw new Failure('gifts.unknown-gift', {}, { kind: 'missing' })
  return gift
}

/** The refunds of a gift, the oldest first. */
export function refundsOf({ db, organisationId }: Transaction, giftId: string) {
  return db
    .selectFrom('refunds')
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', giftId)
    .selectAll()
    .orderBy('requested_at')
    .orderBy('refund_id')
    .execute()
}

/** The receipts that hold some gifts, the oldest first. */
export async function receiptsOf({ db, organisationId }: Transaction, giftIds: readonly string[]) {
  if (giftIds.length === 0) return []
  return db
    .selectFrom('receipt_gifts as l')
    .innerJoin('receipts as r', (join) =>
      join.onRef('r.organisation_id', '=', 'l.organisation_id').onRef('r.receipt_id', '=', 'l.receipt_id'),
    )
    .where('l.organisation_id', '=', organisationId)
    .where('l.gift_id', 'in', [...giftIds])
    .selectAll('r')
    .distinct()
    .orderBy('r.issued_at')
    .orderBy('r.receipt_id')
    .execute()
}

/** Attempts whose money is still awaited, the newest first. `query` may be what a bank statement printed. */
export async function findIntents({ db, organisationId }: Transaction, query: string | undefined) {
  const reference = query === undefined ? null : findReference(query)
  return db
    .selectFrom('gift_intents')
    .where('organisation_id', '=', organisationId)
    .$if(reference !== null, (intents) => intents.where('reference', '=', reference ?? ''))
    .$if(reference === null, (intents) =>
      intents.where('state', 'in', ['created', 'requires_action', 'awaiting_offline', 'processing', 'authorised']),
    )
    .$if(reference === null && query !== undefined && query !== '', (intents) =>
      intents.where('donor_name', 'ilike', `%${(query ?? '').replace(/[\\%_]/g, '\\$&')}%`),
    )
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('gift_intent_id', 'desc')
    .limit(200)
    .execute()
}

/** What waits for a person's decision, the oldest first. */
export function openExceptions({ db, organisationId }: Transaction) {
  return db
    .selectFrom('payment_exceptions as x')
    .leftJoin('provider_events as e', (join) =>
      join
        .onRef('e.organisation_id', '=', 'x.organisation_id')
        .onRef('e.provider_event_id', '=', 'x.provider_event_id'),
    )
    .where('x.organisation_id', '=', organisationId)
    .where('x.resolved_at', 'is', null)
    .selectAll('x')
    .select(['e.payment_account_id', sql<string | null>`e.event->>'reference'`.as('reference')])
    .orderBy('x.opened_at')
    .orderBy('x.payment_exception_id')
    .execute()
}
