import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import type { Language } from '../../platform/languages.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { drawReceipt, type PrintedReceipt } from './paper.ts'
import { receiptSealPlace, receiptSnapshot } from './receipt.ts'

/**
 * The PDF of a receipt, drawn anew from its snapshot. A member needs `receipts.read`, and from their second print on it says
 * DUPLICATE; a link or the house itself gets it as it is, so whoever holds a link must have been checked to own the receipt.
 * Fails with `gifts.unknown-receipt`.
 */
export async function receiptPdf(scope: Scope, receiptId: string): Promise<Buffer> {
  const isMember = scope.actor.kind === 'member'
  if (isMember) permit(scope, 'receipts.read')
  const receipt = await scope.transaction(async (transaction) => {
    const isDuplicate = isMember && (await wasPrinted(transaction, receiptId))
    const read = await readReceipt(transaction, receiptId, isDuplicate)
    if (isMember) {
      await audit(transaction, { action: 'receipts.print', subjectKind: 'receipt', subjectId: receiptId })
    }
    return read
  })
  const { translator } = scope.context
  const first = languageOfLaw(receipt.snapshot.recipient.country)
  const second = receipt.snapshot.language === first ? 'en' : receipt.snapshot.language
  return drawReceipt(receipt, {
    first: { language: first, t: translator.in(first) },
    second: { language: second, t: translator.in(second) },
  })
}

const languagesOfLaw: Readonly<Record<string, Language>> = { TW: 'zh-Hant', IT: 'it', JP: 'ja', CN: 'zh-Hans' }

/** The language in which a country's tax office reads. */
function languageOfLaw(country: string): Language {
  return languagesOfLaw[country] ?? 'en'
}

/** Every print by a member is in the audit; the first one was the original. */
async function wasPrinted({ db, organisationId }: Transaction, receiptId: string): Promise<boolean> {
  const printed = await db
    .selectFrom('audit_entries')
    .where('organisation_id', '=', organisationId)
    .where('subject_kind', '=', 'receipt')
    .where('subject_id', '=', receiptId)
    .where('action', '=', 'receipts.print')
    .select('audit_entry_id')
    .executeTakeFirst()
  return printed !== undefined
}

async function readReceipt(transaction: Transaction, receiptId: string, isDuplicate: boolean): Promise<PrintedReceipt> {
  const { db, organisationId, context } = transaction
  const receipts = db.selectFrom('receipts').where('organisation_id', '=', organisationId)
  const row = await receipts.where('receipt_id', '=', receiptId).selectAll().executeTakeFirst()
  if (!row) throw new Failure('gifts.unknown-receipt', {}, { kind: 'missing' })
  const replacement = await receipts.where('replaces_id', '=', receiptId).select('snapshot').executeTakeFirst()
  const place = receiptSealPlace(organisationId, receiptId)
  return {
    snapshot: receiptSnapshot.parse(row.snapshot),
    taxIdentifier: row.tax_identifier_cipher ? context.vault.open(row.tax_identifier_cipher, place) : undefined,
    issuedAt: row.issued_at,
    isDuplicate,
    voided: row.voided_at
      ? {
          reason: row.void_reason ?? '',
          replacedBy: replacement ? receiptSnapshot.parse(replacement.snapshot).number : undefined,
        }
      : undefined,
  }
}
