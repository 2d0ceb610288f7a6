import { z } from 'zod'
import { cashAccount, postTransfer } from '../gifts/ledger.ts'
import { recordEntry, saltFor } from '../log/record.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { keepFile } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { money } from '../platform/money.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { type CheckedUpload, checkUpload } from '../platform/upload.ts'
import { commitCase } from '../proofs/commitment.ts'
import { needsOf } from './needs.ts'
import { lockCase } from './store.ts'

/** Money that left for a need, with the document that shows it. */
export const newExpense = z.object({
  caseId: z.uuid(),
  needId: z.uuid(),
  amountMinor: z.bigint().positive(),
  spentOn: z.iso.date(),
  /** Which document it is: number, issuer. Names no person. */
  documentNote: z.string().trim().min(1).max(500),
  /** A PDF, JPEG or PNG by its content, at most 10 MiB. */
  document: z.object({ bytes: z.instanceof(Uint8Array), fileName: z.string().optional() }).optional(),
  /** Where the money lay; the house's bank account when absent. */
  paymentAccountId: z.uuid().optional(),
})
export type NewExpense = z.input<typeof newExpense>

type ExpenseFields = Omit<z.output<typeof newExpense>, 'document'>

/**
 * Records an expense: its row, its ledger transfer (debit what the fund spent, credit cash) and its line in the public log.
 * Bills of an ended case may still arrive. Fails with `cases.unknown`, `cases.need-unknown`, `cases.expense-over-need`, and
 * about the document with the codes of `checkUpload`.
 */
export async function recordExpense(scope: Scope, expense: NewExpense): Promise<string> {
  permit(scope, 'expenses.record')
  const { document, ...fields } = newExpense.parse(expense)
  const checked = document && (await checkUpload({ ...document, use: 'expense', field: 'document' }))
  return scope.transaction(async (transaction) => {
    const found = await lockCase(transaction, fields.caseId)
    await requireRoom(transaction, fields)
    const expenseId = newId(transaction.now)
    await writeRow(transaction, expenseId, { ...fields, currency: found.currency, document: checked })
    await postTransfer(transaction, {
      kind: 'expense',
      sourceId: expenseId,
      debit: `spent:${found.fundId}`,
      credit: cashAccount(fields.paymentAccountId, 'bank'),
      amount: money(fields.amountMinor, found.currency),
      effectiveOn: fields.spentOn,
    })
    await recordEntry(transaction, {
      subjectKind: 'expense',
      subjectId: expenseId,
      entry: {
        kind: 'case.spent',
        amountMinor: fields.amountMinor.toString(),
        currency: found.currency,
        fund: found.fundCode,
        day: fields.spentOn,
        case: await commitCase(await saltFor(transaction, 'case', fields.caseId), found.pseudonym),
      },
    })
    const { caseId, needId, amountMinor, spentOn } = fields
    const after = { expenseId, needId, amountMinor, spentOn }
    await audit(transaction, { action: 'expenses.record', subjectKind: 'case', subjectId: caseId, after })
    return expenseId
  })
}

/** More than a need was costed at is another need: it must be asked for before it is spent. */
async function requireRoom(transaction: Transaction, { caseId, needId, amountMinor }: ExpenseFields): Promise<void> {
  const need = (await needsOf(transaction, caseId)).find((one) => one.needId === needId)
  if (!need) throw new Failure('cases.need-unknown', {}, { kind: 'missing', field: 'needId' })
  if (need.spentMinor + amountMinor > need.amount.minor) {
    throw new Failure('cases.expense-over-need', {}, { kind: 'conflict', field: 'amount' })
  }
}

async function writeRow(
  transaction: Transaction,
  expenseId: string,
  fields: ExpenseFields & { currency: string; document: CheckedUpload | undefined },
): Promise<void> {
  const { db, organisationId, now, actor } = transaction
  const fileId = fields.document && (await keepFile(transaction, fields.document))
  await db
    .insertInto('expenses')
    .values({
      organisation_id: organisationId,
      expense_id: expenseId,
      case_id: fields.caseId,
      need_id: fields.needId,
      amount_minor: fields.amountMinor,
      currency: fields.currency,
      spent_on: fields.spentOn,
      document_file_id: fileId ?? null,
      document_note: fields.documentNote,
      recorded_by: actor.kind === 'member' ? actor.id : null,
      recorded_at: now,
    })
    .execute()
}
