import pg from 'pg'
import { Failure } from '../errors.ts'
import type { Vault } from '../vault.ts'
import { listMigrations, loginRoles } from './migrate.ts'

const oldestMajor = 15

/**
 * Looks whether the server can work on this database, and changes nothing; answers the database's clock. Fails with
 * `database.unreachable`, `database.too-old`, `database.migrations-pending`, `database.ahead` when a newer version of
 * Riscontro has migrated it, and `database.secret-differs` when its logins do not follow from our secret.
 */
export async function lookAtDatabase(url: string, vault: Vault): Promise<Date> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ version: number; now: Date; migrated: boolean }>(`
      select current_setting('server_version_num')::int as version, clock_timestamp() as now,
        to_regclass('riscontro_meta.kysely_migration') is not null as migrated`)
    const [found] = rows
    const major = Math.floor((found?.version ?? 0) / 10_000)
    if (major < oldestMajor) throw new Failure('database.too-old', { found: major, needed: oldestMajor })
    await compareMigrations(client, found?.migrated ?? false)
    await logIn(url, vault)
    return found?.now ?? new Date(0)
  })
}

async function compareMigrations(client: pg.Client, isMigrated: boolean): Promise<void> {
  const { rows } = isMigrated
    ? await client.query<{ name: string }>('select name from riscontro_meta.kysely_migration')
    : { rows: [] }
  const [done, known] = [new Set(rows.map(({ name }) => name)), await listMigrations()]
  const foreign = [...done].filter((name) => !known.includes(name))
  if (foreign.length > 0) throw new Failure('database.ahead', { migration: foreign.sort().at(-1) ?? '' })
  const pending = known.filter((name) => !done.has(name))
  if (pending.length > 0) throw new Failure('database.migrations-pending', { migrations: pending.length })
}

async function logIn(url: string, vault: Vault): Promise<void> {
  const role = loginRoles(url).app
  let cause: unknown
  for (const password of [vault.rolePassword(role), vault.formerRolePassword(role)]) {
    const login = Object.assign(new URL(url), { username: role, password })
    try {
      if (password) return await withClient(login.href, async (client) => void (await client.query('select 1')))
    } catch (error) {
      cause = error
    }
  }
  throw new Failure('database.secret-differs', {}, { field: 'RISCONTRO_SECRET', cause })
}

async function withClient<Answer>(url: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    throw new Failure('database.unreachable', {}, { kind: 'unavailable', cause })
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
