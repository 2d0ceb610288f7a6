import { type Sealed, sealedColumn } from '../platform/sealed.ts'
import { intentSealPlace } from './intent.ts'
import { proposalPlace } from './payment-changes/rows.ts'
import { receiptSealPlace } from './receipts/receipt.ts'
import { giftSealPlace } from './record-gift.ts'
import { accountPlace } from './recurring/mandate-decide.ts'

const account = {
  table: 'payment_accounts',
  row: 'payment_account_id',
  place: (organisation: string, id: string) => `${organisation}/payment_accounts/${id}/config`,
} as const

const taxIdentifier = { column: 'tax_identifier_cipher' } as const

/** What gifts keep sealed: keys of payment providers, also those proposed, tax identifiers, accounts of mandates. */
export const sealedOfGifts: readonly Sealed[] = [
  sealedColumn({ ...account, column: 'config_cipher' }),
  sealedColumn({ ...account, column: 'former_cipher' }),
  sealedColumn({
    table: 'payment_changes',
    column: 'proposed_cipher',
    row: 'payment_change_id',
    place: proposalPlace,
  }),
  sealedColumn({ ...taxIdentifier, table: 'gift_intents', row: 'gift_intent_id', place: intentSealPlace }),
  sealedColumn({ ...taxIdentifier, table: 'gifts', row: 'gift_id', place: giftSealPlace }),
  sealedColumn({ ...taxIdentifier, table: 'receipts', row: 'receipt_id', place: receiptSealPlace }),
  sealedColumn({
    table: 'recurring_gifts',
    column: 'account_cipher',
    row: 'recurring_gift_id',
    place: accountPlace,
  }),
]
