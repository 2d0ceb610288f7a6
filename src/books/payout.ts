import { z } from 'zod'
import type { Cells, ImportField } from '../imports/importer.ts'
import { findReference } from '../payments/reference.ts'
import { isCurrency } from '../platform/currencies.ts'
import { Failure } from '../platform/errors.ts'
import { fromDecimal } from '../platform/money.ts'

/** Minor units in an API's answer or request: text, with a sign. */
const signedMinor = z
  .string()
  .regex(/^-?[0-9]{1,18}$/)
  .transform(BigInt)

/** Ours, however it is written; anything else as it stands. */
function asStored(written: string): string {
  return findReference(written) ?? written
}

/** What a provider says it paid out for one payment. Minor units; negative where it took money back. */
export const payoutLine = z.strictObject({
  /** A payment account's id or name; empty where there is but one that a provider pays out. */
  account: z.string().max(120).default(''),
  /** Ours, as the provider was given it. */
  reference: z.string().trim().max(64).transform(asStored).default(''),
  providerReference: z.string().trim().max(64).default(''),
  payoutReference: z.string().trim().max(64).default(''),
  /** The account's currency when absent. */
  currency: z.string().refine(isCurrency).optional(),
  grossMinor: signedMinor,
  refundedMinor: signedMinor.optional(),
  feeMinor: signedMinor,
  netMinor: signedMinor,
  paidOutOn: z.iso.date(),
})
export type PayoutLine = z.output<typeof payoutLine>

/** A line without whose account it is of. */
export type LineFigures = Omit<PayoutLine, 'account' | 'currency' | 'refundedMinor'> & {
  readonly refundedMinor: bigint
}

/**
 * The columns of a provider's file. Known headings: ECPay's merchant statement (特店對帳媒體檔, old and new form; read 2026-11 in
 * its public client libraries, not run against ECPay), and the English ones most providers use.
 */
export const payoutFields: readonly ImportField[] = [
  field('account', false, ['account', 'payment account']),
  field('reference', false, ['特店訂單編號', '廠商訂單編號', 'merchant reference', 'order id', 'reference']),
  field('provider_reference', false, [
    '綠界訂單編號',
    '綠界交易序號',
    '綠界交易編號',
    'transaction id',
    'payment id',
    'charge id',
  ]),
  field('payout_reference', false, ['撥款批號', 'payout', 'payout id', 'settlement id', 'batch']),
  field('currency', false, ['幣別', 'currency']),
  field('gross', true, ['交易金額', 'gross', 'gross amount', 'amount']),
  field('refunded', false, ['退款金額', 'refund', 'refunded']),
  field('fee', false, ['交易手續費', '交易服務費金額', '手續費', 'fee', 'fees', 'total fee']),
  field('other_fee', false, ['平台手續費', '通路費', 'tax', 'vat']),
  field('net', true, ['應收款項(淨額)', '應收款項', 'net', 'net amount']),
  field('paid_out_on', false, ['撥款日期', 'payout date', 'settled on', 'available on']),
  field('state', false, ['撥款狀態', 'payout state', 'payout status']),
]

function field(name: string, required: boolean, headings: readonly string[]): ImportField {
  return { name, required, labelKey: `books:payouts.fields.${name}`, headings }
}

/** Words by which a file says that the money is still with the provider. */
const notYet = /^(未撥款|尚未撥款|0|pending|not paid out)$/i

/**
 * Reads a line from its cells. Fees count against the gross whatever their sign. Fails with `books.payout-not-yet` where the
 * money is still with the provider, `books.payout-unnamed` without any number of the payment, `books.payout-amount`,
 * `books.payout-day`, `books.payout-sum` where the line itself does not add up.
 */
export function readPayoutLine(cells: Cells, currency: string): LineFigures {
  const cell = (name: string) => plain(cells(name))
  if (notYet.test(cell('state'))) throw new Failure('books.payout-not-yet', {}, { field: 'state' })
  const amount = (name: string) => readAmount(cell(name), currency, name)
  const [fee, otherFee] = [absolute(amount('fee')), absolute(amount('other_fee'))]
  const line = {
    reference: asStored(cell('reference')),
    providerReference: cell('provider_reference'),
    payoutReference: cell('payout_reference'),
    grossMinor: amount('gross'),
    refundedMinor: absolute(amount('refunded')),
    feeMinor: fee + otherFee,
    netMinor: amount('net'),
    paidOutOn: readDay(cell('paid_out_on')),
  }
  requireSound(line)
  return line
}

/** Refuses a line that names no payment or does not add up. Fails with `books.payout-unnamed`, `books.payout-sum`. */
export function requireSound(line: LineFigures): void {
  if (line.reference === '' && line.providerReference === '') {
    throw new Failure('books.payout-unnamed', {}, { field: 'reference' })
  }
  if (line.grossMinor - line.refundedMinor - line.feeMinor !== line.netMinor) {
    throw new Failure('books.payout-sum', {}, { field: 'net' })
  }
}

/** ECPay writes `="…"`, so that a spreadsheet leaves its numbers alone. */
function plain(cell: string): string {
  return (/^="(.*)"$/s.exec(cell)?.[1] ?? cell).normalize('NFKC').trim()
}

function readAmount(typed: string, currency: string, field: string): bigint {
  const digits = typed.replace(/^(-?)(?:NT\$|US\$|[$€¥£])\s*/, '$1').replace(/,(?=[0-9]{3}(?![0-9]))/g, '')
  if (digits === '' || digits === '-') return 0n
  try {
    return fromDecimal(digits, currency).minor
  } catch (cause) {
    throw new Failure('books.payout-amount', {}, { field, cause })
  }
}

/** A day, or the day of a moment: `2026-03-04`, `2026/3/4 12:00:00`, `20260304`. */
function readDay(typed: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[ T].*)?$/.exec(typed) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!z.iso.date().safeParse(iso).success) throw new Failure('books.payout-day', {}, { field: 'paid_out_on' })
  return iso
}

function absolute(minor: bigint): bigint {
  return minor < 0n ? -minor : minor
}
