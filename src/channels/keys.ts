import { hash, timingSafeEqual } from 'node:crypto'

/**
 * The idempotency key of one part of a delivery: a UUID (version 8, RFC 9562) that is the same at every attempt, also
 * after a crash that forgot everything but the delivery's id.
 */
export function partKey(deliveryId: string, part: number): string {
  const bytes = hash('sha256', `${deliveryId}/${part}`, 'buffer')
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Compares two signatures as text without telling by time where they differ. */
export function sameSignature(expected: string, presented: string): boolean {
  const left = Buffer.from(expected)
  const right = Buffer.from(presented)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A short stable name for bytes that bring no id of their own. */
export function digest(bytes: string | Uint8Array): string {
  return hash('sha256', bytes, 'hex')
}
