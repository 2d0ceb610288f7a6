import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import { enqueue } from '../platform/jobs/job.ts'
import type { Context, Scope, Transaction } from '../platform/scope.ts'
import { type Checkpoint, readCheckpoint, writeCheckpoint } from '../proofs/checkpoint.ts'
import { type NoteKey, readNote, writeKey } from '../proofs/note.ts'
import { type NoteSigner, signNote } from '../proofs/note-sign.ts'
import { bundlePath, type Tile, tilePath, tilesChanged } from '../proofs/tiles.ts'
import { lockHead, signerOfHead } from './head.ts'
import { cosignJob } from './log.ts'
import { successionsOf } from './read.ts'
import { readEntryBundles, readTiles } from './tile-store.ts'

/** A log's published files: static, for any web server or CDN; a verifier needs nothing else of ours. */
export function logFolder(context: Context, origin: string): string {
  return join(context.settings.dataFolder, 'log', origin.replaceAll('/', '_'))
}

/**
 * Writes the tiles that changed, then signs, then publishes the checkpoint by an atomic rename; its size only grows. Every
 * step may be repeated. The head stays locked, so two publishers never write one file.
 */
export async function publish(scope: Scope): Promise<void> {
  await scope.transaction(async (transaction) => {
    const head = await lockHead(transaction)
    const size = Number(head.size)
    const folder = logFolder(transaction.context, head.origin)
    const signer = signerOfHead(transaction, head)
    const published = await requireNotBehind(transaction, head)
    if (size === 0 || Number(head.published_size) === size) return
    await writeTiles(transaction, folder, published?.size ?? 0, size)
    const note = await noteOf(transaction, signer, size)
    const keys = await successionsOf(transaction)
    if (keys !== '') await writeDurably(join(folder, 'keys'), keys)
    await writeDurably(join(folder, 'key'), vkeyLine(signer))
    await writeDurably(join(folder, 'checkpoint'), note)
    await transaction.db
      .updateTable('log_heads')
      .set({ published_size: head.size, published_note: note })
      .where('organisation_id', '=', transaction.organisationId)
      .execute()
    await transaction.db
      .updateTable('checkpoints')
      .set({ note })
      .where('organisation_id', '=', transaction.organisationId)
      .where('size', '=', head.size)
      .execute()
    if (await hasWitnesses(transaction)) await enqueue(transaction, cosignJob, {}, { key: 'cosign' })
  })
}

/**
 * Publishes the newest checkpoint that witnesses cosigned with their lines under it: as `cosigned`, and as `checkpoint` while
 * the log has not grown since.
 */
export async function publishCosignatures(scope: Scope): Promise<void> {
  await scope.transaction(async (transaction) => {
    const { db, organisationId, context } = transaction
    const head = await lockHead(transaction)
    const { size } = await db
      .selectFrom('log_cosignatures')
      .where('organisation_id', '=', organisationId)
      .where('size', '<=', head.published_size)
      .select(({ fn }) => fn.max('size').as('size'))
      .executeTakeFirstOrThrow()
    if (size === null) return
    const note = await noteOf(transaction, signerOfHead(transaction, head), Number(size))
    const folder = logFolder(context, head.origin)
    await writeDurably(join(folder, 'cosigned'), note)
    if (size !== head.published_size) return
    await writeDurably(join(folder, 'checkpoint'), note)
    await db
      .updateTable('log_heads')
      .set({ published_note: note })
      .where('organisation_id', '=', organisationId)
      .execute()
  })
}

