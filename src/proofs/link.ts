import { fromBase64Url, toBase64Url } from './base64.ts'
import { readDecimal } from './checkpoint.ts'
import { SALT_BYTES, type Salt } from './commitment.ts'
import { HASH_BYTES, isPosition } from './tree.ts'

/** An earlier state of the log as a donor holds it, in a thank-you, a receipt or a device's memory: enough to catch a rewriting. */
export interface Remembered {
  size: number
  root: Uint8Array
  /** The log key's fingerprint (`fingerprintOf`), so that a log signed anew by another key is seen too. */
  fingerprint: string
}

/** What follows the `#` of a donor's link. Browsers do not send it to any server. */
export interface Fragment {
  salt: Salt
  remembered: Remembered | undefined
}

/** One line for thank-yous and receipts, and for a device to keep: `<size>.<root>.<fingerprint>`, both in URL-safe base64. */
export function writeRemembered(remembered: Remembered): string {
  return `${remembered.size}.${toBase64Url(remembered.root)}.${remembered.fingerprint}`
}

/** Reads such a line; `undefined` if it is malformed or of an empty log, from which nothing follows. */
export function readRemembered(line: string): Remembered | undefined {
  const [decimal = '', encoded = '', fingerprint = '', ...rest] = line.split('.')
  const size = readDecimal(decimal)
  const root = fromBase64Url(encoded)
  if (!isPosition(size) || size < 1 || root?.length !== HASH_BYTES || rest.length > 0) return undefined
  return fromBase64Url(fingerprint)?.length === 16 ? { size, root, fingerprint } : undefined
}

/** Writes the fragment of a donor's link, without the `#`: `v1.<salt>`, then `.` and the remembered checkpoint if there is one. */
export function writeFragment(fragment: Fragment): string {
  const remembered = fragment.remembered === undefined ? '' : `.${writeRemembered(fragment.remembered)}`
  return `v1.${toBase64Url(fragment.salt)}${remembered}`
}

/** Reads a fragment, with or without its `#`; `undefined` if any part of it is malformed. */
export function readFragment(text: string): Fragment | undefined {
  const [, encoded = '', line] = /^#?v1\.([\w-]+)(?:\.(.+))?$/.exec(text) ?? []
  const salt = fromBase64Url(encoded)
  const remembered = line === undefined ? undefined : readRemembered(line)
  if (salt?.length !== SALT_BYTES || (line !== undefined && remembered === undefined)) return undefined
  return { salt, remembered }
}
