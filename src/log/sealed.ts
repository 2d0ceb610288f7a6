import { type Sealed, sealedColumn } from '../platform/sealed.ts'
import { sealPlace } from './head.ts'
import { witnessPlace } from './witness-key.ts'

const key = { column: 'secret_key_cipher', row: 'organisation_id' } as const

/** What the log keeps sealed: the key that signs it, and the one that cosigns the logs of others. */
export const sealedOfLog: readonly Sealed[] = [
  sealedColumn({ ...key, table: 'log_heads', place: sealPlace }),
  sealedColumn({ ...key, table: 'witness_keys', place: witnessPlace }),
]
