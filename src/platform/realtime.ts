import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import type { Databases } from './database/connect.ts'
import type { Logger } from './log.ts'
import { describeError } from './log.ts'
import type { Context, Transaction } from './scope.ts'

/** Something changed that open pages may want to read again: ids only, never content. */
export interface Hint {
  organisationId: string
  topic: string
  /** Empty: too many to name. */
  ids: readonly string[]
}

const channel = 'riscontro_live'
const hintSchema = z.object({ organisationId: z.string(), topic: z.string(), ids: z.array(z.string()) })

/** A notification holds 8,000 bytes; a hundred ids and their envelope fit. */
const idLimit = 100

/** Tells open pages in all processes, once the transaction commits. Once per batch: notifications serialise commits. */
export async function hint(transaction: Transaction, topic: string, ids: readonly string[]): Promise<void> {
  const distinct = [...new Set(ids)]
  if (distinct.length === 0) return
  const named: Hint = {
    organisationId: transaction.organisationId,
    topic,
    ids: distinct.length > idLimit ? [] : distinct,
  }
  await sql`select pg_notify(${channel}, ${JSON.stringify(named)})`.execute(transaction.db)
}

/** What is to be told next, by the databases it is told through. */
const untold = new WeakMap<Databases, Set<string>>()

const gatherMilliseconds = 100

/**
 * Tells open pages soon after the transaction is durable, outside of it and together with what other transactions tell: a
 * notification inside would make the commits of all who carry one wait for each other. Lost if the process dies in between.
 * `name` is that of the news or the deed, `gift.received`.
 */
export function hintAfterCommit(transaction: Transaction, name: string, ids: readonly string[] = []): void {
  const { organisationId, context } = transaction
  const told: Hint = { organisationId, topic: name, ids }
  transaction.afterCommit(() => {
    const gathered = untold.get(context.databases) ?? gather(context)
    gathered.add(JSON.stringify(told))
  })
}

function gather({ databases, log }: Context): Set<string> {
  const hints = new Set<string>()
  untold.set(databases, hints)
  const tell = async () => {
    untold.delete(databases)
    if (databases.isClosed()) return
    const told = sql.join([...hints].map((one) => sql`(${one})`))
    await sql`select pg_notify(${channel}, told.hint) from (values ${told}) as told (hint)`.execute(databases.app)
  }
  setTimeout(
    () => tell().catch((error) => log.warn(describeError(error), 'Open pages were not told')),
    gatherMilliseconds,
  ).unref()
  return hints
}

/** Hears hints on one connection of its own and hands them to whoever listens in this process. */
export class Realtime {
  readonly #pool: pg.Pool
  readonly #log: Logger
  readonly #listeners = new Set<(hint: Hint) => void>()
  #connection: pg.PoolClient | undefined
  #retry: NodeJS.Timeout | undefined
  #stopped = false

  constructor(pool: pg.Pool, log: Logger) {
    this.#pool = pool
    this.#log = log
  }

  /** Begins to listen. A lost connection is taken up again by itself; what was said meanwhile is lost, and pages read again on reconnecting. */
  async start(): Promise<void> {
    const connection = await this.#pool.connect()
    try {
      await connection.query(`listen ${channel}`)
    } catch (error) {
      // A client that never listened would otherwise be taken from the pool for good.
      connection.release(true)
      throw error
    }
    this.#connection = connection
    connection.on('notification', ({ payload }) => this.#hear(payload))
    connection.on('error', (error) => this.#lose(error))
  }

  /** Hears every hint from now on; call the answer to stop. */
  subscribe(listener: (hint: Hint) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#retry)
    this.#connection?.release(true)
    this.#connection = undefined
  }

  #hear(payload: string | undefined): void {
    const heard = hintSchema.safeParse(JSON.parse(payload ?? 'null'))
    if (heard.success) for (const listener of this.#listeners) listener(heard.data)
  }

  #lose(error: Error): void {
    if (this.#stopped || this.#connection === undefined) return
    this.#connection.release(true)
    this.#connection = undefined
    this.#log.warn(describeError(error), 'The live connection was lost; it will be taken up again')
    this.#comeBack()
  }

  #comeBack(): void {
    this.#retry = setTimeout(() => {
      this.start().catch(() => this.#comeBack())
    }, 1000)
    this.#retry.unref()
  }
}
