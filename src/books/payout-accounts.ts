import { sql } from 'kysely'
import { permit } from '../organisations/permission.ts'
import type { Scope } from '../platform/scope.ts'

/** What one account of a payment provider paid out, and what it still holds by the ledger. Minor units. */
export interface PayoutAccount {
  readonly paymentAccountId: string
  readonly name: string
  readonly currency: string
  /** `YYYY-MM-DD`; null where no payout was brought in. */
  readonly lastPaidOutOn: string | null
  readonly lineCount: number
  readonly paidOutMinor: bigint
  readonly awaitedMinor: bigint
}

/** Every account whose provider pays out, by name. */
export async function payoutAccounts(scope: Scope): Promise<PayoutAccount[]> {
  permit(scope, 'books.read')
  return scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<Omit<PayoutAccount, 'lineCount'> & { lineCount: bigint }>`
      select p.payment_account_id as "paymentAccountId", p.name, p.currency, max(l.paid_out_on)::text as "lastPaidOutOn",
        count(l.payout_line_id) as "lineCount", coalesce(sum(l.net_minor), 0)::bigint as "paidOutMinor",
        coalesce((
          select sum(case when t.debit_account_id = a.ledger_account_id then t.amount_minor else -t.amount_minor end)
          from ledger_accounts a join ledger_transfers t on t.organisation_id = a.organisation_id
            and a.ledger_account_id in (t.debit_account_id, t.credit_account_id)
          where a.organisation_id = p.organisation_id and a.code = 'cash:' || p.payment_account_id
            and a.currency = p.currency), 0)::bigint as "awaitedMinor"
      from payment_accounts p
      left join payout_lines l on l.organisation_id = p.organisation_id and l.payment_account_id = p.payment_account_id
      where p.organisation_id = ${organisationId} and p.provider <> 'manual'
      group by p.organisation_id, p.payment_account_id, p.name, p.currency order by p.name, p.payment_account_id`.execute(
      db,
    )
    return rows.map(({ lineCount, ...row }) => ({ ...row, lineCount: Number(lineCount) }))
  })
}
