import { type RawBuilder, sql } from 'kysely'
import { giftFeeTold, giftReceived, giftRefunded } from '../gifts/gift.ts'
import type { Transaction } from '../platform/scope.ts'
import type { DifferenceCode } from './books.ts'

/** A question to the tables that answers a row `subject, fund, currency, expected, found` for each difference, none when all is well. */
export type Check = readonly [DifferenceCode, (transaction: Transaction) => RawBuilder<unknown>]

/** How long a gift may wait to be divided, or divided anew, before it counts as forgotten. */
const patienceMilliseconds = 10 * 60 * 1000

/** Whether a gift `g` was refunded, or its fee told, so lately that its division need not know. */
export function isMoving({ organisationId, now }: Transaction): RawBuilder<boolean> {
  return sql`exists (select from events e where e.organisation_id = ${organisationId}
    and e.type in (${giftRefunded.type}, ${giftFeeTold.type}) and e.payload ->> 'giftId' = g.gift_id::text
    and e.at >= ${new Date(now.getTime() - patienceMilliseconds)})`
}

/** What of the fee of a gift `g` its givers bear: beyond what refunds left it is the organisation's own cost. */
export const dividedFee = sql<bigint>`least(g.fee_minor, g.amount_minor - g.refunded_minor)`

/** Gifts, portions, allocations, needs, expenses, receipts and progress among each other. */
export const moneyChecks: readonly Check[] = [
  [
    'gift-not-divided',
    ({ organisationId, now }) => sql`
      select g.gift_id as subject, f.code as fund, g.currency, g.amount_minor as expected, 0 as found
      from gifts g
      join funds f on f.organisation_id = g.organisation_id and f.fund_id = g.fund_id
      left join gift_portions p on p.organisation_id = g.organisation_id and p.gift_id = g.gift_id
      where g.organisation_id = ${organisationId} and p.gift_id is null
        and not exists (select from events e where e.organisation_id = g.organisation_id
          and e.type = ${giftReceived.type} and e.payload ->> 'giftId' = g.gift_id::text
          and e.at >= ${new Date(now.getTime() - patienceMilliseconds)})`,
  ],
  [
    'gift-misdivided',
    (transaction) => sql`
      select * from (
        select g.gift_id as subject, f.code as fund, g.currency, g.amount_minor - g.refunded_minor as expected,
          p.fee_minor + p.share_minor + coalesce(o.open_minor, 0) + coalesce((select sum(a.amount_minor) from allocations a
            where a.organisation_id = g.organisation_id and a.gift_id = g.gift_id), 0) as found
        from gift_portions p
        join gifts g on g.organisation_id = p.organisation_id and g.gift_id = p.gift_id
        left join open_gifts o on o.organisation_id = p.organisation_id and o.fund_id = p.fund_id
          and o.currency = p.currency and o.received_at = p.received_at and o.gift_id = p.gift_id
        join funds f on f.organisation_id = g.organisation_id and f.fund_id = g.fund_id
        where p.organisation_id = ${transaction.organisationId} and not ${isMoving(transaction)}
      ) as divided where expected <> found`,
  ],
  [
    'gift-misdivided',
    (transaction) => sql`
      select g.gift_id as subject, f.code as fund, g.currency, ${dividedFee} as expected, p.fee_minor as found
      from gift_portions p
      join gifts g on g.organisation_id = p.organisation_id and g.gift_id = p.gift_id
      join funds f on f.organisation_id = g.organisation_id and f.fund_id = g.fund_id
      where p.organisation_id = ${transaction.organisationId} and p.fee_minor <> ${dividedFee}
        and not ${isMoving(transaction)}`,
  ],
  [
    'need-misfilled',
    ({ organisationId }) => sql`
      select * from (
        select n.need_id as subject, null as fund, n.currency, n.amount_minor - n.open_minor as expected,
          coalesce((select sum(a.amount_minor) from allocations a
            where a.organisation_id = n.organisation_id and a.need_id = n.need_id), 0)
            + coalesce((select sum(r.amount_minor) from reserve_covers r
            where r.organisation_id = n.organisation_id and r.need_id = n.need_id), 0) as found
        from needs n where n.organisation_id = ${organisationId}
      ) as filled where expected <> found`,
  ],
  [
    'purpose-crossed',
    ({ organisationId }) => sql`
      select p.gift_id as subject, f.code as fund, p.currency, 0 as expected, sum(a.amount_minor) as found
      from allocations a
      join gift_portions p on p.organisation_id = a.organisation_id and p.gift_id = a.gift_id
      join needs n on n.organisation_id = a.organisation_id and n.need_id = a.need_id
      join funds f on f.organisation_id = p.organisation_id and f.fund_id = p.fund_id
      where a.organisation_id = ${organisationId} and n.fund_id <> p.fund_id
      group by p.gift_id, f.code, p.currency having sum(a.amount_minor) <> 0`,
  ],
  [
    'case-overspent',
    ({ organisationId }) => sql`
      select * from (
        select e.case_id as subject, null as fund, e.currency,
          coalesce((select sum(a.amount_minor) from allocations a where a.organisation_id = ${organisationId}
            and a.case_id = e.case_id and a.currency = e.currency), 0)
            + coalesce((select sum(r.amount_minor) from reserve_covers r where r.organisation_id = ${organisationId}
            and r.case_id = e.case_id and r.currency = e.currency), 0) as expected,
          sum(e.amount_minor) as found
        from expenses e where e.organisation_id = ${organisationId} and e.reversed_at is null
        group by e.case_id, e.currency
      ) as spent where found > expected`,
  ],
  [
    'refunds-differ',
    ({ organisationId }) => sql`
      select * from (
        select g.gift_id as subject, f.code as fund, g.currency, g.refunded_minor as expected,
          coalesce((select sum(r.amount_minor) from refunds r where r.organisation_id = g.organisation_id
            and r.gift_id = g.gift_id and r.state = 'done'), 0) as found
        from gifts g join funds f on f.organisation_id = g.organisation_id and f.fund_id = g.fund_id
        where g.organisation_id = ${organisationId}
      ) as refunded where expected <> found`,
  ],
  [
    'progress-differs',
    ({ organisationId }) => sql`
      select * from (
        select c.campaign_id as subject, null as fund, c.currency,
          coalesce((select sum(g.amount_minor - g.refunded_minor) from gifts g
            where g.organisation_id = c.organisation_id and g.campaign_id = c.campaign_id), 0) as expected,
          coalesce((select sum(p.raised_minor) from campaign_progress p
            where p.organisation_id = c.organisation_id and p.campaign_id = c.campaign_id), 0) as found
        from campaigns c where c.organisation_id = ${organisationId}
      ) as progress where expected <> found`,
  ],
  [
    'receipt-differs',
    ({ organisationId }) => sql`
      select * from (
        select r.receipt_id as subject, null as fund, r.currency, r.amount_minor as expected,
          coalesce((select sum(x.amount_minor) from receipt_gifts x where x.organisation_id = r.organisation_id
            and x.receipt_id = r.receipt_id), 0) as found
        from receipts r where r.organisation_id = ${organisationId}
      ) as receipted where expected <> found`,
  ],
  [
    'gift-receipted-twice',
    ({ organisationId }) => sql`
      select g.gift_id as subject, null as fund, g.currency, g.amount_minor - g.refunded_minor as expected,
        sum(x.amount_minor) as found
      from receipt_gifts x
      join receipts r on r.organisation_id = x.organisation_id and r.receipt_id = x.receipt_id and r.voided_at is null
      join gifts g on g.organisation_id = x.organisation_id and g.gift_id = x.gift_id
      where x.organisation_id = ${organisationId}
      group by g.gift_id, g.currency, g.amount_minor, g.refunded_minor
      having count(*) > 1 or sum(x.amount_minor) > g.amount_minor - g.refunded_minor`,
  ],
]
