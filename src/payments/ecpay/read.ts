import { Failure } from '../../platform/errors.ts'
import { fromDecimal, type Money } from '../../platform/money.ts'
import type { InstructionLine, Instructions } from '../action.ts'
import type { PaymentEvent } from '../event.ts'
import { fromTaipeiTime } from './taipei-time.ts'

/** The fields of a form whose signature has been checked. */
export type SignedFields = ReadonlyMap<string, string>

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
export function readNotice(fields: SignedFields, now: Date): PaymentEvent {
  const code = fields.get('RtnCode') ?? ''
  const type = typeByCode[code] ?? 'unknown'
  const instructions = type === 'awaiting_offline' ? readInstructions(fields) : null
  const trade = readTrade(fields, type, now)
  return {
    ...trade,
    simulated: isSimulated(fields, type),
    // A query may have told of the waiting before; the code itself is news all the same.
    ...(instructions === null ? {} : { instructions, dedupeKey: `${trade.dedupeKey}:code` }),
    ...(type === 'failed' || type === 'unknown' ? { providerCode: code } : {}),
  }
}

/** Words of a query's `TradeStatus`; the waiting state depends on the way to pay that was chosen. */
export function readTradeStatus(fields: SignedFields, now: Date): PaymentEvent {
  const status = fields.get('TradeStatus') ?? ''
  const type = typeOfStatus(status, fields.get('PaymentType') ?? '')
  return {
    ...readTrade(fields, type, now),
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

/**
 * What notice and query share. The signature ignores case, so everything that identifies the fact is raised to capitals:
 * a replay in other letters is the same fact, not a new one.
 */
function readTrade(fields: SignedFields, type: PaymentEvent['type'], now: Date): Omit<PaymentEvent, 'simulated'> {
  const reference = (fields.get('MerchantTradeNo') ?? '').toUpperCase()
  const providerReference = (fields.get('TradeNo') ?? '').toUpperCase()
  const fee = readDollars(fields.get('HandlingCharge')) ?? readDollars(fields.get('PaymentTypeChargeFee'))
  const code = (fields.get('RtnCode') ?? fields.get('TradeStatus') ?? '').toUpperCase()
  const what = type === 'failed' || type === 'unknown' ? `${type}:${code}` : type
  const rehearsal = isSimulated(fields, type) ? ':simulated' : ''
  return {
    type,
    reference,
    providerReference,
    amount: readWholeDollars(fields.get('TradeAmt')),
    at: fromTaipeiTime(fields.get('PaymentDate') ?? '') ?? fromTaipeiTime(fields.get('TradeDate') ?? '') ?? now,
    dedupeKey: `${reference}:${providerReference}:${what}${rehearsal}`,
    ...(type === 'paid' && fee !== null ? { feeMinor: fee.minor } : {}),
  }
}

/** A payment notice that does not say whether it is a rehearsal is taken for one: only an explicit `0` is money. */
function isSimulated(fields: SignedFields, type: PaymentEvent['type']): boolean {
  return fields.has('RtnCode') && type === 'paid' && fields.get('SimulatePaid') !== '0'
}

function readInstructions(fields: SignedFields): Instructions | null {
  const lines: InstructionLine[] = [
    { label: 'bankCode', value: fields.get('BankCode') ?? '' },
    { label: 'accountNumber', value: fields.get('vAccount') ?? '' },
    { label: 'paymentCode', value: fields.get('PaymentNo') ?? '' },
    { label: 'barcode1', value: fields.get('Barcode1') ?? '' },
    { label: 'barcode2', value: fields.get('Barcode2') ?? '' },
    { label: 'barcode3', value: fields.get('Barcode3') ?? '' },
  ]
  const filled = lines.filter(({ value }) => value !== '')
  return filled.length === 0 ? null : { lines: filled, expiresAt: fromTaipeiTime(fields.get('ExpireDate') ?? '') }
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
