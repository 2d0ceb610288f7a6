import { ed25519 } from '@noble/curves/ed25519.js'
import { Failure } from '../platform/errors.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { concat, utf8 } from './bytes.ts'
import { ED25519_TYPE, isKeyName, keyPreimage, type NoteKey, writeKey } from './note.ts'
import { bundledSha256 } from './sha256.ts'

/** A private key that signs notes. Its 32-byte seed is a secret: keep it encrypted, never log it. */
export interface NoteSigner extends NoteKey {
  seed: Uint8Array
}

/** Makes the signer of a log from its name (the log's origin) and 32 random bytes. Throws `proofs.signing-key-malformed`. */
export function signerOf(name: string, seed: Uint8Array): NoteSigner {
  if (!isKeyName(name) || seed.length !== 32) throw new Failure('proofs.signing-key-malformed')
  const publicKey = ed25519.getPublicKey(seed)
  return { name, seed, publicKey, keyId: bundledSha256(keyPreimage(name, publicKey)).slice(0, 4) }
}

/** Reads a `PRIVATE+KEY+<name>+<id>+<base64>` text, as Go's sumdb/note writes it. Throws `proofs.signing-key-malformed`. */
export function readSigner(skey: string): NoteSigner {
  const [, name = '', encoded = ''] = /^PRIVATE\+KEY\+([^+]+)\+[0-9a-f]{8}\+(.+)$/.exec(skey) ?? []
  const bytes = fromBase64(encoded)
  if (bytes?.[0] !== ED25519_TYPE) throw new Failure('proofs.signing-key-malformed')
  const signer = signerOf(name, bytes.slice(1))
  if (writeSigner(signer) !== skey) throw new Failure('proofs.signing-key-malformed')
  return signer
}

/** Writes the private key text that `readSigner` reads. A secret. */
export function writeSigner(signer: NoteSigner): string {
  const [name, id] = writeKey(signer).split('+')
  return `PRIVATE+KEY+${name}+${id}+${toBase64(concat(Uint8Array.of(ED25519_TYPE), signer.seed))}`
}

/**
 * Signs a text as a note. Ed25519 is deterministic: the same text and key give the same note, so signing may be repeated.
 * Throws `proofs.note-text-malformed` unless the text ends in a newline and has no other control character.
 */
export function signNote(text: string, signer: NoteSigner): string {
  if (!/^[^\p{Cc}]/u.test(text) || !text.endsWith('\n') || /[^\P{Cc}\n]/u.test(text)) {
    throw new Failure('proofs.note-text-malformed')
  }
  const signature = ed25519.sign(utf8(text), signer.seed)
  return `${text}\n— ${signer.name} ${toBase64(concat(signer.keyId, signature))}\n`
}
