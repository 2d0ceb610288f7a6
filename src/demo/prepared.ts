import { type CompiledQuery, type DatabaseConnection, PostgresDriver, type QueryResult } from 'kysely'
import type pg from 'pg'

/**
 * A driver that lets PostgreSQL keep the plan of each statement: a story says the same few hundred sentences tens of thousands
 * of times, and planning them is most of its work. For one telling only: every distinct text stays in memory until it ends.
 */
export class PreparedDriver extends PostgresDriver {
  readonly #pool: pg.Pool
  readonly #names = new Map<string, string>()

  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }

  override async acquireConnection(): Promise<PreparedConnection> {
    return new PreparedConnection(await this.#pool.connect(), (text) => this.#nameOf(text))
  }

  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof PreparedConnection) connection.release()
  }

  #nameOf(text: string): string {
    const name = this.#names.get(text) ?? `told_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

class PreparedConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #nameOf: (text: string) => string

  constructor(client: pg.PoolClient, nameOf: (text: string) => string) {
    this.#client = client
    this.#nameOf = nameOf
  }

  async executeQuery<Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const values = [...parameters]
    // Without parameters it may be several statements at once, which cannot be prepared.
    const said = values.length === 0 ? { text } : { name: this.#nameOf(text), text, values }
    const { command, rowCount, rows } = await this.#client.query(said)
    const isWrite = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return { rows: rows ?? [], ...(isWrite ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
  }

  // biome-ignore lint/correctness/useYield: nothing in the story reads row by row
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('a story does not read row by row')
  }

  release(): void {
    this.#client.release()
  }
}
