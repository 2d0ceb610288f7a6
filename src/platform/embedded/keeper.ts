import pg from 'pg'

/** Any numbers: they only must not be ones that others lock on in the `postgres` database. */
const presence = 7_214_011
const making = 7_214_012

/**
 * Our presence in a running PostgreSQL: a shared advisory lock on a connection of its own. Every process that uses
 * the database holds one, so the last to leave knows it is the last; a killed process loses it without a trace.
 */
export class Keeper {
  readonly #client: pg.Client
  #left = false

  private constructor(client: pg.Client) {
    this.#client = client
  }

  /** Enters, or answers undefined when PostgreSQL is just being stopped by somebody else. `url` names `postgres`. */
  static async enter(url: string, onLost: () => void): Promise<Keeper | undefined> {
    const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'riscontro keeper' })
    client.on('error', () => {})
    await client.connect()
    const answer = await client.query<{ entered: boolean }>('SELECT pg_try_advisory_lock_shared($1) AS entered', [
      presence,
    ])
    if (answer.rows[0]?.entered !== true) {
      await client.end()
      return undefined
    }
    const keeper = new Keeper(client)
    client.once('end', () => {
      if (!keeper.#left) onLost()
    })
    return keeper
  }

  /** Makes a database if it is not there yet. */
  async ensureDatabase(name: string): Promise<void> {
    // Two first starts at once would both find it missing.
    await this.#client.query('SELECT pg_advisory_lock($1)', [making])
    const found = await this.#client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount === 0) await this.#client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`)
    await this.#client.query('SELECT pg_advisory_unlock($1)', [making])
  }

  /**
   * Leaves. When nobody else is present, `stopServer` runs while newcomers are kept out; otherwise the server stays
   * up for them.
   */
  async leave(stopServer: () => Promise<void>): Promise<void> {
    this.#left = true
    const last = await this.#isLast()
    if (last) await stopServer()
    await this.#client.end().catch(() => {})
  }

  async #isLast(): Promise<boolean> {
    try {
      await this.#client.query('SELECT pg_advisory_unlock_shared($1)', [presence])
      const sql = 'SELECT pg_try_advisory_lock($1) AS alone'
      const answer = await this.#client.query<{ alone: boolean }>(sql, [presence])
      return answer.rows[0]?.alone === true
    } catch {
      // The connection is gone, so this server is down or dying; stopping what remains harms nobody.
      return true
    }
  }
}
