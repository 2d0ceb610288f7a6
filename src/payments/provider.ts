import type { Language } from '../platform/languages.ts'
import type { Money } from '../platform/money.ts'
import type { ProviderRequest, ProviderResponse, RawRequest, RawResponse } from '../platform/wire.ts'
import type { PaymentAction } from './action.ts'
import type { PaymentEvent } from './event.ts'

/** The providers that exist. A provider's origin follows from its kind and environment and is never data. */
export const providerKinds = ['ecpay', 'manual', 'sandbox'] as const
export type ProviderKind = (typeof providerKinds)[number]

/** What a provider can do, so that nothing is offered which it would refuse. */
export interface PaymentAbilities {
  readonly recurring: boolean
  /** What `refund` can return by itself; `none`: a person returns it in the provider's console or by bank transfer. */
  readonly refunds: 'none' | 'full' | 'partial'
  /** Whether disputes arrive as events; otherwise finance enters them. */
  readonly disputes: boolean
  /** Whether a donor may pay days later (a code for a machine, a bank transfer). */
  readonly offlinePending: boolean
  /** The provider never calls us: the sweeper is the only news. */
  readonly pollOnly: boolean
  /** Whether `query` has somebody to ask. */
  readonly query: boolean
  /** ISO codes, or `any`. */
  readonly currencies: readonly string[] | 'any'
  /** Whole major units only, although the currency has decimals (TWD at every Taiwanese provider). */
  readonly wholeUnitsOnly: boolean
  /** Smallest and largest gift in minor units; `null`: the provider publishes no bound. */
  readonly minimumMinor: bigint | null
  readonly maximumMinor: bigint | null
  /** Whether the provider writes the donor's tax receipt for us. */
  readonly receipts: boolean
}

/** One field of the set-up page. Words are `payments:<kind>.fields.<name>.label` and `.hint` (where to find it). */
export interface ConfigField {
  readonly name: string
  /** Encrypted at rest, never shown again, typed as a password. */
  readonly secret: boolean
  readonly required: boolean
  /** The only values taken, their words at `payments:<kind>.fields.<name>.choices.<value>`, the first preselected. */
  readonly choices?: readonly string[]
}

/** One attempt to pay, recorded before the donor leaves for the provider. */
export interface PaymentIntent {
  /** From `makeReference`; a new attempt has a new one. */
  readonly reference: string
  readonly amount: Money
  /** One line the donor reads on the provider's page, usually the campaign's title. Shortened and cleaned as needed. */
  readonly purpose: string
  readonly language: Language
}

/** What asking a provider needs besides the account's config. */
export interface PaymentContext {
  readonly now: Date
  /** Our own origin, without a slash at the end. */
  readonly publicUrl: string
  /**
   * A demo account's emulator: an `http` origin on a loopback host, standing in for the provider's.
   * Anything else is `payments.sandbox-not-loopback`.
   */
  readonly sandboxOrigin?: string | undefined
}

/** What starting a payment needs besides. The three addresses must differ. */
export interface CreateContext extends PaymentContext {
  /** Where the provider's server reports: `<publicUrl>/hooks/pay/<key>`. */
  readonly notifyUrl: string
  /** Where the donor's browser comes back by a link. Coming back proves nothing. */
  readonly returnUrl: string
  /** Where the donor's browser is sent by a cross-site form POST, if we have a page that takes it. Proves nothing either. */
  readonly resultUrl?: string | undefined
}

/** `reference` is the intent's; store `state` and `action.expiresAt` with the attempt, show `action` to the donor. */
export interface Created {
  readonly reference: string
  readonly state: 'requires_action' | 'awaiting_offline'
  readonly action: PaymentAction
}

/**
 * What a callback turned out to be. `accepted` false: not proven to come from the provider: store nothing, answer
 * `response`. True: store the events, commit, and only then answer `response`, the provider's own acknowledgement.
 */
export interface Reception {
  readonly accepted: boolean
  readonly response: RawResponse
  readonly events: readonly PaymentEvent[]
}

/**
 * What a provider answered about one reference. `reported`: apply the event like any other. `not-found`: the provider
 * has never seen it (the donor did not arrive). `unreadable`: not its answer, or not signed; ask again later.
 */
export type ProviderState =
  | { readonly kind: 'reported'; readonly event: PaymentEvent }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'unreadable' }

/** Money to give back. `key` is ours, one per refund, the same for every try of it. */
export interface RefundOrder {
  readonly key: string
  readonly reference: string
  readonly providerReference: string
  readonly amount: Money
  readonly paid: Money
}

/** How a refund is done: by a request to send, or by a person, told how at `payments:<kind>.refundByHand`. */
export type RefundStep = { readonly kind: 'request'; readonly request: ProviderRequest } | { readonly kind: 'by-hand' }

/**
 * A payment provider by contract. Pure: no network, no clock, no randomness; whoever calls brings them. Every provider
 * must pass the kit in `kit/conformance.ts`. A provider that must be called before the donor can leave (LINE Pay, Stripe)
 * or after they return will add a step here together with its adapter.
 */
export interface PaymentProvider<Config> {
  readonly kind: ProviderKind
  readonly abilities: PaymentAbilities
  readonly configFields: readonly ConfigField[]
  /** Reads stored or typed settings. Throws `payments.config-invalid` with `field` set to the field at fault. */
  parseConfig(settings: unknown): Config
  /** Whether this account moves play money. Only a demo organisation may have such an account. */
  isPlayMoney(config: Config): boolean
  /**
   * Turns an intent into what the donor does next. Throws `payments.bad-reference`, `payments.currency-not-taken`,
   * `payments.amount-not-whole`, `payments.amount-too-small`, `payments.amount-too-large`, `payments.sandbox-not-loopback`.
   */
  create(intent: PaymentIntent, config: Config, context: CreateContext): Created
  /** Verifies, then reads. Never throws, whatever the bytes; what is verified but unknown becomes an `unknown` event. */
  receive(request: RawRequest, config: Config, now: Date): Reception
  /** The question "what became of this reference?", to be sent at once; `null` when there is nobody to ask. */
  query(reference: string, config: Config, context: PaymentContext): ProviderRequest | null
  /** Reads the answer to `query`. Never throws; the event has the callback's `dedupeKey` where both tell the same fact. */
  readState(response: ProviderResponse, config: Config, now: Date): ProviderState
  refund(order: RefundOrder, config: Config, context: PaymentContext): RefundStep
}
