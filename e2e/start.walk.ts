import { access, chown, mkdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageFolder } from '../src/platform/package-folder.ts'
import { begin, collect, run } from './cli-command.ts'
import { type Installation, openInstallation, type RunningServer } from './server.ts'

let installation: Installation
let other: Installation
let server: RunningServer
beforeAll(async () => {
  installation = await openInstallation({ onDisk: true })
  other = await openInstallation({ onDisk: true })
  server = await installation.start()
})
afterAll(async () => {
  await installation?.remove()
  await other?.remove()
})

const secret = 'a secret for the walk, longer than 32 letters'

test('a second server on a taken port ends by itself, names the remedy, and leaves nothing running', async () => {
  const environment = { RISCONTRO_DATA: other.dataFolder, RISCONTRO_DEMO: 'none', PORT: String(installation.port) }
  const ended = await run({ args: ['serve'], environment }, 60_000)
  expect(ended.code).toBe(1)
  expect(ended.stderr).toContain(`Port ${installation.port} is taken.`)
  expect(ended.stderr).toContain('PORT=3001 npm start')
  await expect(access(join(other.dataFolder, 'database', 'cluster', 'postmaster.pid'))).rejects.toThrow()
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('with a DATABASE_URL nothing is begun without a secret, and there is no demo and no sandbox', async () => {
  const url = new URL(server.databaseUrl)
  const owner = new pg.Client(server.databaseUrl)
  await owner.connect()
  await owner.query('create database operators')
  await owner.end()
  url.pathname = '/operators'
  const environment = { DATABASE_URL: url.href, RISCONTRO_DATA: other.dataFolder, PORT: String(other.port) }

  const refused = await run({ args: ['serve'], environment }, 60_000)
  expect([refused.code, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).toContain('RISCONTRO_SECRET is not set.')

  const child = begin({ args: ['serve'], environment: { ...environment, RISCONTRO_SECRET: secret } })
  const [said, complained] = [collect(child.stdout), collect(child.stderr)]
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    await ready(child, said, complained)
    const address = `http://127.0.0.1:${other.port}`
    await until(() => said().includes(`${address}/setup`))
    expect(said()).not.toContain('demo')
    expect((await fetch(`${address}/sandbox`)).status).toBe(404)
    await expect(access(join(other.dataFolder, 'database'))).rejects.toThrow()
  } finally {
    child.kill('SIGTERM')
  }
  expect(await ended).toBe(0)
})

test('a second start on the same data is measured', async () => {
  expect(await server.stop()).toBe(0)
  const began = performance.now()
  server = await installation.start()
  console.log(`second start: ready after ${((performance.now() - began) / 1000).toFixed(1)} s`)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
})

const nobody = 65534

test.skipIf(process.getuid?.() !== 0)('an ordinary user starts it from a folder they may only read', async () => {
  const home = join(tmpdir(), `riscontro-walk-user-${process.pid}`)
  await mkdir(home, { mode: 0o700 })
  await chown(home, nobody, nobody)
  const environment = {
    ...{ RISCONTRO_DATA: join(home, 'data'), RISCONTRO_DEMO: 'none', PORT: String(other.port) },
    ...{ HOME: home, TMPDIR: home },
  }
  const child = begin({ args: ['serve'], environment, uid: nobody, folder: home })
  const [said, complained] = [collect(child.stdout), collect(child.stderr)]
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    await ready(child, said, complained)
    expect((await fetch(`http://127.0.0.1:${other.port}/readyz`)).status).toBe(200)
    const postmaster = await readFile(join(home, 'data', 'database', 'cluster', 'postmaster.pid'), 'utf8')
    const status = await readFile(`/proc/${postmaster.split('\n')[0]}/status`, 'utf8')
    expect(status).toMatch(new RegExp(`^Uid:\\s+${nobody}\\s`, 'm'))
  } finally {
    child.kill('SIGTERM')
    await ended
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  expect(await ended).toBe(0)
  expect(packageFolder.startsWith(home)).toBe(false)
})

/** Until it says that it is ready; fails with all it said when it ends instead. */
function ready(child: ReturnType<typeof begin>, said: () => string, complained: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (said().includes('Riscontro is ready')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${said()}${complained()}`)))
  })
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(50)
}
