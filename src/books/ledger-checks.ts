import { type RawBuilder, sql } from 'kysely'
import type { Check } from './money-checks.ts'
import { isTold } from './store.ts'

/** The ledger and the log against what they record. */
export const ledgerChecks: readonly Check[] = [
  [
    'gift-not-booked',
    booked(['gift', 'suspense_resolved'], 'credit', (of) =>
      giftRows(of, sql`'gifts:' || g.fund_id as account, g.amount_minor as amount`),
    ),
  ],
  ['fee-not-booked', booked(['fee'], 'debit', (of) => giftRows(of, sql`'fees' as account, g.fee_minor as amount`))],
  [
    'refund-not-booked',
    booked(
      ['refund'],
      'debit',
      (of) => sql`
        select r.refund_id as subject, g.currency, 'refunds' as account, r.amount_minor as amount
        from refunds r join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
        where r.organisation_id = ${of} and r.state = 'done'`,
    ),
  ],
  ['expense-not-booked', booked(['expense'], 'debit', (of) => expenseRows(of, sql`true`))],
  [
    'expense-not-booked',
    booked(['expense_reversed'], 'credit', (of) => expenseRows(of, sql`e.reversed_at is not null`)),
  ],
  [
    'cover-not-booked',
    booked(
      ['shortfall'],
      'credit',
      (of) => sql`
        select r.reserve_cover_id as subject, r.currency, 'gifts:' || g.fund_id as account, r.amount_minor as amount
        from reserve_covers r join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
        where r.organisation_id = ${of}`,
    ),
  ],
  [
    'booked-without-cause',
    ({ organisationId }) => sql`
      select t.source_id as subject, null as fund, t.currency, 0 as expected, t.amount_minor as found
      from ledger_transfers t
      where t.organisation_id = ${organisationId} and (
        t.kind in ('gift', 'fee') and not exists (select from gifts g
          where g.organisation_id = t.organisation_id and g.gift_id = t.source_id)
        or t.kind = 'payout' and not exists (select from payout_lines l
          where l.organisation_id = t.organisation_id and l.payout_line_id = t.source_id)
        or t.kind = 'refund' and not exists (select from refunds r
          where r.organisation_id = t.organisation_id and r.refund_id = t.source_id and r.state = 'done')
        or t.kind = 'shortfall' and not exists (select from reserve_covers r
          where r.organisation_id = t.organisation_id and r.reserve_cover_id = t.source_id)
        or t.kind in ('expense', 'expense_reversed') and not exists (select from expenses e
          where e.organisation_id = t.organisation_id and e.expense_id = t.source_id
            and (t.kind = 'expense' or e.reversed_at is not null)))`,
  ],
  [
    'cash-differs',
    ({ organisationId }) => sql`
      with moved as (
        select a.code, a.currency, sum(case when t.debit_account_id = a.ledger_account_id then t.amount_minor
          else -t.amount_minor end) as balance
        from ledger_accounts a
        join ledger_transfers t on t.organisation_id = a.organisation_id
          and a.ledger_account_id in (t.debit_account_id, t.credit_account_id)
        where a.organisation_id = ${organisationId} group by a.code, a.currency
      ), told as (
        select currency, amount_minor - refunded_minor - fee_minor as amount
        from gifts where organisation_id = ${organisationId}
        union all
        select currency, -amount_minor from expenses
        where organisation_id = ${organisationId} and reversed_at is null
        union all
        select currency, -balance from moved where code = 'suspense'
      )
      select * from (
        select null as subject, null as fund, currency,
          coalesce((select sum(amount) from told where told.currency = each.currency), 0) as expected,
          coalesce((select sum(balance) from moved where moved.currency = each.currency
            and code like 'cash:%'), 0) as found
        from (select currency from moved union select currency from told) as each
      ) as cash where expected <> found`,
  ],
  [
    'not-logged',
    ({ organisationId }) => sql`
      select s.subject, null as fund, s.currency, s.amount as expected, 0 as found
      from (${subjects(organisationId)}) as s
      where not exists (select from log_entries e where e.organisation_id = ${organisationId}
          and e.subject_kind = s.kind and e.subject_id = s.subject)
        and not exists (select from log_pending w where w.organisation_id = ${organisationId}
          and w.subject_kind = s.kind and w.subject_id = s.subject)`,
  ],
  [
    'logged-without-cause',
    ({ organisationId }) => sql`
      select l.subject_id as subject, null as fund, '' as currency, 0 as expected, 0 as found
      from (
        select subject_kind, subject_id from log_entries where organisation_id = ${organisationId}
        union all
        select subject_kind, subject_id from log_pending where organisation_id = ${organisationId}
      ) as l
      left join (${subjects(organisationId)}) as s on s.kind = l.subject_kind and s.subject = l.subject_id
      where s.subject is null and l.subject_kind <> 'update'`,
  ],
]

/** Each cause against the transfer of its kinds on the account where it belongs: none for nothing, else one of the same amount. */
function booked(
  kinds: readonly string[],
  side: 'debit' | 'credit',
  rows: (organisationId: string) => RawBuilder<unknown>,
): Check[1] {
  return ({ organisationId }) => sql`
    select * from (
      select c.subject, null as fund, c.currency, c.amount as expected,
        coalesce((select sum(t.amount_minor) from ledger_transfers t
          join ledger_accounts a on a.organisation_id = t.organisation_id
            and a.ledger_account_id = ${sql.ref(`t.${side}_account_id`)} and a.code = c.account
          where t.organisation_id = ${organisationId} and t.kind = any(${[...kinds]}::text[])
            and t.source_id = c.subject and t.currency = c.currency), 0) as found
      from (${rows(organisationId)}) as c
    ) as compared where expected <> found`
}

function giftRows(organisationId: string, booking: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select g.gift_id as subject, g.currency, ${booking} from gifts g where g.organisation_id = ${organisationId}`
}

function expenseRows(organisationId: string, which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select e.expense_id as subject, e.currency, 'spent:' || p.fund_id as account, e.amount_minor as amount
    from expenses e
    join cases c on c.organisation_id = e.organisation_id and c.case_id = e.case_id
    join programmes p on p.organisation_id = c.organisation_id and p.programme_id = c.programme_id
    where e.organisation_id = ${organisationId} and ${which}`
}

/** Everything with an amount that the log must tell. */
function subjects(organisationId: string): RawBuilder<unknown> {
  return sql`
    select 'gift' as kind, gift_id as subject, currency, amount_minor as amount
    from gifts where organisation_id = ${organisationId}
    union all
    select 'allocation', a.allocation_id, a.currency, a.amount_minor
    from allocations a where a.organisation_id = ${organisationId} and ${isTold}
    union all
    select 'refund', r.refund_id, g.currency, r.amount_minor
    from refunds r join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
    where r.organisation_id = ${organisationId} and r.state = 'done'
    union all
    select 'expense', expense_id, currency, amount_minor
    from expenses where organisation_id = ${organisationId}
    union all
    select 'expense', reversal_id, currency, -amount_minor
    from expenses where organisation_id = ${organisationId} and reversed_at is not null`
}
