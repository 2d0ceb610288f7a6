import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { lockGiftsOf, lockReceiptable } from './gifts.ts'
import { writeReceipt } from './issue.ts'
import { receiptSealPlace, receiptSnapshot } from './receipt.ts'

/**
 * Declares a receipt void. Its number stays taken for ever and its page says so. Fails with `gifts.unknown-receipt`,
 * `gifts.receipt-void-already`.
 */
export async function voidReceipt(transaction: Transaction, receiptId: string, reason: string): Promise<void> {
  const { db, organisationId, now } = transaction
  const row = await db
    .selectFrom('receipts')
    .where('organisation_id', '=', organisationId)
    .where('receipt_id', '=', receiptId)
    .select('voided_at')
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Failure('gifts.unknown-receipt', {}, { kind: 'missing' })
  if (row.voided_at) throw new Failure('gifts.receipt-void-already', {}, { kind: 'conflict' })
  await db
    .updateTable('receipts')
    .set({ voided_at: now, void_reason: reason })
    .where('organisation_id', '=', organisationId)
    .where('receipt_id', '=', receiptId)
    .execute()
}

/** Voids a receipt as a member, and where asked issues a new one over the same gifts that says which it replaces. */
export function voidReceiptByHand(
  scope: Scope,
  receiptId: string,
  { reason, replace }: { reason: string; replace: boolean },
): Promise<{ replacementId: string | null }> {
  permit(scope, 'receipts.issue')
  return scope.transaction(async (transaction) => {
    await lockGiftsOf(transaction, receiptId)
    await voidReceipt(transaction, receiptId, reason)
    const replacementId = replace ? await replaceReceipt(transaction, receiptId) : null
    const subject = { subjectKind: 'receipt', subjectId: receiptId }
    await audit(transaction, { action: 'receipts.void', ...subject, after: { reason, replacementId } })
    return { replacementId }
  })
}

/** After a refund: voids every valid receipt that holds the gift, and replaces it by one over what is left, if anything is. */
export async function reissueAfterRefund(transaction: Transaction, giftId: string): Promise<void> {
  const { db, organisationId } = transaction
  const held = await db
    .selectFrom('receipt_gifts as l')
    .innerJoin('receipts as r', (join) =>
      join.onRef('r.organisation_id', '=', 'l.organisation_id').onRef('r.receipt_id', '=', 'l.receipt_id'),
    )
    .where('l.organisation_id', '=', organisationId)
    .where('l.gift_id', '=', giftId)
    .where('r.voided_at', 'is', null)
    .select('r.receipt_id')
    .execute()
  for (const { receipt_id } of held) {
    await voidReceipt(transaction, receipt_id, 'refund')
    await replaceReceipt(transaction, receipt_id)
  }
}

async function replaceReceipt(transaction: Transaction, voidedId: string): Promise<string | null> {
  const { db, organisationId } = transaction
  const voided = await db
    .selectFrom('receipts')
    .where('organisation_id', '=', organisationId)
    .where('receipt_id', '=', voidedId)
    .select(['snapshot', 'tax_identifier_cipher as sealed'])
    .executeTakeFirstOrThrow()
  const lines = await db
    .selectFrom('receipt_gifts')
    .where('organisation_id', '=', organisationId)
    .where('receipt_id', '=', voidedId)
    .select('gift_id')
    .execute()
  const gifts = await lockReceiptable(
    transaction,
    lines.map((line) => line.gift_id),
  )
  if (gifts.length === 0) return null
  const { number, donorName } = receiptSnapshot.parse(voided.snapshot)
  const place = receiptSealPlace(organisationId, voidedId)
  const taxIdentifier = voided.sealed ? transaction.context.vault.open(voided.sealed, place) : undefined
  return writeReceipt(transaction, gifts, { receiptId: voidedId, number, donorName, taxIdentifier })
}
