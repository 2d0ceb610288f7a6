import { Failure } from '../../platform/errors.ts'
import { fromDecimal, type Money } from '../../platform/money.ts'
import type { InstructionLine, Instructions } from '../action.ts'
import type { PaymentEvent } from '../event.ts'
import type { SignedForm } from './check-mac-value.ts'
import { fromTaipeiTime } from './taipei-time.ts'

/**
 * Codes of a payment result. All others are kept as `unknown`: an unexplained code must neither book nor end anything.
 * Source: ECPay's guide of 2026-04-29. 2 and 10100073 say that a code to pay with was issued: not money.
 */
const typeByCode: Readonly<Record<string, PaymentEvent['type']>> = {
  '1': 'paid',
  '2': 'awaiting_offline',
  '10100073': 'awaiting_offline',
  '10200043': 'failed',
  '10200058': 'failed',
  '10200115': 'failed',
  '10100001': 'expired',
  '10100058': 'expired',
  '10200009': 'expired',
  '10300006': 'expired',
}

/** The event in a payment or code notice (`ReturnURL`, `PaymentInfoURL`). */
export function readNotice(form: SignedForm, now: Date): PaymentEvent {
  const code = form('RtnCode') ?? ''
  const type = typeByCode[code] ?? 'unknown'
  const instructions = type === 'awaiting_offline' ? readInstructions(form) : null
  const trade = readTrade(form, type, now)
  return {
    ...trade,
    simulated: isSimulated(form, type),
    // A query may have told of the waiting before; the code itself is news all the same.
    ...(instructions === null ? {} : { instructions, dedupeKey: `${trade.dedupeKey}:code` }),
    ...(type === 'failed' || type === 'unknown' ? { providerCode: code } : {}),
  }
}

/** Words of a query's `TradeStatus`; the waiting state depends on the way to pay that was chosen. */
export function readTradeStatus(form: SignedForm, now: Date): PaymentEvent {
  const status = form('TradeStatus') ?? ''
  const type = typeOfStatus(status, form('PaymentType') ?? '')
  return {
    ...readTrade(form, type, now),
    simulated: false,
    ...(type === 'failed' || type === 'unknown' ? { providerCode: status } : {}),
  }
}

function typeOfStatus(status: string, paymentType: string): PaymentEvent['type'] {
  if (status === '1') return 'paid'
  if (status === '10200095') return 'failed'
  if (status !== '0') return 'unknown'
  return /^(ATM|CVS|BARCODE)_/.test(paymentType) ? 'awaiting_offline' : 'requires_action'
}

/** What notice and query share. The key holds only what ECPay's signature fixes. */
function readTrade(form: SignedForm, type: PaymentEvent['type'], now: Date): Omit<PaymentEvent, 'simulated'> {
  const reference = form('MerchantTradeNo') ?? ''
  const providerReference = form('TradeNo') ?? ''
  const fee = readDollars(form('HandlingCharge')) ?? readDollars(form('PaymentTypeChargeFee'))
  const code = form('RtnCode') ?? form('TradeStatus') ?? ''
  const what = type === 'failed' || type === 'unknown' ? `${type}:${code}` : type
  const rehearsal = isSimulated(form, type) ? ':simulated' : ''
  return {
    type,
    reference,
    providerReference,
    amount: readWholeDollars(form('TradeAmt')),
    at: fromTaipeiTime(form('PaymentDate') ?? '') ?? fromTaipeiTime(form('TradeDate') ?? '') ?? now,
    dedupeKey: `${reference}:${providerReference}:${what}${rehearsal}`,
    ...(type === 'paid' && fee !== null ? { feeMinor: fee.minor } : {}),
  }
}

/** A payment notice that does not say whether it is a rehearsal is taken for one: only an explicit `0` is money. */
function isSimulated(form: SignedForm, type: PaymentEvent['type']): boolean {
  return form('RtnCode') !== undefined && type === 'paid' && form('SimulatePaid') !== '0'
}

function readInstructions(form: SignedForm): Instructions | null {
  const lines: InstructionLine[] = [
    { label: 'bankCode', value: form('BankCode') ?? '' },
    { label: 'accountNumber', value: form('vAccount') ?? '' },
    { label: 'paymentCode', value: form('PaymentNo') ?? '' },
    { label: 'barcode1', value: form('Barcode1') ?? '' },
    { label: 'barcode2', value: form('Barcode2') ?? '' },
    { label: 'barcode3', value: form('Barcode3') ?? '' },
  ]
  const filled = lines.filter(({ value }) => value !== '')
  return filled.length === 0 ? null : { lines: filled, expiresAt: fromTaipeiTime(form('ExpireDate') ?? '') }
}

function readWholeDollars(text: string | undefined): Money | null {
  return text !== undefined && /^[0-9]{1,10}$/.test(text) ? fromDecimal(text, 'TWD') : null
}

/** Fees may carry decimals; what cannot be read is no fee, for the money matters more. */
function readDollars(text: string | undefined): Money | null {
  try {
    return text === undefined ? null : fromDecimal(text, 'TWD')
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}
