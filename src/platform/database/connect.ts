import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import type { Vault } from '../vault.ts'
import { loginRoles } from './migrate.ts'
import { PreparedDriver } from './prepared.ts'
import type { DB } from './schema.generated.ts'

/** The three doors to the database, each with no more rights than its use. */
export interface Databases {
  /** The application: owns nothing, bound by row level security. */
  app: Kysely<DB>
  /** The hook's group commit: may insert into `inbound_events` and nothing else. */
  ingest: pg.Pool
  /** The owner of the queue's schema and of the migrations. */
  owner: pg.Pool
  /** Whether `close` was called: whoever comes late has nothing to do here any more. */
  isClosed(): boolean
  close(): Promise<void>
}

const int8 = 20
const int8Array = 1016
const date = 1082
const timestamptz = 1184

/** bigint columns are read as BigInt, dates as 'YYYY-MM-DD', times as Date. */
const parsers = new pg.TypeOverrides()
parsers.setTypeParser(int8, (text) => BigInt(text))
parsers.setTypeParser(date, (text) => text)
parsers.setTypeParser(timestamptz, readTime)
parsers.setTypeParser(int8Array, (text) => text.slice(1, -1).split(',').filter(Boolean).map(BigInt))

/** As pg reads a time, in half the time where it is told in UTC and has a year of four digits; of `infinity` pg makes a number. */
function readTime(text: string): unknown {
  if (text[4] !== '-' || !text.endsWith('+00')) return pg.types.getTypeParser(timestamptz)(text)
  return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
}

/** Opens the pools. Role names and passwords follow from the database's name and the vault's secret. */
export function connect(url: string, vault: Vault, sizes = { app: 16, ingest: 4, owner: 12 }): Databases {
  const roles = loginRoles(url)
  const as = (role: string) => {
    const login = new URL(url)
    login.username = role
    login.password = vault.rolePassword(role)
    return login.toString()
  }
  const app = speaker(openPool(as(roles.app), sizes.app, { pipeline: true }))
  const ingest = openPool(as(roles.ingest), sizes.ingest)
  const owner = openPool(url, sizes.owner)
  let isClosed = false
  return {
    app,
    ingest,
    owner,
    isClosed: () => isClosed,
    close: async () => {
      isClosed = true
      await Promise.all([app.destroy(), ingest.end(), owner.end()])
    },
  }
}

/**
 * At most so many connections. An idle one that breaks is replaced at the next use; unheard, it would end the process. With
 * `pipeline` what is asked leaves at once, whether or not what was asked before has been answered.
 */
function openPool(connectionString: string, max: number, options: { pipeline?: true } = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, types: parsers, application_name: 'riscontro', ...options })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** The query builder over a pool of the application's connections. */
export function speaker(pool: pg.Pool): Kysely<DB> {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new PreparedDriver(pool),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
