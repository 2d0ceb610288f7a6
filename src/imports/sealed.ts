import { type Sealed, sealedColumn } from '../platform/sealed.ts'
import { sealPlace } from './draft.ts'

/** What imports keep sealed: uploaded tables until they are brought in. One may be twenty megabytes. */
export const sealedOfImports: readonly Sealed[] = [
  sealedColumn({ table: 'import_drafts', column: 'rows_cipher', row: 'import_id', place: sealPlace, batch: 1 }),
]
