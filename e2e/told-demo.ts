import { chown, cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { makeRunFolder, quickFolder } from '../src/platform/testing/run-folder.ts'
import { endLeftover, type Installation, openInstallation } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the walks of this run keep the demo, one for each worker. */
    toldDemos: string
  }
}

/** Vitest's global set-up of the walks: a place for demos that are told once and copied; removed after the run. */
export default async function keepToldDemos(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeRunFolder('told', undefined, await quickFolder())
  project.provide('toldDemos', folder)
  return async () => {
    for (const name of await readdir(folder)) if (!name.endsWith('.port')) await endLeftover(join(folder, name))
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * An installation with the demo in it, not yet started. The story takes half a minute to tell, so each worker tells it once and
 * every file of walks walks through a copy. A copy keeps the port: the addresses people were sent begin with it.
 */
export async function openToldInstallation(): Promise<Installation> {
  const port = (await portOfTold()) ?? (await tell())
  const installation = await openInstallation({ port })
  await copyInstallation(ownFolder(), installation.dataFolder)
  return installation
}

/** Lets the walks after this one walk through a demo it has told anyway; nothing of the installation may run. */
export async function keepTold(installation: Installation): Promise<void> {
  if ((await portOfTold()) !== undefined) return
  await copyInstallation(installation.dataFolder, ownFolder())
  await writeFile(`${ownFolder()}.port`, String(installation.port))
}

async function tell(): Promise<number> {
  const installation = await openInstallation()
  const server = await installation.start({ RISCONTRO_DEMO: 'auto' })
  await server.stop()
  await keepTold(installation)
  await installation.remove()
  return installation.port
}

/** Two installations of one port cannot run at once, so each worker has a demo of its own. */
const ownFolder = () => join(inject('toldDemos'), process.env.VITEST_POOL_ID ?? 'only')

async function portOfTold(): Promise<number | undefined> {
  const port = await readFile(`${ownFolder()}.port`, 'utf8').catch(() => undefined)
  return port === undefined ? undefined : Number(port)
}

/** Copies a data folder at rest, and the cluster that root may have had to keep elsewhere. */
async function copyInstallation(from: string, to: string): Promise<void> {
  await copyFolder(from, to)
  const pointer = join(to, 'database.elsewhere')
  const elsewhere = (await readFile(pointer, 'utf8').catch(() => '')).trim()
  if (!elsewhere) return
  const copied = `${elsewhere}-${process.pid}-${process.hrtime.bigint()}`
  await copyFolder(elsewhere, copied)
  await writeFile(pointer, `${copied}\n`)
}

async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true })
  if (process.getuid?.() !== 0) return
  // What root copies is root's, and PostgreSQL opens only its own.
  for (const name of ['', ...(await readdir(from, { recursive: true }))]) {
    const { uid, gid } = await stat(join(from, name))
    await chown(join(to, name), uid, gid)
  }
}
