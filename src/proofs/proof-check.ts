import { fromBase64 } from './base64.ts'
import { sameBytes } from './bytes.ts'
import { type Digest, nativeSha256 } from './sha256.ts'
import { HASH_BYTES, isPosition, nodePreimage } from './tree.ts'

/** What an inclusion proof says: the leaf with this hash is number `index` of the `size` leaves under `root`. */
export interface Inclusion {
  index: number
  size: number
  leafHash: Uint8Array
  root: Uint8Array
  proof: readonly Uint8Array[]
}

/** What a consistency proof says: the tree with `toRoot` begins with exactly the `from` leaves of the tree with `fromRoot`. */
export interface Consistency {
  from: number
  to: number
  fromRoot: Uint8Array
  toRoot: Uint8Array
  proof: readonly Uint8Array[]
}

/** Checks an inclusion proof (RFC 9162 §2.1.3.2). False, never an error, for anything malformed, missing or left over. */
export async function includes(claim: Inclusion, digest: Digest = nativeSha256): Promise<boolean> {
  const { index, size, leafHash, root, proof } = claim
  if (!isPosition(index) || !isPosition(size) || index >= size) return false
  if (![leafHash, root, ...proof].every(isHash)) return false
  const walk = new Walk(index, size - 1)
  let hash = leafHash
  for (const sibling of proof) {
    if (walk.atRoot) return false
    hash = await digest(walk.step() ? nodePreimage(sibling, hash) : nodePreimage(hash, sibling))
  }
  return walk.atRoot && sameBytes(hash, root)
}

/**
 * Checks a consistency proof (RFC 9162 §2.1.4.2). False, never an error, for anything malformed, missing or left over,
 * and for an earlier size of 0, from which nothing follows.
 */
export async function continues(claim: Consistency, digest: Digest = nativeSha256): Promise<boolean> {
  const { from, to, fromRoot, toRoot, proof } = claim
  if (!isPosition(from) || !isPosition(to) || from < 1 || from > to) return false
  if (![fromRoot, toRoot, ...proof].every(isHash)) return false
  if (from === to) return proof.length === 0 && sameBytes(fromRoot, toRoot)
  const walk = new Walk(from - 1, to - 1)
  while (walk.isRightChild) walk.up()
  const [seam, ...path] = walk.isFirst ? [fromRoot, ...proof] : proof
  if (seam === undefined) return false
  let earlier = seam
  let later = seam
  for (const sibling of path) {
    if (walk.atRoot) return false
    const onTheLeft = walk.step()
    if (onTheLeft) earlier = await digest(nodePreimage(sibling, earlier))
    later = await digest(onTheLeft ? nodePreimage(sibling, later) : nodePreimage(later, sibling))
  }
  return walk.atRoot && sameBytes(earlier, fromRoot) && sameBytes(later, toRoot)
}

/** Reads the hashes of a proof; `undefined` unless each is 32 bytes in canonical base64. */
export function readHashes(value: unknown): Uint8Array[] | undefined {
  if (!Array.isArray(value)) return undefined
  const whole = value.flatMap((text: unknown) => {
    const hash = typeof text === 'string' ? fromBase64(text) : undefined
    return hash?.length === HASH_BYTES ? [hash] : []
  })
  return whole.length === value.length ? whole : undefined
}

/** A climb from a node to the root: `fn` and `sn` of RFC 9162, halved together. Division, because `>>` stops at 32 bits. */
class Walk {
  private index: number
  private last: number

  constructor(index: number, last: number) {
    this.index = index
    this.last = last
  }

  get atRoot(): boolean {
    return this.last === 0
  }

  get isFirst(): boolean {
    return this.index === 0
  }

  get isRightChild(): boolean {
    return this.index % 2 === 1
  }

  up(): void {
    this.index = Math.floor(this.index / 2)
    this.last = Math.floor(this.last / 2)
  }

  /** Climbs past the next sibling and says whether it stands on the left. */
  step(): boolean {
    const onTheLeft = this.isRightChild || this.index === this.last
    // The last node of a level without a right neighbour is carried up unchanged until it has a left one.
    if (onTheLeft) while (!this.isRightChild && !this.isFirst) this.up()
    this.up()
    return onTheLeft
  }
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES
}
