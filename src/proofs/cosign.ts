import { ed25519 } from '@noble/curves/ed25519.js'
import { Failure } from '../platform/errors.ts'
import { toBase64 } from './base64.ts'
import { concat } from './bytes.ts'
import { COSIGNATURE_TYPE, cosignedMessage, writeTime } from './cosignature.ts'
import { isKeyName, keyPreimage } from './note.ts'
import type { NoteSigner } from './note-sign.ts'
import { bundledSha256 } from './sha256.ts'

/**
 * Makes the signer of a witness from its name and 32 random bytes, which must not serve any other key: a cosignature does
 * not say its witness's name. Throws `proofs.signing-key-malformed`.
 */
export function witnessOf(name: string, seed: Uint8Array): NoteSigner {
  if (!isKeyName(name) || seed.length !== 32) throw new Failure('proofs.signing-key-malformed')
  const publicKey = ed25519.getPublicKey(seed)
  return { name, seed, publicKey, keyId: bundledSha256(keyPreimage(name, publicKey, COSIGNATURE_TYPE)).slice(0, 4) }
}

/** The line with which a witness cosigns a checkpoint's text at a second since 1970; its newline included. */
export function cosign(text: string, witness: NoteSigner, atSeconds: number): string {
  const signature = ed25519.sign(cosignedMessage(text, atSeconds), witness.seed)
  return `— ${witness.name} ${toBase64(concat(witness.keyId, writeTime(atSeconds), signature))}\n`
}
