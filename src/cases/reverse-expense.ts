import { sql } from 'kysely'
import { isoDay } from '../campaigns/day.ts'
import { postTransfer } from '../gifts/ledger.ts'
import { recordEntry, saltFor } from '../log/record.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { publish } from '../platform/jobs/event.ts'
import { money } from '../platform/money.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { commitCase } from '../proofs/commitment.ts'
import { needCancelled } from './case.ts'
import { lockCase } from './store.ts'

/**
 * Takes an expense back that was recorded wrongly: the same ledger accounts the other way round, a negative line in the
 * public log. The first entries stay as they are. What the need of a case that has ended thereby did not spend goes to
 * others. Fails with `cases.expense-unknown`, `cases.expense-reversed`.
 */
export async function reverseExpense(scope: Scope, expenseId: string, reason: string): Promise<void> {
  permit(scope, 'expenses.record')
  await scope.transaction(async (transaction) => {
    const { caseId } = await readExpense(transaction, expenseId)
    const found = await lockCase(transaction, caseId)
    // Read again behind the lock: of two reversals at once, one finds it done.
    const expense = await readExpense(transaction, expenseId)
    if (expense.isReversed) throw new Failure('cases.expense-reversed', {}, { kind: 'conflict' })
    const today = isoDay(transaction.now, found.timeZone)
    const reversalId = await markReversed(transaction, expenseId, reason)
    await postTransfer(transaction, {
      kind: 'expense_reversed',
      sourceId: expenseId,
      debit: expense.creditedCode,
      credit: expense.debitedCode,
      amount: money(expense.amountMinor, expense.currency),
      effectiveOn: today,
    })
    await recordEntry(transaction, {
      subjectKind: 'expense',
      subjectId: reversalId,
      entry: {
        kind: 'case.spent',
        amountMinor: (-expense.amountMinor).toString(),
        currency: expense.currency,
        fund: found.fundCode,
        day: today,
        case: await commitCase(await saltFor(transaction, 'case', caseId), found.pseudonym),
      },
    })
    const { needId, amountMinor } = expense
    await audit(transaction, {
      action: 'expenses.reverse',
      subjectKind: 'case',
      subjectId: caseId,
      before: { expenseId, needId, amountMinor },
      after: { reason },
    })
    if (expense.isNeedCancelled) await publish(transaction, needCancelled, { needId })
  })
}

interface BookedExpense {
  caseId: string
  needId: string
  amountMinor: bigint
  currency: string
  isReversed: boolean
  isNeedCancelled: boolean
  /** The ledger accounts it was booked on. */
  debitedCode: string
  creditedCode: string
}

async function readExpense({ db, organisationId }: Transaction, expenseId: string): Promise<BookedExpense> {
  const { rows } = await sql<BookedExpense>`
    select e.case_id as "caseId", e.need_id as "needId", e.amount_minor as "amountMinor", e.currency,
      e.reversed_at is not null as "isReversed", n.cancelled_at is not null as "isNeedCancelled",
      debit.code as "debitedCode", credit.code as "creditedCode"
    from expenses e
    join needs n on n.organisation_id = e.organisation_id and n.need_id = e.need_id
    join ledger_transfers t on t.organisation_id = e.organisation_id and t.kind = 'expense' and t.source_id = e.expense_id
    join ledger_accounts debit on debit.organisation_id = t.organisation_id
      and debit.ledger_account_id = t.debit_account_id
    join ledger_accounts credit on credit.organisation_id = t.organisation_id
      and credit.ledger_account_id = t.credit_account_id
    where e.organisation_id = ${organisationId} and e.expense_id = ${expenseId}`.execute(db)
  const [expense] = rows
  if (!expense) throw new Failure('cases.expense-unknown', {}, { kind: 'missing' })
  return expense
}

/** Answers the reversal's own id: the log tells of each thing once, and of a reversal beside its expense. */
async function markReversed(transaction: Transaction, expenseId: string, reason: string): Promise<string> {
  const { db, organisationId, now, actor } = transaction
  const reversalId = newId(now)
  await db
    .updateTable('expenses')
    .set({
      reversed_at: now,
      reversal_id: reversalId,
      reversal_reason: reason,
      reversed_by: actor.kind === 'member' ? actor.id : null,
    })
    .where('organisation_id', '=', organisationId)
    .where('expense_id', '=', expenseId)
    .execute()
  return reversalId
}
