import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Context } from '../../platform/scope.ts'
import { type Tampering, tampering } from './tampering.ts'

/** Remembers outside the database what was tampered with, so that the demonstration can be put back after a restart. */
export async function remember(context: Context, done: Tampering): Promise<void> {
  const path = pathOf(context, done.organisationId)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.draft`, JSON.stringify(done))
  await rename(`${path}.draft`, path)
}

/** What is tampered with at present; undefined when nothing is. */
export async function recall(context: Context, organisationId: string): Promise<Tampering | undefined> {
  const text = await readFile(pathOf(context, organisationId), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : tampering.parse(JSON.parse(text))
}

export async function forget(context: Context, organisationId: string): Promise<void> {
  await rm(pathOf(context, organisationId), { force: true })
}

function pathOf(context: Context, organisationId: string): string {
  return join(context.settings.dataFolder, 'sandbox', `tampered-${organisationId}.json`)
}
