import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** How bytes travel, by the name HTTP has for it; `undefined`: as they are. */
export type Packing = 'br' | 'gzip'

const packers: Readonly<Record<Packing, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  // 9 of 11: a twentieth larger than the most that can be had, and ten times as quick.
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

/** Below this many bytes a packet holds the file either way. */
const worthBytes = 1024

const packable = /^(text\/|application\/(json|manifest\+json)|image\/svg)/

/**
 * A file that is the same for everybody, as small as this browser reads it; packed when it is first asked for, and kept. Never
 * for what holds a secret: how long such an answer is would tell of it.
 */
export class PackedFile {
  readonly #bytes: Uint8Array<ArrayBuffer>
  readonly #isWorthIt: boolean
  readonly #packed = new Map<Packing, Promise<Uint8Array>>()

  constructor(bytes: Uint8Array<ArrayBuffer>, contentType: string) {
    this.#bytes = bytes
    this.#isWorthIt = bytes.length >= worthBytes && packable.test(contentType)
  }

  /** Whether how it travels depends on who asks. */
  get varies(): boolean {
    return this.#isWorthIt
  }

  /** The bytes for an `Accept-Encoding`, and how they are packed. */
  async for(accepted: string | undefined): Promise<{ body: Uint8Array<ArrayBuffer>; packing?: Packing }> {
    const packing = this.#isWorthIt ? chosen(accepted ?? '') : undefined
    if (packing === undefined) return { body: this.#bytes }
    const packed = this.#packed.get(packing) ?? packers[packing](this.#bytes)
    this.#packed.set(packing, packed)
    return { body: new Uint8Array(await packed), packing }
  }
}

/** The smallest packing a browser takes; one it gives the quality 0 it refuses. */
function chosen(accepted: string): Packing | undefined {
  const taken = accepted
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => !/;\s*q=0(\.0*)?$/.test(one))
    .map((one) => one.split(';')[0]?.trim())
  return (['br', 'gzip'] as const).find((packing) => taken.includes(packing))
}
