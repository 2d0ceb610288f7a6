import type { Money } from '../platform/money.ts'
import type { Instructions } from './action.ts'
import type { PaymentState } from './state.ts'

/**
 * What a provider says happened to one payment attempt, in our words. Nothing in it is trusted beyond "the provider
 * said so": `advance` compares it with the intent before any money is booked.
 */
export interface PaymentEvent {
  /** The state the provider reports, or `unknown`: verified, kept for a person to read, moves nothing. */
  readonly type: Exclude<PaymentState, 'created'> | 'unknown'
  /** Ours: what `create` was given. Money whose reference we do not know goes to suspense, never away. */
  readonly reference: string
  /** The provider's own number of the payment, for its console and for refunds; `''` when it has none yet. */
  readonly providerReference: string
  /** Gross, what the donor pays; `null` when the provider did not say, which can never become money. */
  readonly amount: Money | null
  /** What the provider keeps, in minor units of the amount's currency, when it says. Included in `amount`. */
  readonly feeMinor?: bigint
  /** When it happened according to the provider; the time of receipt when it does not say. */
  readonly at: Date
  /**
   * The same for every copy of the same fact, callback or answer to a query; unique together with the payment account.
   * Never built from something the provider's signature does not fix.
   */
  readonly dedupeKey: string
  /** A rehearsal from the provider's console: shown to the operator, never money. */
  readonly simulated: boolean
  /** How to pay later, when this event issued a code or an account number. Worth keeping even if the event moves nothing. */
  readonly instructions?: Instructions
  /** The provider's own code or words for `failed` and `unknown`, for operators; never shown to donors. */
  readonly providerCode?: string
}
