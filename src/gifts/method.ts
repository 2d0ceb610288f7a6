import type { Transaction } from '../platform/scope.ts'
import type { FormRules } from './gift-form.ts'
import { openPaymentAccounts, type StoredAccount } from './payment-account.ts'

/** A way to pay as the donor sees it: `card` and `atm` lead to ECPay, `transfer` to the bank, `sandbox` to the test page. */
export type PaymentMethod = 'card' | 'atm' | 'transfer' | 'sandbox'

export interface OfferedMethod {
  readonly method: PaymentMethod
  readonly paymentAccountId: string
  readonly bounds: Pick<FormRules, 'minimumMinor' | 'maximumMinor' | 'wholeUnitsOnly'>
}

/** The ways to pay offered for a currency, one account each, the oldest account first. */
export async function offeredMethods(transaction: Transaction, currency: string): Promise<OfferedMethod[]> {
  const accounts = await openPaymentAccounts(transaction)
  const offered = accounts
    .filter((account) => account.isOffered && account.currency === currency)
    .flatMap((account) => methodsOf(account).map((method) => ({ method, ...boundsOf(account) })))
  return offered.filter(({ method }, index) => offered.findIndex((other) => other.method === method) === index)
}

const methodsByKind = { ecpay: ['card', 'atm'], manual: ['transfer'], sandbox: ['sandbox'] } as const

function methodsOf(account: StoredAccount): readonly PaymentMethod[] {
  return methodsByKind[account.kind]
}

function boundsOf({ paymentAccountId, provider }: StoredAccount): Omit<OfferedMethod, 'method'> {
  const { minimumMinor, maximumMinor, wholeUnitsOnly } = provider.abilities
  return { paymentAccountId, bounds: { minimumMinor, maximumMinor, wholeUnitsOnly } }
}
