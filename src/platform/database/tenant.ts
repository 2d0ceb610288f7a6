import { CompiledQuery, type Kysely } from 'kysely'
import type { OrganisationId } from '../ids.ts'
import type { DB } from './schema.generated.ts'

/**
 * Runs `work` in one transaction that belongs to one organisation: row level security shows and accepts no other rows.
 * The settings are literal `SET LOCAL`s, which Citus hands to its nodes; `organisation` is a checked UUID.
 */
export function inTenant<T>(
  database: Kysely<DB>,
  organisation: OrganisationId,
  work: (db: Kysely<DB>) => Promise<T>,
): Promise<T> {
  return database.connection().execute(async (connection) => {
    const run = (text: string) => connection.executeQuery(CompiledQuery.raw(text))
    await run(
      `begin; set local citus.propagate_set_commands to 'local'; set local app.organisation to '${organisation}'`,
    )
    try {
      const result = await work(connection)
      await run('commit')
      return result
    } catch (error) {
      await run('rollback').catch(() => {})
      throw error
    }
  })
}