async function hasWitnesses({ db, organisationId }: Transaction): Promise<boolean> {
  const row = await db
    .selectFrom('log_witnesses')
    .where('organisation_id', '=', organisationId)
    .select('log_witness_id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * What the world has seen. Fails with `log.published-ahead` when that is a longer log than the database holds, as after an
 * old backup was put back: nothing may be added then, or the log would grow past it into another one with the same name.
 */
export async function requireNotBehind(
  { context }: Transaction,
  head: { origin: string; size: bigint },
): Promise<Checkpoint | undefined> {
  const published = await readPublished(logFolder(context, head.origin))
  if (published === undefined || published.size <= Number(head.size)) return published
  throw new Failure(
    'log.published-ahead',
    { published: published.size, held: Number(head.size) },
    { kind: 'unavailable', retryable: false },
  )
}

/** The signed checkpoint of a size, with the lines of the witnesses that cosigned it: the same bytes each time it is asked for. */
export async function noteOf({ db, organisationId }: Transaction, signer: NoteSigner, size: number): Promise<string> {
  const { rows } = await sql<{ root: Buffer }>`
    select root from checkpoints where organisation_id = ${organisationId} and size = ${size}`.execute(db)
  const root = rows[0]?.root
  if (!root) throw new Failure('log.checkpoint-missing', { size }, { kind: 'unavailable' })
  const cosignatures = await db
    .selectFrom('log_cosignatures')
    .where('organisation_id', '=', organisationId)
    .where('size', '=', BigInt(size))
    .select('line')
    .orderBy('name')
    .execute()
  const note = signNote(writeCheckpoint({ origin: signer.name, size, root }), signer)
  return `${note}${cosignatures.map(({ line }) => line).join('')}`
}

/** Tiles read in one statement and written at once: a disk syncs many files in little more time than one. */
const tilesAtOnce = 32

/** While some are written the next are read. */
async function writeTiles(transaction: Transaction, folder: string, from: number, to: number): Promise<void> {
  const folders = new Set<string>()
  let writing: Promise<PromiseSettledResult<void>[]> = Promise.resolve([])
  try {
    for (const tiles of neighbours(tilesChanged(from, to))) {
      const hashes = await readTiles(transaction, tiles)
      const entries = tiles[0]?.level === 0 ? await readEntryBundles(transaction, tiles) : []
      const files = tiles.flatMap((tile, place): File[] => [
        { path: join(folder, tilePath(tile)), content: hashes[place] },
        { path: join(folder, bundlePath(tile)), content: entries[place] },
      ])
      requireWritten(await writing)
      writing = writeAll(files, folders)
    }
  } finally {
    // Only when none is under way any more: nobody else may write these files meanwhile.
    await writing
  }
  requireWritten(await writing)
  for (const path of folders) await syncFolder(path)
}

interface File {
  path: string
  content: Uint8Array | undefined
}

/** Writes all that have content at once, and notes their folders. */
function writeAll(files: readonly File[], folders: Set<string>): Promise<PromiseSettledResult<void>[]> {
  return Promise.allSettled(
    files.flatMap(({ path, content }) => {
      if (content === undefined) return []
      folders.add(dirname(path))
      return [writeSynced(path, content)]
    }),
  )
}

function requireWritten(written: readonly PromiseSettledResult<void>[]): void {
  for (const one of written) if (one.status === 'rejected') throw one.reason
}

/** Tiles in groups that one statement reads: of one level, neighbours, not too many. */
function neighbours(tiles: readonly Tile[]): Tile[][] {
  const groups: Tile[][] = []
  for (const tile of tiles) {
    const group = groups.at(-1)
    if (group && group[0]?.level === tile.level && group.length < tilesAtOnce) group.push(tile)
    else groups.push([tile])
  }
  return groups
}

/** The checkpoint the world can see, if one was ever published here. */
async function readPublished(folder: string): Promise<Checkpoint | undefined> {
  const note = await readFile(join(folder, 'checkpoint'), 'utf8').catch(() => undefined)
  const text = note === undefined ? undefined : readNote(note)?.text
  return text === undefined ? undefined : readCheckpoint(text)
}

async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  await writeSynced(path, content)
  await syncFolder(dirname(path))
}

/** Writes a file whole or not at all; its content is durable, its name only after `syncFolder`. */
async function writeSynced(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.draft`
  const file = await open(draft, 'w', 0o644)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

// The names must survive a loss of power too: an older checkpoint that comes back would look like a shrunken log.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function vkeyLine(key: NoteKey): string {
  return `${writeKey(key)}\n`
}
