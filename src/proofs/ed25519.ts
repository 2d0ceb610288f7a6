import { ed25519 } from '@noble/curves/ed25519.js'
import { concat } from './bytes.ts'

/**
 * Checks an Ed25519 signature (RFC 8032) with the platform's own code, or with the bundled code where the platform has
 * none: Chrome learnt it with 137, Firefox with 129, Safari with 17. False for anything malformed; never an error.
 */
export async function signatureHolds(
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Uint8Array,
): Promise<boolean> {
  if (signature.length !== 64 || publicKey.length !== 32) return false
  return (await nativeAnswer(message, signature, publicKey)) ?? bundledAnswer(message, signature, publicKey)
}

async function nativeAnswer(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) {
  try {
    const subtle = globalThis.crypto.subtle
    const key = await subtle.importKey('raw', concat(publicKey), { name: 'Ed25519' }, false, ['verify'])
    return await subtle.verify({ name: 'Ed25519' }, key, concat(signature), concat(message))
  } catch {
    return undefined
  }
}

function bundledAnswer(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
