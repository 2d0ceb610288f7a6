import { type Sealed, sealedColumn } from '../platform/sealed.ts'
import { sealPlace as accountPlace } from './accounts.ts'
import { sealPlace as partnerPlace } from './platform/partners.ts'

const partner = { table: 'partner_accounts', row: 'partner_account_id', place: partnerPlace } as const

/** What connectors keep sealed: what we show to giving platforms, and what partners show to us. */
export const sealedOfConnectors: readonly Sealed[] = [
  sealedColumn({
    table: 'connector_accounts',
    column: 'config_cipher',
    row: 'connector_account_id',
    place: accountPlace,
  }),
  sealedColumn({ ...partner, column: 'secret_cipher' }),
  sealedColumn({ ...partner, column: 'former_cipher' }),
]
