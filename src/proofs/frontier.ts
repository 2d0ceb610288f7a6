import { Failure } from '../platform/errors.ts'
import { bundledSha256, type Sha256 } from './sha256.ts'
import { HASH_BYTES, joinSubtrees, nodePreimage, perfectSubtrees, type Subtree } from './tree.ts'

/** All that must be kept to go on appending: one hash per perfect subtree of the whole tree, at most 53. */
export interface Frontier {
  readonly size: number
  /** The hashes of `perfectSubtrees(0, size)`, in that order. */
  readonly hashes: readonly Uint8Array[]
}

/** The frontier of a log without entries. */
export const emptyFrontier: Frontier = { size: 0, hashes: [] }

/**
 * Adds leaf hashes at the end, about one node hash per leaf, and tells each perfect subtree as it is completed.
 * Throws `proofs.frontier-damaged` when the hashes kept do not fit the size kept.
 */
export function append(
  frontier: Frontier,
  leafHashes: Iterable<Uint8Array>,
  sha256: Sha256 = bundledSha256,
  completed: (subtree: Subtree, hash: Uint8Array) => void = () => {},
): Frontier {
  const hashes = [...frontier.hashes]
  if (hashes.length !== perfectSubtrees(0, frontier.size).length || hashes.some((hash) => hash.length !== HASH_BYTES)) {
    throw new Failure('proofs.frontier-damaged', { size: frontier.size, hashes: hashes.length })
  }
  let size = frontier.size
  for (const leaf of leafHashes) {
    let hash = leaf
    let index = size
    completed({ level: 0, index }, hash)
    for (let level = 1; index % 2 === 1; level += 1) {
      hash = sha256(nodePreimage(hashes.pop() ?? hash, hash))
      index = (index - 1) / 2
      completed({ level, index }, hash)
    }
    hashes.push(hash)
    size += 1
  }
  return { size, hashes }
}

/** The root of the tree that the frontier stands for; of the empty tree, the hash of nothing. */
export function rootOf(frontier: Frontier, sha256: Sha256 = bundledSha256): Uint8Array {
  return joinSubtrees(frontier.hashes, sha256)
}
