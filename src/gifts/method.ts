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

/** In this order they are offered: what is paid at once before what has to be brought somewhere. */
const methodsInOrder: readonly PaymentMethod[] = ['sandbox', 'card', 'atm', 'transfer']

/** The ways to pay offered for a currency, one account each: the oldest. */
export async function offeredMethods(transaction: Transaction, currency: string): Promise<OfferedMethod[]> {
  const accounts = await openPaymentAccounts(transaction)
  const offered = accounts
    .filter((account) => account.isOffered && account.currency === currency)
    .flatMap((account) => methodsOf(account).map((method) => ({ method, ...boundsOf(account) })))
  return methodsInOrder.flatMap((method) => offered.find((one) => one.method === method) ?? [])
}

const methodsByKind = { ecpay: ['card', 'atm'], manual: ['transfer'], sandbox: ['sandbox'] } as const

function methodsOf(account: StoredAccount): readonly PaymentMethod[] {
  return methodsByKind[account.kind]
}

function boundsOf({ paymentAccountId, provider }: StoredAccount): Omit<OfferedMethod, 'method'> {
  const { minimumMinor, maximumMinor, wholeUnitsOnly } = provider.abilities
  return { paymentAccountId, bounds: { minimumMinor, maximumMinor, wholeUnitsOnly } }
}
