import { newId } from '../platform/ids.ts'
import type { Money } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'

/**
 * One movement of money between two accounts. `debit` and `credit` are codes: `cash:<payment account, source or bank>`,
 * `suspense`, `gifts:<fund id>`, `fees`, `refunds`, `spent:<fund id>`, `reserve`.
 */
export interface NewTransfer {
  readonly kind:
    | 'gift'
    | 'fee'
    | 'refund'
    | 'suspense'
    | 'suspense_resolved'
    | 'expense'
    | 'expense_reversed'
    | 'shortfall'
    | 'payout'
  /** What it is about; one transfer per kind and source, a second violates a unique key. */
  readonly sourceId: string
  readonly debit: string
  readonly credit: string
  /** More than nothing. */
  readonly amount: Money
  /** `YYYY-MM-DD` where the organisation is. */
  readonly effectiveOn: string
  /** Transfers that belong together share one; absent: it stands alone. */
  readonly journalId?: string
}

/** Books a transfer. It can never be changed or taken out: what was wrong is put right by another one. */
export async function postTransfer(transaction: Transaction, transfer: NewTransfer): Promise<void> {
  const { db, organisationId, now } = transaction
  const { currency, minor } = transfer.amount
  const debit = await ledgerAccount(transaction, transfer.debit, currency)
  const credit = await ledgerAccount(transaction, transfer.credit, currency)
  await db
    .insertInto('ledger_transfers')
    .values({
      organisation_id: organisationId,
      ledger_transfer_id: newId(now),
      journal_id: transfer.journalId ?? newId(now),
      kind: transfer.kind,
      source_id: transfer.sourceId,
      debit_account_id: debit,
      credit_account_id: credit,
      amount_minor: minor,
      currency,
      effective_on: transfer.effectiveOn,
      created_at: now,
    })
    .execute()
}

/** The account of a code and currency, opened at first use. */
async function ledgerAccount(transaction: Transaction, code: string, currency: string): Promise<string> {
  const { db, organisationId, now } = transaction
  const find = () =>
    db
      .selectFrom('ledger_accounts')
      .where('organisation_id', '=', organisationId)
      .where('code', '=', code)
      .where('currency', '=', currency)
      .select('ledger_account_id')
      .executeTakeFirst()
  const known = await find()
  if (known) return known.ledger_account_id
  await db
    .insertInto('ledger_accounts')
    .values({ organisation_id: organisationId, ledger_account_id: newId(now), code, currency })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const opened = await find()
  if (!opened) throw new Error('A ledger account that exists could not be read')
  return opened.ledger_account_id
}

/** The code of the account where the money of a payment account, or of a source without one, lies. */
export function cashAccount(paymentAccountId: string | null | undefined, source: string): string {
  return `cash:${paymentAccountId ?? source}`
}
