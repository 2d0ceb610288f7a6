import { randomBytes } from 'node:crypto'
import { lchown, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { Failure } from '../errors.ts'
import type { Account } from './account.ts'
import { postgresMajor } from './binaries.ts'
import type { House, ServerSettings } from './postmaster.ts'
import { run } from './process.ts'

/**
 * Makes the database folder once: UTF-8, PostgreSQL's own C.UTF-8 locale (the same order on every machine, whatever
 * locales it has), scram passwords. A folder that exists is only checked. An interrupted making leaves no half folder.
 * Fails with `embedded.other-version`, `embedded.program-failed`.
 */
export async function ensureCluster(house: House, settings: ServerSettings): Promise<void> {
  const found = await majorOf(house)
  if (found === undefined) return makeCluster(house, settings)
  if (found === postgresMajor) return
  const facts = { folder: house.cluster, found, needed: postgresMajor }
  throw new Failure('embedded.other-version', facts, { kind: 'conflict' })
}

/** Made beside its place and moved there whole, so that password and cluster always belong together. */
async function makeCluster(house: House, settings: ServerSettings): Promise<void> {
  const fresh = await mkdtemp(join(dirname(house.home), 'making-'))
  const maker = house.account.switched ? { ...house.account, uid: nobody, gid: nobody } : house.account
  const password = join(fresh, 'password')
  await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600 })
  await handOver(maker, [fresh, password])
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${password}`]
  const haste = settings.durable ? [] : ['--no-sync']
  await run(house.binaries.initdb, ['-D', join(fresh, 'cluster'), ...locale, ...access, ...haste], maker)
  const made = await readdir(fresh, { recursive: true })
  await handOver(house.account, [fresh, ...made.map((path) => join(fresh, path))])
  await moveIn(fresh, house)
}

/** `initdb` insists that its user has a name; this one has, everywhere. The server itself does not ask. */
const nobody = 65534

async function handOver(account: Account, paths: readonly string[]): Promise<void> {
  const { uid, gid, switched } = account
  if (!switched || uid === undefined || gid === undefined) return
  for (const path of paths) await lchown(path, uid, gid)
}

async function moveIn(fresh: string, house: House): Promise<void> {
  try {
    await rename(fresh, house.home)
  } catch {
    // Somebody who started at the same moment was first: theirs is as good. Or a cluster was deleted, its rest stayed.
    const taken = await majorOf(house)
    await rm(taken === undefined ? house.home : fresh, { recursive: true, force: true })
    if (taken === undefined) await rename(fresh, house.home)
  }
}

async function majorOf(house: House): Promise<string | undefined> {
  const text = await readFile(join(house.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  return text?.trim()
}

/** The random password of the `postgres` role. Fails with `embedded.password-lost` when its file is gone. */
export async function readPassword(house: House): Promise<string> {
  const path = join(house.home, 'password')
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (cause) {
    throw new Failure('embedded.password-lost', { path }, { cause })
  }
}

/** A free loopback port, the one of last time if nobody took it, so that a saved address keeps working. */
export async function choosePort(house: House): Promise<number> {
  const path = join(house.home, 'port')
  const last = Number(await readFile(path, 'utf8').catch(() => '0'))
  const port = await listenOn(last).catch(() => listenOn(0))
  if (port !== last) await writeFile(path, `${port}\n`)
  return port
}

function listenOn(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}
