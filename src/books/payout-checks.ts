import { type RawBuilder, sql } from 'kysely'
import type { Check } from './money-checks.ts'

/** How long a provider may keep the money of a payment before it counts as not paid out. */
const patienceDays = 30

/** What providers paid out against gifts, fees and the ledger. One row for each payment, named by its reference, or the provider’s. */
export const payoutChecks: readonly Check[] = [
  [
    'payout-unknown',
    ({ organisationId }) => sql`
      select coalesce(nullif(l.reference, ''), l.provider_reference) as subject, null as fund, l.currency, 0 as expected,
        sum(l.net_minor) as found
      from (${lines(organisationId)}) as l where l.intent is null
      group by 1, l.currency having sum(l.net_minor) <> 0`,
  ],
  [
    'payout-differs',
    ({ organisationId }) => sql`
      with told as materialized (
        select intent, sum(gross_minor - refunded_minor) as found from (${lines(organisationId)}) as l group by intent
      )
      select p.reference as subject, null as fund, p.currency, sum(p.amount - p.refunded) as expected, told.found
      from told join (${payments(organisationId)}) as p on p.intent = told.intent
      group by p.intent, p.reference, p.currency, told.found having sum(p.amount - p.refunded) <> told.found`,
  ],
  [
    'payout-missing',
    ({ organisationId, now }) => sql`
      with told as materialized (
        select l.intent, i.payment_account_id, i.created_at from (${lines(organisationId)}) as l
        join gift_intents i on i.organisation_id = ${organisationId} and i.gift_intent_id = l.intent
      ), since as materialized (
        select payment_account_id, min(created_at) as at from told group by payment_account_id
      )
      select p.reference as subject, null as fund, p.currency, sum(p.amount - p.refunded - p.fee) as expected, 0 as found
      from (${payments(organisationId)}) as p
      join since on since.payment_account_id = p.payment_account_id and p.received_at >= since.at
      left join told on told.intent = p.intent
      where told.intent is null and p.received_at < ${new Date(now.getTime() - patienceDays * 86_400_000)}
      group by p.intent, p.reference, p.currency having sum(p.amount - p.refunded - p.fee) > 0`,
  ],
  [
    'fee-told-twice',
    ({ organisationId }) => sql`
      select * from (
        select coalesce(i.reference, g.gift_id::text) as subject, null as fund, g.currency,
          g.fee_minor + coalesce((select r.fee_minor from gifts r where r.organisation_id = g.organisation_id
            and r.rest_of_gift_id = g.gift_id), 0) as expected, o.fee_minor as found
        from other_fees o
        join gifts g on g.organisation_id = o.organisation_id and g.gift_id = o.gift_id
        left join gift_intents i on i.organisation_id = g.organisation_id and i.gift_intent_id = g.gift_intent_id
        where o.organisation_id = ${organisationId}
      ) as told where expected <> found`,
  ],
  [
    'payout-not-booked',
    ({ organisationId }) => sql`
      select * from (
        select l.payout_line_id as subject, null as fund, l.currency, abs(l.net_minor) as expected,
          coalesce((select sum(t.amount_minor) from ledger_transfers t where t.organisation_id = l.organisation_id
            and t.kind = 'payout' and t.source_id = l.payout_line_id), 0) as found
        from payout_lines l where l.organisation_id = ${organisationId}
      ) as booked where expected <> found`,
  ],
]

/** Every gift out of an online payment, those of one payment under one attempt. */
function payments(of: string): RawBuilder<unknown> {
  return sql`
    select i.gift_intent_id as intent, i.reference, i.payment_account_id, g.received_at, g.currency,
      g.amount_minor as amount, g.refunded_minor as refunded, g.fee_minor as fee
    from gifts g
    left join gifts f on f.organisation_id = g.organisation_id and f.gift_id = g.rest_of_gift_id
    join gift_intents i on i.organisation_id = g.organisation_id
      and i.gift_intent_id = coalesce(g.gift_intent_id, f.gift_intent_id)
    where g.organisation_id = ${of}`
}

/** Every line with the attempt it speaks of; none where no gift came of it. */
function lines(of: string): RawBuilder<unknown> {
  return sql`
    select l.reference, l.provider_reference, l.currency, l.gross_minor, l.refunded_minor, l.net_minor, (
      select i.gift_intent_id from gift_intents i
      join gifts g on g.organisation_id = i.organisation_id and g.gift_intent_id = i.gift_intent_id
      where i.organisation_id = l.organisation_id and i.payment_account_id = l.payment_account_id
        and (i.reference = l.reference or l.reference = '' and i.provider_reference = l.provider_reference) limit 1
    ) as intent
    from payout_lines l where l.organisation_id = ${of}`
}
