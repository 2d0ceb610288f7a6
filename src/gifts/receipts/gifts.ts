import { sql } from 'kysely'
import { Failure } from '../../platform/errors.ts'
import type { Transaction } from '../../platform/scope.ts'

/** A gift, and how much of it no refund took back and no valid receipt holds. */
export interface ReceiptableGift {
  readonly giftId: string
  readonly personId: string
  readonly campaignId: string
  readonly publicReference: string
  readonly givenOn: string
  readonly currency: string
  readonly language: string
  readonly receiptName: string
  readonly taxIdentifierCipher: Buffer | null
  /** More than nothing. */
  readonly openMinor: bigint
}

/**
 * Locks a gift together with all that stand on a valid receipt with it. Gifts are locked before receipts, and in the order of
 * their ids, by everybody who writes receipts: two at once wait for one another and never in a ring. Fails with
 * `gifts.receipt-changing`, to be tried again, when a receipt over yet another gift was issued in between.
 */
export async function lockWithReceipts(transaction: Transaction, giftId: string): Promise<void> {
  const together = await onReceiptsWith(transaction, giftId)
  await lockGifts(transaction, [...together])
  const now = await onReceiptsWith(transaction, giftId)
  if ([...now].every((id) => together.has(id))) return
  throw new Failure('gifts.receipt-changing', {}, { kind: 'conflict', retryable: true })
}

/** Locks the gifts of a receipt; what a receipt holds never changes. */
export async function lockGiftsOf(transaction: Transaction, receiptId: string): Promise<void> {
  const { db, organisationId } = transaction
  const rows = await db
    .selectFrom('receipt_gifts')
    .where('organisation_id', '=', organisationId)
    .where('receipt_id', '=', receiptId)
    .select('gift_id')
    .execute()
  await lockGifts(
    transaction,
    rows.map((row) => row.gift_id),
  )
}

async function onReceiptsWith({ db, organisationId }: Transaction, giftId: string): Promise<Set<string>> {
  const { rows } = await sql<{ gift_id: string }>`
    select distinct other.gift_id from receipt_gifts own
    join receipts r on r.organisation_id = own.organisation_id and r.receipt_id = own.receipt_id
    join receipt_gifts other on other.organisation_id = own.organisation_id and other.receipt_id = own.receipt_id
    where own.organisation_id = ${organisationId} and own.gift_id = ${giftId} and r.voided_at is null`.execute(db)
  return new Set([giftId, ...rows.map((row) => row.gift_id)])
}

async function lockGifts(
  { db, organisationId }: Pick<Transaction, 'db' | 'organisationId'>,
  giftIds: readonly string[],
): Promise<void> {
  if (giftIds.length === 0) return
  await db
    .selectFrom('gifts')
    .where('organisation_id', '=', organisationId)
    .where('gift_id', 'in', [...giftIds])
    .select('gift_id')
    .orderBy('gift_id')
    .forUpdate()
    .execute()
}

/** Locks these gifts and answers those that still have something to receipt, in the order they were given. */
export async function lockReceiptable(
  { db, organisationId }: Transaction,
  giftIds: readonly string[],
): Promise<ReceiptableGift[]> {
  if (giftIds.length === 0) return []
  await lockGifts({ db, organisationId }, giftIds)
  const { rows } = await sql<ReceiptableGift>`
    select * from (
      select g.gift_id as "giftId", g.person_id as "personId", g.campaign_id as "campaignId",
        g.public_reference as "publicReference", g.given_on as "givenOn", g.currency, g.language,
        coalesce(g.receipt_name, g.donor_name) as "receiptName", g.tax_identifier_cipher as "taxIdentifierCipher",
        ${open} as "openMinor"
      from gifts g
      where g.organisation_id = ${organisationId} and g.gift_id = any(${[...giftIds]}::uuid[])
    ) as gift
    where "openMinor" > 0
    order by "givenOn", "giftId"`.execute(db)
  return rows
}

/** The gifts each yearly receipt of a year is to hold. */
export async function receiptableOfYear({ db, organisationId }: Transaction, year: number): Promise<string[][]> {
  const { rows } = await sql<{ gifts: string[] }>`
    select array_agg(g.gift_id order by g.given_on, g.gift_id) as gifts
    from gifts g
    join campaigns c on c.organisation_id = g.organisation_id and c.campaign_id = g.campaign_id
    where g.organisation_id = ${organisationId} and g.receipt_wish = 'yearly' and g.donor_name <> ''
      and g.given_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31) and ${open} > 0
    group by g.person_id, coalesce(g.receipt_name, g.donor_name), c.legal_entity_id, g.currency
    order by min(g.given_on), min(g.gift_id::text)`.execute(db)
  return rows.map((row) => row.gifts)
}

const open = sql<bigint>`(g.amount_minor - g.refunded_minor - coalesce((
  select sum(l.amount_minor) from receipt_gifts l
  join receipts r on r.organisation_id = l.organisation_id and r.receipt_id = l.receipt_id
  where l.organisation_id = g.organisation_id and l.gift_id = g.gift_id and r.voided_at is null), 0))::bigint`
