import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newToken } from './ids.ts'
import type { Settings } from './settings.ts'

/** The secret in use, and the one before it while a change is under way. */
export interface Secrets {
  readonly secret: string
  readonly formerSecret: string | undefined
}

type Place = Pick<Settings, 'secret' | 'formerSecret' | 'dataFolder'>

/** From the settings; an embedded installation keeps its own in the data folder, made at the first start. Losing it loses what is sealed. */
export async function readSecrets(place: Place): Promise<Secrets> {
  const found = await findSecrets(place)
  if (found) return found
  await write(secretPath(place.dataFolder), newToken(), { isNew: true })
  return (await findSecrets(place)) ?? readSecrets(place)
}

/** As `readSecrets`, without making anything. */
export async function findSecrets({ secret, formerSecret, dataFolder }: Place): Promise<Secrets | undefined> {
  if (secret !== undefined) return { secret, formerSecret }
  const kept = await read(secretPath(dataFolder))
  const former = await read(formerPath(dataFolder))
  // Killed between the two steps of `replaceSecret`, both files say the same: nothing has changed yet.
  return kept === undefined ? undefined : { secret: kept, formerSecret: former === kept ? undefined : former }
}

/** Puts a new secret into the data folder and keeps the one until now beside it. Where a change is under way already it goes on. */
export async function replaceSecret(dataFolder: string): Promise<void> {
  const { secret, formerSecret } = await readSecrets({ secret: undefined, dataFolder })
  if (formerSecret !== undefined) return
  await write(formerPath(dataFolder), secret)
  await write(secretPath(dataFolder), newToken())
}

/** Takes the former secret away, when nothing is sealed under it any more. */
export async function forgetFormerSecret(dataFolder: string): Promise<void> {
  await rm(formerPath(dataFolder), { force: true })
}

function secretPath(dataFolder: string): string {
  return join(dataFolder, 'secret')
}

function formerPath(dataFolder: string): string {
  return join(dataFolder, 'former-secret')
}

async function read(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.trim() || undefined
}

/** Readable by its owner only, on the disk before it is in place. A new file yields to one that somebody else made first. */
async function write(path: string, text: string, { isNew = false } = {}): Promise<void> {
  try {
    const draft = isNew ? path : `${path}.new`
    const file = await open(draft, isNew ? 'wx' : 'w', 0o600)
    await file.writeFile(text)
    await file.sync()
    await file.close()
    if (!isNew) await rename(draft, path)
    await syncFolder(dirname(path))
  } catch (error) {
    if (!(isNew && error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
