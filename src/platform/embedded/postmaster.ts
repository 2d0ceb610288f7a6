import { type ChildProcess, spawn } from 'node:child_process'
import { open, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../errors.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { isPostgres, run } from './process.ts'

/** One database folder on disk: PostgreSQL's own `cluster`, our `password` and `port`, and `server.log`. */
export interface House {
  account: Account
  binaries: Binaries
  home: string
  cluster: string
}

/** What PostgreSQL writes about itself into `postmaster.pid`. */
interface Postmaster {
  pid: number
  folder: string
  port: number
  ready: boolean
}

/** How PostgreSQL is tuned: the tests want many connections and no waiting for the disk. */
export interface ServerSettings {
  maxConnections: number
  /** False in tests: what is committed then survives a kill, but not a power cut. */
  durable: boolean
}

/** The running PostgreSQL of this folder, or undefined; a `postmaster.pid` left by a killed one is seen through. */
export async function findPostmaster(house: House): Promise<Postmaster | undefined> {
  const found = await readPidFile(house)
  return found?.folder === house.cluster && (await isPostgres(found.pid)) ? found : undefined
}

async function readPidFile(house: House): Promise<Postmaster | undefined> {
  const text = await readFile(join(house.cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, folder: lines[1] ?? '', port: Number(lines[3] ?? 0), ready: lines[7] === 'ready' }
}

/**
 * PostgreSQL refuses to start over a leftover `postmaster.pid` whose number now belongs to another process. It never
 * mistakes its parent for a rival, so our own number in the first line means "nobody". Deleting the file instead
 * would lose the shared memory key by which it notices orphans of the old server still writing.
 */
async function disarmLeftover(house: House): Promise<void> {
  if ((await readPidFile(house)) === undefined || (await findPostmaster(house)) !== undefined) return
  const path = join(house.cluster, 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text !== undefined) await writeFile(path, text.replace(/^\d+/, String(process.pid)))
}

/**
 * Starts PostgreSQL on a loopback port, detached so that the terminal's Ctrl-C reaches only us, and waits until it
 * accepts connections; after a crash that includes its recovery. Fails with `embedded.start-failed`.
 */
export async function startPostmaster(house: House, port: number, settings: ServerSettings): Promise<void> {
  await disarmLeftover(house)
  const logPath = join(house.home, 'server.log')
  const before = await sizeOf(logPath)
  const log = await open(logPath, before > 5_000_000 ? 'w' : 'a', 0o600)
  const child = launch(house, serverArguments(house, port, settings), log.fd)
  try {
    await untilReady(house, child)
  } catch (cause) {
    const reason = (await readFile(logPath, 'utf8')).slice(before > 5_000_000 ? 0 : before).trim()
    const last = reason.split('\n').findLast((line) => line.includes('FATAL')) ?? reason.split('\n').at(-1) ?? ''
    throw new Failure('embedded.start-failed', { log: logPath, reason: last }, { cause, kind: 'unavailable' })
  } finally {
    await log.close()
  }
}

function serverArguments(house: House, port: number, settings: ServerSettings): string[] {
  const options = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: settings.maxConnections,
    fsync: settings.durable ? 'on' : 'off',
    full_page_writes: settings.durable ? 'on' : 'off',
    // Until a new table was counted once, PostgreSQL plans as if it held a few rows and reads it whole for each of them.
    autovacuum_naptime: '10s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and the values in a violated constraint are personal data; the log keeps neither.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  }
  return ['-D', house.cluster, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

function launch(house: House, options: string[], log: number): ChildProcess {
  const { account, binaries } = house
  const identity = account.switched ? { uid: account.uid, gid: account.gid } : {}
  // PostgreSQL refuses administrators on Windows; pg_ctl drops their rights first. Untried.
  const [program, args] =
    process.platform === 'win32'
      ? [binaries.pgCtl, ['start', '-W', '-D', house.cluster, '-o', options.slice(2).join(' ')]]
      : [binaries.postgres, options]
  const child = spawn(program, args, { ...identity, detached: true, stdio: ['ignore', log, log], windowsHide: true })
  child.unref()
  return child
}

async function untilReady(house: House, child: ChildProcess): Promise<void> {
  let ended: Error | undefined
  child.once('error', (error) => {
    ended = error
  })
  child.once('exit', (code) => {
    if (process.platform !== 'win32') ended = new Error(`postgres ended with code ${code}`)
  })
  for (;;) {
    const found = await readPidFile(house)
    if (found?.ready && (found.pid === child.pid || process.platform === 'win32')) return
    if (ended !== undefined) throw ended
    await sleep(10)
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  )
}

/**
 * Ends PostgreSQL: open transactions are rolled back, everything committed is on disk. After 30 s it is ended at
 * once, which costs the next start a recovery but no data.
 */
export async function stopPostmaster(house: House): Promise<void> {
  const found = await findPostmaster(house)
  if (found === undefined) return
  if (process.platform === 'win32') {
    await run(house.binaries.pgCtl, ['stop', '-m', 'fast', '-D', house.cluster], house.account)
    return
  }
  signal(found.pid, 'SIGINT')
  for (let waitedMs = 0; (await findPostmaster(house))?.pid === found.pid; waitedMs += 10) {
    if (waitedMs === 30_000) signal(found.pid, 'SIGQUIT')
    await sleep(10)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
