import { exponentOf } from '../platform/currencies.ts'
import { Failure } from '../platform/errors.ts'
import type { Money } from '../platform/money.ts'
import type { PaymentAbilities } from './provider.ts'

/**
 * Refuses an amount the provider would refuse, before anything is recorded. Throws `payments.currency-not-taken`,
 * `payments.amount-not-whole`, `payments.amount-too-small`, `payments.amount-too-large`.
 */
export function requireTaken(amount: Money, abilities: PaymentAbilities): void {
  const { minor, currency } = amount
  const scale = 10n ** BigInt(exponentOf(currency))
  if (abilities.currencies !== 'any' && !abilities.currencies.includes(currency)) {
    throw new Failure('payments.currency-not-taken', { currency }, { field: 'amount' })
  }
  if (abilities.wholeUnitsOnly && minor % scale !== 0n) {
    throw new Failure('payments.amount-not-whole', { currency }, { field: 'amount' })
  }
  if (minor <= 0n || (abilities.minimumMinor !== null && minor < abilities.minimumMinor)) {
    throw new Failure('payments.amount-too-small', { currency }, { field: 'amount' })
  }
  if (abilities.maximumMinor !== null && minor > abilities.maximumMinor) {
    throw new Failure('payments.amount-too-large', { currency }, { field: 'amount' })
  }
}
