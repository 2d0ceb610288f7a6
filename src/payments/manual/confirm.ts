import type { Money } from '../../platform/money.ts'
import type { PaymentEvent } from '../event.ts'

/** What finance saw on the bank statement. */
export interface BankLine {
  /** The attempt's reference, as `findReference` read it or as finance chose it. */
  readonly reference: string
  readonly amount: Money
  readonly bookedAt: Date
  /**
   * The bank's own number of the line, in any spelling. Without one a day holds one line of a reference, whatever its amount: an
   * amount can be mistyped, and must not make a second line of the first.
   */
  readonly bankReference: string | undefined
  /** `YYYY-MM-DD`, as the statement says. */
  readonly bookedOn: string
}

/** The event of a transfer confirmed by a person. One bank line is one fact, however often it is confirmed or imported. */
export function confirmTransfer(line: BankLine): PaymentEvent {
  const number = line.bankReference === undefined ? '' : oneSpelling(line.bankReference)
  const lineName = number === '' ? `${line.reference}:${line.bookedOn}` : number
  return {
    type: 'paid',
    reference: line.reference,
    providerReference: lineName,
    amount: line.amount,
    at: line.bookedAt,
    dedupeKey: `bank:${lineName}`,
    simulated: false,
  }
}

/** Whether the bank's own number names a line, by its `dedupeKey`; `reference` is that of either line. */
export function isNumbered({ reference }: Pick<PaymentEvent, 'reference'>, dedupeKey: string): boolean {
  return !dedupeKey.startsWith(`bank:${reference}:`)
}

function oneSpelling(number: string): string {
  return number.normalize('NFKC').toUpperCase().replace(/\s/g, '')
}
