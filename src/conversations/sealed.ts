import { type Sealed, sealedColumn } from '../platform/sealed.ts'
import { configPlace } from './account.ts'

const account = { table: 'channel_accounts', row: 'channel_account_id', place: configPlace } as const

/** What conversations keep sealed: the settings of channel accounts. */
export const sealedOfConversations: readonly Sealed[] = [
  sealedColumn({ ...account, column: 'config_cipher' }),
  sealedColumn({ ...account, column: 'former_cipher' }),
]
