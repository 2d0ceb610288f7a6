import { chown, cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { makeRunFolder } from '../src/platform/testing/run-folder.ts'
import { endLeftover, type Installation, openInstallation } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the walks of this run keep the demo, one for each worker. */
    toldDemos: string
  }
}

/** Vitest's global set-up of the walks: a place for demos that are told once and copied; removed after the run. */
export default async function keepToldDemos(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeRunFolder('told')
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
  const folder = join(inject('toldDemos'), process.env.VITEST_POOL_ID ?? 'only')
  const told = await readFile(`${folder}.port`, 'utf8').catch(() => undefined)
  const port = told === undefined ? await tell(folder) : Number(told)
  const installation = await openInstallation(port)
  await copyInstallation(folder, installation.dataFolder)
  return installation
}

async function tell(folder: string): Promise<number> {
  const installation = await openInstallation()
  const server = await installation.start({ RISCONTRO_DEMO: 'auto' })
  await server.stop()
  await copyInstallation(installation.dataFolder, folder)
  await installation.remove()
  await writeFile(`${folder}.port`, String(installation.port))
  return installation.port
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
