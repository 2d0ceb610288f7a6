import { type CompiledQuery, type DatabaseConnection, PostgresDriver, type QueryResult } from 'kysely'
import type pg from 'pg'

/** A text heard this often is worth keeping a plan for. Texts that change with the length of a list seldom get there. */
const oftenEnough = 3
/** No more plans than this are kept by a connection; what comes later is planned each time, as ever. */
const mostPlans = 500

/** What only sets something and answers nothing. */
const preparation = /^(begin|set local)\b/
const end = /^(commit|rollback)$/

/**
 * A driver that lets PostgreSQL keep the plans of what is said again and again: with row level security and composite keys,
 * planning a statement takes longer than running it. Wants connections of its own: a pooler that swaps them between
 * transactions must be told to keep prepared statements (PgBouncer ≥ 1.21 does).
 */
export class PreparedDriver extends PostgresDriver {
  readonly #pool: pg.Pool
  readonly #heard = new Map<string, number>()
  readonly #names = new Map<string, string>()

  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PreparedConnection(await this.#pool.connect(), (text) => this.#nameOf(text))
  }

  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof PreparedConnection) connection.release()
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= mostPlans) return known
    const times = (this.#heard.get(text) ?? 0) + 1
    if (times < oftenEnough) {
      // Forgetting all of them now and then costs a plan or two and keeps the list short.
      if (this.#heard.size >= mostPlans * 4) this.#heard.clear()
      this.#heard.set(text, times)
      return undefined
    }
    this.#heard.delete(text)
    const name = `kept_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

/**
 * What only prepares (`begin`, `set local`) waits for the next question and leaves with it, so that nobody waits for its answer; a
 * transaction in which nothing is asked is never begun. Should it fail, that question fails with its error.
 */
class PreparedConnection implements DatabaseConnection {
  #before: string[] = []
  readonly #client: pg.PoolClient
  readonly #nameOf: (text: string) => string | undefined

  constructor(client: pg.PoolClient, nameOf: (text: string) => string | undefined) {
    this.#client = client
    this.#nameOf = nameOf
  }

  async executeQuery<Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const before = this.#before
    if (preparation.test(text)) {
      before.push(text)
      return { rows: [] }
    }
    this.#before = []
    if (before[0]?.startsWith('begin') && end.test(text)) return { rows: [] }
    const values = [...parameters]
    // Without parameters it may be several statements at once, which cannot be prepared.
    const name = values.length === 0 ? undefined : this.#nameOf(text)
    const said = name === undefined ? { text, values } : { name, text, values }
    const { command, rowCount, rows } = await this.#ask(before, values.length === 0 ? text : said)
    const isWrite = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return { rows: rows ?? [], ...(isWrite ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
  }

  /** In one write, since writing to a socket is most of what a short question costs here. */
  async #ask(before: readonly string[], question: string | pg.QueryConfig): Promise<pg.QueryResult> {
    if (before.length === 0) return this.#client.query(question)
    const { stream } = this.#client.connection
    stream.cork()
    const both = []
    try {
      both.push(this.#client.query(before.join('; ')), this.#client.query(question))
    } finally {
      stream.uncork()
    }
    const [, answer] = await Promise.all(both)
    if (answer === undefined) throw new Error('Nothing was asked.')
    return answer
  }

  // biome-ignore lint/correctness/useYield: nobody here reads row by row
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Nobody reads row by row.')
  }

  release(): void {
    this.#client.release()
  }
}
