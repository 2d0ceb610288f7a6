import type { Money } from '../../platform/money.ts'
import type { PaymentEvent } from '../event.ts'

/** What finance saw on the bank statement. */
export interface BankLine {
  /** The attempt's reference, as `findReference` read it or as finance chose it. */
  readonly reference: string
  readonly amount: Money
  readonly bookedAt: Date
  /** The bank's own number of the line; finance's own words where there is none. Unique per account. */
  readonly bankReference: string
}

/** The event of a transfer confirmed by a person. One bank line is one fact, however often it is confirmed or imported. */
export function confirmTransfer(line: BankLine): PaymentEvent {
  return {
    type: 'paid',
    reference: line.reference,
    providerReference: line.bankReference,
    amount: line.amount,
    at: line.bookedAt,
    dedupeKey: `bank:${line.bankReference}`,
    simulated: false,
  }
}
