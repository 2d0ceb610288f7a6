import { createCipheriv, createDecipheriv } from 'node:crypto'

/** What messages are sealed with: the account's id stands inside the seal and must be ours. */
export interface Seal {
  readonly appId: string
  readonly encodingAesKey: string
}

/** Padding fills to 32 bytes and not to AES's own 16, which is why Node's must be switched off. */
const padTo = 32
/** Before the words: 16 random bytes and their length in 4. */
const headBytes = 20

/**
 * Opens what WeChat has sealed: AES-256-CBC of 16 random bytes, the length, the words, the account's id (Tencent's sample
 * `WXBizMsgCrypt`, 2014). `null` when it was not sealed with this key for this account. Never throws.
 */
export function unseal(sealed: string, { appId, encodingAesKey }: Seal): string | null {
  try {
    const key = keyOf(encodingAesKey)
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    const padded = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()])
    const padding = padded.at(-1) ?? 0
    const end = headBytes + padded.readUInt32BE(16)
    const isWhole = padding >= 1 && padding <= padTo && end <= padded.length - padding
    if (!isWhole || padded.toString('utf8', end, padded.length - padding) !== appId) return null
    return new TextDecoder('utf-8', { fatal: true }).decode(padded.subarray(headBytes, end))
  } catch {
    return null
  }
}

/** Seals bytes as WeChat does; `random` has 16 bytes and is never the same twice. For who stands in for WeChat. */
export function seal(words: Uint8Array, random: Uint8Array, { appId, encodingAesKey }: Seal): string {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(words.length)
  const plain = Buffer.concat([random, length, words, Buffer.from(appId)])
  const padding = padTo - (plain.length % padTo)
  const key = keyOf(encodingAesKey)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    'base64',
  )
}

/** 43 characters of base64 whose `=` is left out: 32 bytes. */
function keyOf(encodingAesKey: string): Buffer {
  return Buffer.from(`${encodingAesKey}=`, 'base64')
}
