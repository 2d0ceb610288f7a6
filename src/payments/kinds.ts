import { bind, type PaymentAccount } from './account.ts'
import { ecpay } from './ecpay/provider.ts'
import { manual } from './manual/provider.ts'
import type { ProviderKind } from './provider.ts'
import { sandbox } from './sandbox/provider.ts'

/** Every provider by its kind, for what needs no account: abilities, set-up fields, checking settings. */
export const providers = { ecpay, manual, sandbox } as const satisfies Record<ProviderKind, unknown>

/** A payment account ready to use. Throws `payments.config-invalid` when the settings do not fit the kind. */
export function openAccount(kind: ProviderKind, settings: unknown): PaymentAccount {
  switch (kind) {
    case 'ecpay':
      return bind(ecpay, settings)
    case 'manual':
      return bind(manual, settings)
    case 'sandbox':
      return bind(sandbox, settings)
  }
}
