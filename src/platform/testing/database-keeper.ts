import { readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { inspect } from 'node:util'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, prepareLogins } from '../database/migrate.ts'
import { type EmbeddedPostgres, startEmbedded } from '../embedded/embedded.ts'
import { makeRunFolder, quickFolder } from './run-folder.ts'
import { testSecret } from './secret.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for a database of their own. */
    databaseKeeper: string
  }
}

const template = 'riscontro'

/**
 * Vitest's global set-up: a desk on loopback that starts one PostgreSQL at the first request of the run and clones
 * its migrated database for each test file. A run of pure tests never starts it, and a broken migration breaks only
 * the tests that need a database.
 */
export default async function keepDatabases(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await makeRunFolder('test', endServer, await quickFolder())
  let opening: Promise<TestServer> | undefined
  const desk = createServer((request, response) => {
    opening ??= TestServer.open(dataFolder)
    opening
      .then((server) => answer(server, request))
      .then((url) => response.end(url))
      .catch((error: unknown) => response.writeHead(500).end(inspect(error)))
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  const address = desk.address()
  if (address === null || typeof address === 'string') throw new Error('the desk has no port')
  project.provide('databaseKeeper', `http://127.0.0.1:${address.port}`)
  return async () => {
    desk.closeAllConnections()
    desk.close()
    const server = await opening?.catch(() => undefined)
    await server?.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function answer(server: TestServer, request: IncomingMessage): Promise<string> {
  if (request.method === 'POST') return server.clone()
  await server.drop((request.url ?? '').slice(1))
  return ''
}

class TestServer {
  readonly #postgres: EmbeddedPostgres
  readonly #admin: pg.Pool
  #clones = 0

  private constructor(postgres: EmbeddedPostgres, admin: pg.Pool) {
    this.#postgres = postgres
    this.#admin = admin
  }

  static async open(dataFolder: string): Promise<TestServer> {
    const settings = { maxConnections: 300, durable: false }
    const postgres = await startEmbedded({ dataFolder, log: () => {}, settings })
    // One connection: a database is copied only while no other is being copied.
    const admin = new pg.Pool({ connectionString: named(postgres.url, 'postgres'), max: 1 })
    admin.on('error', () => {})
    const server = new TestServer(postgres, admin)
    try {
      await migrate({ url: postgres.url, secret: testSecret })
      return server
    } catch (error) {
      await server.close()
      throw error
    }
  }

  async clone(): Promise<string> {
    this.#clones += 1
    const name = `test_${this.#clones}`
    await this.#admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
    const url = named(this.#postgres.url, name)
    // Nothing left to migrate, but the login roles bear the database's name.
    await prepareLogins({ url, secret: testSecret })
    return url
  }

  async drop(name: string): Promise<void> {
    await this.#admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`)
  }

  async close(): Promise<void> {
    await this.#admin.end()
    await this.#postgres.stop()
    await rm(this.#postgres.home, { recursive: true, force: true })
  }
}

function named(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

/** Ends the PostgreSQL of a killed test run: it is detached and would live on. */
async function endServer(leftover: string): Promise<void> {
  const pidFile = await readFile(join(leftover, 'database', 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')
  if (pidFile === '') return
  try {
    process.kill(Number.parseInt(pidFile, 10), 'SIGQUIT')
  } catch {
    // Already gone, or another user's: not ours to end.
  }
}
