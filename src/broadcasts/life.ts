import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/**
 * Names the life of this database: its cluster, its timeline, itself. It changes when a dump is put back, when the cluster is
 * brought to an earlier moment, and when a replica takes over; a restart changes nothing.
 */
export async function databaseLife({ db }: Transaction): Promise<string> {
  const { rows } = await sql<{ life: string }>`
    select concat_ws('/', (select system_identifier from pg_control_system()),
      (select timeline_id from pg_control_checkpoint()),
      (select oid from pg_database where datname = current_database())) as life`.execute(db)
  return rows[0]?.life ?? ''
}
