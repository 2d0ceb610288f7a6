import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import { Kysely, type Migration, Migrator, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { Failure } from '../errors.ts'
import { packageFolder } from '../package-folder.ts'
import { Vault } from '../vault.ts'
import { takeUpSecret } from './secrets-in-use.ts'

/**
 * Brings the schema up to date: the queue's own, then `migrations/*.sql` in order, each once, under a lock, all or nothing;
 * then the login roles of this database, where the secret is the one in use or takes its place. Safe to run from several processes at
 * once. Fails with `database.migration-failed`, or the codes of `takeUpSecret`.
 */
export async function migrate({ url, secret, formerSecret }: Keyed): Promise<void> {
  await runMigrations({ connectionString: url })
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const migrator = new Migrator({ db: database, provider: { getMigrations }, migrationTableSchema: 'riscontro_meta' })
    const { error, results } = await migrator.migrateToLatest()
    if (error) {
      const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? ''
      throw new Failure('database.migration-failed', { migration: failed }, { kind: 'unavailable', cause: error })
    }
  } finally {
    await database.destroy()
  }
  await takeUpSecret(url, new Vault(secret, formerSecret))
  await prepareLogins({ url, secret })
}

/** A database and what opens it. */
interface Keyed {
  url: string
  secret: string
  formerSecret?: string | undefined
}

/** Makes the login roles of a migrated database, or gives them the passwords that follow from `secret`. */
export async function prepareLogins({ url, secret }: Keyed): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await writeLogins(database, url, new Vault(secret))
  } finally {
    await database.destroy()
  }
}

/** The login roles of a database, named after it so that two installations can share a server. */
export function loginRoles(url: string): { app: string; ingest: string } {
  const name = decodeURIComponent(new URL(url).pathname.slice(1)).replace(/\W/g, '_')
  return { app: `${name}_app_login`, ingest: `${name}_ingest_login` }
}

const folder = join(packageFolder, 'migrations')

/** The names of all migrations of this version, in their order. */
export async function listMigrations(): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'))
  return files.map((file) => file.replace('.sql', '')).sort()
}

async function getMigrations(): Promise<Record<string, Migration>> {
  return Object.fromEntries(
    (await listMigrations()).map((name) => [
      name,
      { up: async (db) => void (await sql.raw(await readFile(join(folder, `${name}.sql`), 'utf8')).execute(db)) },
    ]),
  )
}

async function writeLogins(database: Kysely<unknown>, url: string, vault: Vault): Promise<void> {
  const { app, ingest } = loginRoles(url)
  await database.transaction().execute(async (transaction) => {
    // Two processes starting together would both see the role missing.
    await sql`select pg_advisory_xact_lock(hashtext('riscontro logins'))`.execute(transaction)
    for (const [login, group] of [
      [app, 'riscontro_app'],
      [ingest, 'riscontro_ingest'],
    ] as const) {
      const { rows } = await sql`select from pg_roles where rolname = ${login}`.execute(transaction)
      if (rows.length === 0) await sql`create role ${sql.id(login)} login in role ${sql.id(group)}`.execute(transaction)
      await sql`alter role ${sql.id(login)} password ${sql.lit(vault.rolePassword(login))}`.execute(transaction)
    }
  })
}
