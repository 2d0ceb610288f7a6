import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../errors.ts'
import { settleIn } from './account.ts'
import { findBinaries } from './binaries.ts'
import { choosePort, ensureCluster, readPassword } from './cluster.ts'
import { Keeper } from './keeper.ts'
import { findPostmaster, type House, type ServerSettings, startPostmaster, stopPostmaster } from './postmaster.ts'

export interface EmbeddedOptions {
  /** `RISCONTRO_DATA`: made if missing. Everything PostgreSQL keeps is below it, or below where `home` says. */
  dataFolder: string
  /** Told one line per event worth knowing; no personal data, no password. */
  log: (line: string) => void
  settings?: Partial<ServerSettings>
}

export interface EmbeddedPostgres {
  /** Superuser URL of the database `riscontro`, with its password. Stays the same for as long as this runs. */
  url: string
  /** The folder with the cluster, its password and its log; inside the data folder unless root could not share that. */
  home: string
  /** Call after your own drain. Ends PostgreSQL unless another process of this installation still uses it. */
  stop(): Promise<void>
}

/**
 * Starts this installation's own PostgreSQL, or joins the one that already runs in the data folder, whether a killed
 * server left it or another of our processes uses it. Should PostgreSQL itself be killed, it is started again on the
 * same port. Fails with `embedded.*`; each has its remedy in `locales`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const settings = { maxConnections: 100, durable: true, ...options.settings }
  const { account, home } = await settleIn(options.dataFolder)
  const house = { account, home, cluster: join(home, 'cluster'), binaries: await findBinaries(account) }
  await ensureCluster(house, settings)
  return new Tenancy(house, settings, options.log).begin()
}

/** Our stay in one PostgreSQL, through its restarts. */
class Tenancy {
  readonly #house: House
  readonly #settings: ServerSettings
  readonly #log: (line: string) => void
  #keeper: Keeper | undefined
  #stopping = false
  #entering: Promise<string> | undefined
  #url = ''

  constructor(house: House, settings: ServerSettings, log: (line: string) => void) {
    this.#house = house
    this.#settings = settings
    this.#log = log
  }

  async begin(): Promise<EmbeddedPostgres> {
    this.#entering = this.#enter()
    this.#url = await this.#entering
    await this.#keeper?.ensureDatabase('riscontro')
    return { url: withDatabase(this.#url, 'riscontro'), home: this.#house.home, stop: () => this.#stop() }
  }

  /** Tries until inside: the server may be on its way down, or a rival may take the port or the folder first. */
  async #enter(): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const url = await this.#urlOfRunning()
        this.#keeper = await Keeper.enter(url, () => this.#comeBack())
        if (this.#keeper !== undefined) return url
      } catch (error) {
        if (attempt >= 20 || (error instanceof Failure && !error.retryable)) throw error
      }
      await sleep(100)
    }
  }

  async #urlOfRunning(): Promise<string> {
    const running = await findPostmaster(this.#house)
    const port = running?.port || (await choosePort(this.#house))
    if (running === undefined) await startPostmaster(this.#house, port, this.#settings)
    this.#log(running === undefined ? `PostgreSQL started on port ${port}` : `PostgreSQL joined on port ${port}`)
    return `postgresql://postgres:${await readPassword(this.#house)}@127.0.0.1:${port}/postgres`
  }

  #comeBack(): void {
    if (this.#stopping) return
    this.#log('PostgreSQL was lost; starting it again')
    this.#entering = this.#enter()
    this.#entering.then(
      (url) => {
        if (url !== this.#url) this.#log('PostgreSQL is back on another port; restart Riscontro')
      },
      (error: unknown) => this.#log(`PostgreSQL did not come back: ${String(error)}`),
    )
  }

  async #stop(): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    await this.#entering?.catch(() => {})
    await this.#keeper?.leave(() => stopPostmaster(this.#house))
  }
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
