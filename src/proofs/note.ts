import { fromBase64, toBase64, toBase64Url } from './base64.ts'
import { concat, sameBytes, utf8 } from './bytes.ts'
import { signatureHolds } from './ed25519.ts'
import { type Digest, nativeSha256 } from './sha256.ts'

/** The type byte of plain Ed25519 in keys and key ids (c2sp.org/signed-note, read 2026-11). */
export const ED25519_TYPE = 1

/** A public key that signs notes, as its `vkey` text gives it: `<name>+<key id, 8 hex digits>+<base64 of type byte and key>`. */
export interface NoteKey {
  name: string
  keyId: Uint8Array
  publicKey: Uint8Array
}

/** The lines of a note: its text, which ends in a newline and is what is signed, and the signatures under it. */
export interface Note {
  text: string
  signatures: readonly { name: string; keyId: Uint8Array; signature: Uint8Array }[]
}

/** Whether a name can stand in a key: not empty, no Unicode space, no plus sign, no control character. */
export function isKeyName(name: string): boolean {
  return /^[^\s+\p{Cc}\p{Z}]+$/u.test(name)
}

/** What a key's id and fingerprint are hashes of. */
export function keyPreimage(name: string, publicKey: Uint8Array, type = ED25519_TYPE): Uint8Array {
  return concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)
}

/** Reads a `vkey`; `undefined` if it is malformed, of another type than asked for, or its id is not that of its name and key. */
export async function readKey(
  vkey: string,
  digest: Digest = nativeSha256,
  type = ED25519_TYPE,
): Promise<NoteKey | undefined> {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? []
  const bytes = fromBase64(encoded)
  if (!isKeyName(name) || bytes?.length !== 33 || bytes[0] !== type) return undefined
  const publicKey = bytes.slice(1)
  const keyId = (await digest(keyPreimage(name, publicKey, type))).slice(0, 4)
  return toHex(keyId) === id ? { name, keyId, publicKey } : undefined
}

/** Writes the `vkey` text of a key. */
export function writeKey(key: NoteKey, type = ED25519_TYPE): string {
  return `${key.name}+${toHex(key.keyId)}+${toBase64(concat(Uint8Array.of(type), key.publicKey))}`
}

/**
 * 22 characters that name a key, log name included, and cannot be made to fit another one: the first 16 bytes of the hash
 * whose first 4 are the key id. Donors keep it; the 4-byte id alone could be forged in minutes.
 */
export async function fingerprintOf(key: NoteKey, digest: Digest = nativeSha256): Promise<string> {
  return toBase64Url((await digest(keyPreimage(key.name, key.publicKey))).slice(0, 16))
}

/** Splits a signed note into text and signatures, none of them checked; `undefined` unless it is exactly as c2sp.org/signed-note says. */
export function readNote(note: string): Note | undefined {
  const seam = note.lastIndexOf('\n\n')
  if (seam < 1 || !note.endsWith('\n') || note.length > 100_000 || /[^\P{Cc}\n\u007f-\u009f]/u.test(note))
    return undefined
  const lines = note.slice(seam + 2, -1).split('\n')
  const signatures = lines.map(readSignature).filter((signature) => signature !== undefined)
  return signatures.length === lines.length ? { text: note.slice(0, seam + 1), signatures } : undefined
}

/**
 * Gives the text of a note that this key has signed; `undefined` otherwise. A signature counts as the key's own only when
 * name and id both match; one that does and fails condemns the note, and the signatures of others are ignored.
 */
export async function openNote(note: string, key: NoteKey): Promise<string | undefined> {
  const read = readNote(note)
  const own = read?.signatures.filter(({ name, keyId }) => name === key.name && sameBytes(keyId, key.keyId)) ?? []
  if (read === undefined || own.length === 0) return undefined
  for (const { signature } of own) {
    if (!(await signatureHolds(utf8(read.text), signature, key.publicKey))) return undefined
  }
  return read.text
}

function readSignature(line: string) {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
  const bytes = fromBase64(encoded)
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
