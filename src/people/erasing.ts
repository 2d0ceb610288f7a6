import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/** From here on this transaction may empty what is otherwise never changed: policies of migration 0160 and after ask for it. */
export async function beginErasing({ db }: Transaction): Promise<void> {
  await sql`select set_config('app.erasing', 'yes', true)`.execute(db)
}
