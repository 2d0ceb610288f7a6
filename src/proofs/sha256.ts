import { sha256 } from '@noble/hashes/sha2.js'
import { concat } from './bytes.ts'

/** SHA-256 at once. The server hands in its own, which is native; building a tree of many leaves wants no promises. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** SHA-256 now or later. All that a donor's device computes is written against this, because native hashing there is async. */
export type Digest = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** SHA-256 in JavaScript, for where nothing native is at hand. */
export const bundledSha256: Sha256 = (bytes) => sha256(bytes)

/** The platform's SHA-256 (Web Crypto); the bundled one where a page not served over HTTPS has no Web Crypto. */
export const nativeSha256: Digest = async (bytes) => {
  const subtle = globalThis.crypto?.subtle
  return subtle === undefined ? bundledSha256(bytes) : new Uint8Array(await subtle.digest('SHA-256', concat(bytes)))
}

/** HMAC-SHA256 (RFC 2104) with a 32-byte key, over whichever SHA-256 is given. */
export async function hmacSha256(key: Uint8Array, message: Uint8Array, digest: Digest): Promise<Uint8Array> {
  const block = concat(key, new Uint8Array(64 - key.length))
  const inner = await digest(
    concat(
      block.map((byte) => byte ^ 0x36),
      message,
    ),
  )
  return digest(
    concat(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  )
}
