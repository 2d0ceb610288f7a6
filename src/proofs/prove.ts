import { Failure } from '../platform/errors.ts'
import { append, emptyFrontier } from './frontier.ts'
import { bundledSha256, type Sha256 } from './sha256.ts'
import { isPosition, joinSubtrees, perfectSubtrees, type Subtree, type SubtreeReader } from './tree.ts'

/** A proof before its hashes are fetched: for each hash of the proof, in order, the perfect subtrees it joins. */
export type ProofPlan = readonly (readonly Subtree[])[]

/**
 * Which subtrees prove that leaf `index` is in the tree of `size` leaves (RFC 6962 §2.1.1). At most 53 hashes.
 * Throws `proofs.index-out-of-range`.
 */
export function planInclusion(index: number, size: number): ProofPlan {
  if (!isPosition(index) || !isPosition(size) || index >= size) {
    throw new Failure('proofs.index-out-of-range', { index, size })
  }
  return planBetween(0, size, index, index + 1)
}

/**
 * Which subtrees prove that the tree of `to` leaves only continues the tree of `from` leaves (RFC 6962 §2.1.2); none when equal.
 * Throws `proofs.size-out-of-range`: nothing can be proved from an empty tree or back to a smaller one.
 */
export function planConsistency(from: number, to: number): ProofPlan {
  if (!isPosition(from) || !isPosition(to) || from < 1 || from > to) {
    throw new Failure('proofs.size-out-of-range', { from, to })
  }
  const seam = perfectSubtrees(0, from).at(-1)
  if (seam === undefined || from === to) return []
  const start = seam.index * 2 ** seam.level
  const path = planBetween(0, to, start, from)
  // A power of two is a whole subtree whose hash the verifier already holds: it is the earlier root.
  return start === 0 ? path : [[seam], ...path]
}

/** Fetches and joins the hashes of a plan. Every subtree it asks for is among `plan.flat()`, so a caller may load them in one query. */
export function assemble(plan: ProofPlan, hashOf: SubtreeReader, sha256: Sha256 = bundledSha256): Uint8Array[] {
  return plan.map((subtrees) => joinSubtrees(subtrees.map(hashOf), sha256))
}

/** A whole tree in memory, for the command line and for tests: reads any perfect subtree of the given leaf hashes. */
export function readerOf(leafHashes: Iterable<Uint8Array>, sha256: Sha256 = bundledSha256): SubtreeReader {
  const levels: Uint8Array[][] = []
  append(emptyFrontier, leafHashes, sha256, ({ level }, hash) => {
    const known = levels[level]
    if (known === undefined) levels[level] = [hash]
    else known.push(hash)
  })
  return ({ level, index }) => {
    const hash = levels[level]?.[index]
    if (hash === undefined) throw new Failure('proofs.subtree-missing', { level, index })
    return hash
  }
}

/** The siblings on the way from the subtree `start..end` up to the root of `low..high`, lowest first. */
function planBetween(low: number, high: number, start: number, end: number): Subtree[][] {
  if (low === start && high === end) return []
  const middle = low + largestPowerBelow(high - low)
  return start < middle
    ? [...planBetween(low, middle, start, end), perfectSubtrees(middle, high)]
    : [...planBetween(middle, high, start, end), perfectSubtrees(low, middle)]
}

function largestPowerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}
