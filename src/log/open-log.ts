import { setTimeout as sleep } from 'node:timers/promises'
import { fromUtf8 } from '../proofs/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../proofs/checkpoint.ts'
import { type NoteKey, readKey } from '../proofs/note.ts'
import type { ReadPublished } from '../proofs/published.ts'
import { followKey } from '../proofs/succession.ts'

/** A published log whose signature holds. */
export interface OpenedLog {
  key: NoteKey
  note: string
  checkpoint: Checkpoint
}

/** Why it could not be opened. */
export interface Unopened {
  problem: 'key-changed' | 'signature-wrong'
  note: string | undefined
}

/**
 * Reads key and checkpoint of a published log. With a fingerprint the key must be that one, or one that its announcements lead
 * to. `knownKey` for a place that publishes checkpoints only, as a witness does. Fails when there is nothing to read.
 */
export async function openLog(
  read: ReadPublished,
  fingerprint: string | undefined,
  knownKey?: NoteKey,
): Promise<OpenedLog | Unopened> {
  const first = await openOnce(read, fingerprint, knownKey)
  if (!('problem' in first)) return first
  // The files are replaced one after the other: while a key changes, they do not fit for a moment.
  await sleep(200)
  return openOnce(read, fingerprint, knownKey)
}

async function openOnce(
  read: ReadPublished,
  fingerprint: string | undefined,
  knownKey?: NoteKey,
): Promise<OpenedLog | Unopened> {
  const note = await textOf(read, 'checkpoint')
  if (note === undefined) throw new Error('checkpoint: 404')
  const published = await readKey((await textOf(read, 'key'))?.trim() ?? '')
  const key = knownKey ?? published
  if (key === undefined) return { problem: 'key-changed', note }
  if (fingerprint !== undefined) {
    const keys = knownKey ? '' : ((await textOf(read, 'keys')) ?? '')
    if (!(await followKey(fingerprint, key, keys))) return { problem: 'key-changed', note }
  }
  const checkpoint = await openCheckpoint(note, key)
  return checkpoint ? { key, note, checkpoint } : { problem: 'signature-wrong', note }
}

async function textOf(read: ReadPublished, path: string): Promise<string | undefined> {
  const bytes = await read(path)
  return bytes && fromUtf8(bytes)
}
