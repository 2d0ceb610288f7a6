import type { PaymentAbilities } from '../provider.ts'

/**
 * What this adapter does of what ECPay can. Recurring cards, refunds by request (cards only, production only) and
 * charity e-receipts exist at ECPay and are not built yet. ECPay publishes no largest amount.
 */
export const ecpayAbilities: PaymentAbilities = {
  recurring: false,
  refunds: 'none',
  disputes: false,
  offlinePending: true,
  pollOnly: false,
  query: true,
  currencies: ['TWD'],
  wholeUnitsOnly: true,
  minimumMinor: 100n,
  maximumMinor: null,
  receipts: false,
}
