import type { ProviderRequest, ProviderResponse, RawRequest } from '../platform/wire.ts'
import type {
  CreateContext,
  Created,
  PaymentAbilities,
  PaymentContext,
  PaymentIntent,
  PaymentProvider,
  ProviderKind,
  ProviderState,
  Reception,
  RefundOrder,
  RefundStep,
} from './provider.ts'

/** A provider with one account's config inside, so that whoever takes payments need not know what is in it. */
export interface PaymentAccount {
  readonly kind: ProviderKind
  readonly abilities: PaymentAbilities
  readonly isPlayMoney: boolean
  create(intent: PaymentIntent, context: CreateContext): Created
  receive(request: RawRequest, now: Date): Reception
  query(reference: string, context: PaymentContext): ProviderRequest | null
  readState(response: ProviderResponse, now: Date): ProviderState
  refund(order: RefundOrder, context: PaymentContext): RefundStep
}

/** Closes a provider over one account's settings. Throws `payments.config-invalid`. Cheap to call; safe to keep. */
export function bind<Config>(provider: PaymentProvider<Config>, settings: unknown): PaymentAccount {
  const config = provider.parseConfig(settings)
  return {
    kind: provider.kind,
    abilities: provider.abilities,
    isPlayMoney: provider.isPlayMoney(config),
    create: (intent, context) => provider.create(intent, config, context),
    receive: (request, now) => provider.receive(request, config, now),
    query: (reference, context) => provider.query(reference, config, context),
    readState: (response, now) => provider.readState(response, config, now),
    refund: (order, context) => provider.refund(order, config, context),
  }
}
