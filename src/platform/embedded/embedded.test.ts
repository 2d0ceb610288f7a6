import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { packageFolder } from '../package-folder.ts'
import { isReadableBy } from './account.ts'
import { startEmbedded } from './embedded.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }
/** In a clone under a closed home no other user can run anything, so there is nothing to test as one. */
const othersCanRun =
  isRoot && (await isReadableBy({ ...nobody, switched: true, dataFolder: '' }, join(packageFolder, 'package.json')))
const program = join(packageFolder, 'dist', 'test', 'embedded-process.mjs')
const settings = { durable: false, maxConnections: 20 }
const stops: (() => Promise<void>)[] = []
let folder: string

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'embedded-process.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  folder = await mkdtemp(join(tmpdir(), 'riscontro-embedded-'))
  await chmod(folder, 0o711)
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('what was written is there after a stop and a start, at the same address', async () => {
  const first = await open('kept')
  await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS value')
  await first.stop()
  await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  const second = await open('kept')
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 1 }])
})

test('text is UTF-8 in one order everywhere, and only the password opens the door', async () => {
  const { url } = await open('kept')
  const [row] = await query(url, `SELECT upper('è'), length('寄付'), current_setting('server_encoding') AS encoding`)
  expect(row).toEqual({ upper: 'È', length: 2, encoding: 'UTF8' })
  await expect(query(url.replace(/:[0-9a-f]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow(
    'password authentication failed',
  )
})

test('the log keeps no values of people', async () => {
  const { url, home } = await open('kept')
  await query(url, 'CREATE TABLE mail (address text PRIMARY KEY)')
  const insert = `INSERT INTO mail VALUES ('rosa@example.org')`
  await query(url, insert)
  await expect(query(url, insert)).rejects.toThrow('duplicate key')
  const log = await readFile(join(home, 'server.log'), 'utf8')
  expect(log).toContain('duplicate key')
  expect(log).not.toContain('rosa')
})

test('the last one to leave stops the server, not the first', async () => {
  const one = await open('kept')
  const two = await open('kept')
  await one.stop()
  expect(await query(two.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }])
  await two.stop()
  await expect(query(two.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
})

test('two first starts at the same moment share one database', async () => {
  const [one, two] = await Promise.all([open('together'), open('together')])
  expect(one.url).toBe(two.url)
})

test('a killed server leaves its database running, and the next start joins it', async () => {
  const killed = await openProcess('kept')
  const [before] = await query(killed.url, 'SELECT pg_postmaster_start_time()::text AS started')
  await kill(killed.child)
  const next = await open('kept')
  expect(next.url).toBe(killed.url)
  expect(await query(next.url, 'SELECT pg_postmaster_start_time()::text AS started')).toEqual([before])
})

test('server and database killed together: the next start recovers what was committed', async () => {
  const killed = await openProcess('kept')
  await query(killed.url, 'CREATE TABLE committed AS SELECT 7 AS value')
  await kill(killed.child)
  process.kill(await postmasterPid(killed.home), 'SIGKILL')
  const next = await open('kept')
  expect(await query(next.url, 'SELECT value FROM committed')).toEqual([{ value: 7 }])
})

test('a killed database comes back under a living server at the same address', async () => {
  const { url, home } = await open('kept')
  const pid = await postmasterPid(home)
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => postmasterPid(home).catch(() => pid), { timeout: 60_000 }).not.toBe(pid)
  await expect.poll(() => query(url, 'SELECT 1 AS up').catch(() => []), { timeout: 60_000 }).toEqual([{ up: 1 }])
})

test('a leftover postmaster.pid whose number now belongs to another process stops nothing', async () => {
  const { home, stop } = await open('kept')
  const pidFile = join(home, 'cluster', 'postmaster.pid')
  const text = await readFile(pidFile, 'utf8')
  await stop()
  const account = isRoot ? { uid: 60754, gid: 60754 } : {}
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { ...account, stdio: 'ignore' })
  stops.push(() => kill(stranger))
  await writeFile(pidFile, text.replace(/^\d+/, String(stranger.pid)))
  const next = await open('kept')
  expect(await query(next.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }])
})

test('the folder of another major version is refused, not touched', async () => {
  const { home, stop } = await open('kept')
  await stop()
  const version = join(home, 'cluster', 'PG_VERSION')
  await writeFile(version, '17\n')
  await expect(open('kept')).rejects.toMatchObject({
    code: 'embedded.other-version',
    facts: { found: '17', needed: '18' },
  })
  await writeFile(version, '18\n')
})

describe.runIf(isRoot)('as root', () => {
  test('a data folder nobody else can reach keeps its database elsewhere, and says where', async () => {
    const closed = join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const { home, url } = await open('closed/data')
    stops.push(() => rm(home, { recursive: true, force: true }))
    expect((await readFile(join(closed, 'data', 'database.elsewhere'), 'utf8')).trim()).toBe(home)
    expect(await query(url, 'SELECT 1 AS up')).toEqual([{ up: 1 }])
  })

  test.runIf(othersCanRun)('an ordinary user starts, and root after them leaves the folder theirs', async () => {
    await mkdir(join(folder, 'theirs'))
    await chown(join(folder, 'theirs'), nobody.uid, nobody.gid)
    const first = await openProcess('theirs', nobody)
    first.child.stdin?.end()
    await once(first.child, 'exit')
    await (await open('theirs')).stop()
    const again = await openProcess('theirs', nobody)
    expect(again.url).toBe(first.url)
    again.child.stdin?.end()
    await once(again.child, 'exit')
  })

  test.runIf(othersCanRun)('an ordinary user is told whose database it is', async () => {
    await (await open('owned')).stop()
    await chmod(join(folder, 'owned'), 0o777)
    await expect(openProcess('owned', nobody)).rejects.toThrow('embedded.foreign-owner')
  })
})

async function open(name: string) {
  const embedded = await startEmbedded({ dataFolder: join(folder, name), log: () => {}, settings })
  stops.unshift(() => embedded.stop())
  return embedded
}

async function openProcess(name: string, identity: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [program, join(folder, name)], { ...identity, stdio: 'pipe' })
  stops.unshift(() => kill(child))
  let complaint = ''
  child.stderr.on('data', (bytes: Buffer) => {
    complaint += bytes.toString()
  })
  for await (const line of createInterface(child.stdout)) {
    const { url, home } = JSON.parse(line)
    return { child, url: String(url), home: String(home) }
  }
  throw new Error(complaint)
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function postmasterPid(home: string): Promise<number> {
  return Number.parseInt(await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8'), 10)
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
