import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/platform/embedded/embedded.ts'
import { packageFolder } from '../src/platform/package-folder.ts'
import { makeRunFolder, quickFolder } from '../src/platform/testing/run-folder.ts'

/** The real server in a process of its own, to be walked through and to be killed. */
export interface RunningServer {
  /** Where it listens, without a trailing slash. */
  url: string
  /** Superuser URL of its database. */
  databaseUrl: string
  /** Everything it has printed so far. */
  output(): string
  /** `kill -9`; PostgreSQL lives on, as it would. */
  kill9(): Promise<void>
  /** `kill -9` of PostgreSQL and of every process it started, at once. */
  killDatabase9(): Promise<void>
  /** SIGTERM; answers the exit code once it has ended by itself. */
  stop(): Promise<number | null>
}

/** A data folder of one walk, and the port its server always gets, so that a restart keeps every address. */
export interface Installation {
  dataFolder: string
  port: number
  start(environment?: Record<string, string>): Promise<RunningServer>
  /** Kills what still runs and removes everything. */
  remove(): Promise<void>
}

/**
 * An empty installation on a port of its own. `onDisk` where the walk is about what a kill leaves there.
 */
export async function openInstallation({
  port,
  onDisk = false,
}: {
  port?: number
  onDisk?: boolean
} = {}): Promise<Installation> {
  const dataFolder = await makeRunFolder('walk', endLeftover, onDisk ? tmpdir() : await quickFolder())
  const ownPort = port ?? (await freePort())
  return {
    dataFolder,
    port: ownPort,
    start: (environment = {}) => startServer({ dataFolder, environment: { PORT: String(ownPort), ...environment } }),
    remove: async () => {
      await endLeftover(dataFolder)
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Starts `dist/cli.js serve` on a data folder, without the demo, and waits until it says that it is ready. */
export async function startServer(options: {
  dataFolder: string
  environment?: Record<string, string>
}): Promise<RunningServer> {
  const port = options.environment?.PORT ?? String(await freePort())
  const child = spawn(process.execPath, ['--enable-source-maps', join(packageFolder, 'dist', 'cli.js'), 'serve'], {
    env: { ...inherited(), ...quiet, RISCONTRO_DATA: options.dataFolder, ...options.environment, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await writeFile(join(options.dataFolder, pidFile), String(child.pid))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes))
  await untilReady(child, () => output)
  const { url: databaseUrl, home, stop: leave } = await startEmbedded({ ...options, log: () => {} })
  await leave()
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl,
    output: () => output,
    kill9: () => end(child, 'SIGKILL'),
    killDatabase9: () => killPostgres(home),
    stop: async () => {
      await end(child, 'SIGTERM')
      return child.exitCode
    },
  }
}

const pidFile = 'walk.pid'

const quiet = { RISCONTRO_DEMO: 'none', DATABASE_URL: '', HOST: '127.0.0.1', LANG: 'en', LC_ALL: 'en' }

/** What a program needs to run at all; a test runner's own variables are not the server's business. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

async function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (output().includes('Riscontro is ready')) resolve()
    }
    child.stdout?.on('data', look)
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output()}`)))
  })
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

async function killPostgres(home: string): Promise<void> {
  const postmaster = await readPid(join(home, 'cluster', 'postmaster.pid'))
  const children = await childrenOf(postmaster)
  for (const pid of [postmaster, ...children]) kill(pid)
}

/** Where the system has no `/proc`, the children notice by themselves that their parent is gone. */
async function childrenOf(parent: number): Promise<number[]> {
  const names = await readdir('/proc').catch(() => [])
  const stats = names
    .filter((name) => /^\d+$/.test(name))
    .map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
      const parentPid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      return parentPid === parent ? [Number(name)] : []
    })
  return (await Promise.all(stats)).flat()
}

/** Ends server and database of a folder nobody uses any more. */
export async function endLeftover(dataFolder: string): Promise<void> {
  kill(await readPid(join(dataFolder, pidFile)))
  const elsewhere = await readFile(join(dataFolder, 'database.elsewhere'), 'utf8').catch(() => '')
  const home = elsewhere.trim() || join(dataFolder, 'database')
  await killPostgres(home)
  if (elsewhere) await rm(home, { recursive: true, force: true, maxRetries: 5 })
}

async function readPid(path: string): Promise<number> {
  return Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10)
}

function kill(pid: number): void {
  try {
    if (Number.isInteger(pid) && pid > 1) process.kill(pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}

/**
 * A port nobody listens on, below those the system hands out itself: a walk starts its server again and again, and nobody else may be
 * given its port meanwhile.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
