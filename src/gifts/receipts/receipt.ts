import { z } from 'zod'
import { languages } from '../../platform/languages.ts'

/**
 * Every field of a receipt as printed. Taken once, when it is issued; a later change of name or address changes nothing.
 * Taiwan prints no uniform form but asks for the recipient's name, address, 統一編號 and establishment approval, the
 * donor's name and number, amount, date, and the permit of a public campaign (財政部臺北國稅局; 公益勸募條例 Art. 16; as read 2026-07).
 */
export const receiptSnapshot = z.object({
  /** As printed: prefix, year, running number. */
  number: z.string(),
  recipient: z.object({
    name: z.string(),
    address: z.string(),
    registrationNumber: z.string(),
    approvalNumber: z.string().nullable(),
    country: z.string(),
  }),
  donorName: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
  /** The days of the gifts, first and last; one day for one gift. */
  givenFrom: z.string(),
  givenTo: z.string(),
  issuedOn: z.string(),
  /** One line per gift; a yearly receipt has several. */
  lines: z.array(
    z.object({
      givenOn: z.string(),
      campaign: z.string(),
      permitNumber: z.string().nullable(),
      amountMinor: z.string(),
      reference: z.string(),
    }),
  ),
  /** The number of the receipt this one replaces. */
  replaces: z.string().nullable(),
  language: z.enum(languages),
  /** The state of the public log when it was issued: with it a later rewriting can be proved. */
  checkpoint: z.object({ size: z.number(), root: z.string(), fingerprint: z.string() }).nullable(),
})
export type ReceiptSnapshot = z.infer<typeof receiptSnapshot>

/** A receipt's number as printed: `ML-2026-000042`. `year` is the one the gift counts for. */
export function receiptNumber(prefix: string, year: number, number: number): string {
  return `${prefix}-${year}-${String(number).padStart(6, '0')}`
}

/** Where the tax identifier of a receipt is sealed. */
export function receiptSealPlace(organisationId: string, receiptId: string): string {
  return `${organisationId}/receipts/${receiptId}/tax_identifier`
}
