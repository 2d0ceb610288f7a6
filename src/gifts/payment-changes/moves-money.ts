import type { ProviderKind } from '../../payments/provider.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { PaymentAccountChange, PaymentSettings } from '../payment-account.ts'

/** The settings that say neither where money goes nor who may tell that it came. Every other one does, also one we have yet to invent. */
const harmless: Readonly<Record<ProviderKind, readonly string[]>> = {
  ecpay: ['methods', 'atmDays'],
  manual: ['waitDays'],
  sandbox: [],
}

/** What of a change is not so already; a form sends everything it shows. */
export function differing({ row, settings }: PaymentSettings, change: PaymentAccountChange): PaymentAccountChange {
  const { name, isOffered, config, isLeaked } = change
  const changed = Object.entries(config ?? {}).filter(
    ([field, value]) => value !== '' && value !== undefined && String(value) !== String(settings[field] ?? ''),
  )
  return {
    ...(name === undefined || name === row.name ? {} : { name }),
    ...(isOffered === undefined || isOffered === row.is_offered ? {} : { isOffered }),
    ...(changed.length === 0 ? {} : { config: Object.fromEntries(changed) }),
    ...(isLeaked === undefined ? {} : { isLeaked }),
  }
}

/** Whether a change, as `differing` leaves it, moves where money is paid: another place, another key, offered or no longer. */
export function movesMoney({ kind }: PaymentSettings, { isOffered, config }: PaymentAccountChange): boolean {
  return isOffered !== undefined || Object.keys(config ?? {}).some((field) => !harmless[kind].includes(field))
}

/** A keyed digest of where an account's money goes now, for `isStillBasis`. */
export function basisOf({ context, organisationId }: Transaction, held: PaymentSettings): string {
  return context.vault.sign(purpose, factsOf(organisationId, held))
}

/** Whether an account's money still goes where it went: otherwise something else would be changed than was proposed. */
export function isStillBasis({ context, organisationId }: Transaction, held: PaymentSettings, basis: string): boolean {
  return context.vault.verify(purpose, factsOf(organisationId, held), basis)
}

const purpose = 'gifts.payment-change'

function factsOf(organisationId: string, { row, kind, settings }: PaymentSettings): string {
  const steering = Object.entries(settings)
    .filter(([field]) => !harmless[kind].includes(field))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([organisationId, row.payment_account_id, row.is_offered, steering])
}
