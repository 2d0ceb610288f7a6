import { sql } from 'kysely'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import type { Batch } from './allocation.ts'
import { holdAndLook, type WaitingLane } from './lanes.ts'
import { batchSize, closingSlice, fewSlices, laySlices } from './line.ts'
import { giveToNamed } from './named.ts'
import type { Lane } from './sides.ts'
import { sweepLine, sweptFrom } from './sweep-line.ts'
import { writeFew, writeMany } from './write.ts'

/**
 * Gives a fund's open gifts to its open needs until nothing moves; answers how many parts were given. From `sweepsFrom` parts on
 * the line is swept afterwards.
 */
export async function allocate(
  scope: Scope,
  fundId: string,
  { batch = batchSize, sweepsFrom = sweptFrom } = {},
): Promise<number> {
  permit(scope, 'cases.change')
  let given = 0
  for (let isDone = false; !isDone; ) {
    const moved = await scope.transaction((transaction) => allocateBatch(transaction, fundId, batch))
    given += moved.given
    isDone = moved.isDone
  }
  if (given >= sweepsFrom) await sweepLine(scope)
  return given
}

/**
 * Gives up to one batch of a fund's gifts in the caller's transaction, by the rule of `reference.ts`. One allocator works on a
 * fund at a time; the others wait for it.
 */
export async function allocateBatch(transaction: Transaction, fundId: string, batch = batchSize): Promise<Batch> {
  const total = { given: 0, isDone: true }
  for (const lane of await holdAndLook(transaction, fundId, smallLine + 1)) {
    // What an earlier lane gave away may have left remainders in this one.
    const waiting = { ...lane, hasRemainders: lane.hasRemainders || total.given > 0 }
    const { given, isDone } = await giveLane(transaction, waiting, batch)
    total.given += given
    // The lanes of one purse share its needs: what is before must be done before the next begins.
    if (!isDone) return { ...total, isDone: false }
  }
  return total
}

/** Up to so many gifts the line is one statement; above, temporary tables with an index are faster. */
const smallLine = 200

/** How many needs are read for few gifts at first, and how many times as many when these do not hold them. */
const shortLine = 10
const longer = 10

function giveLane(transaction: Transaction, lane: WaitingLane, batch: number): Promise<Batch> {
  if (lane.policy === 'named') return giveToNamed(transaction, lane, { few: smallLine, batch })
  const policed = { ...lane, policy: lane.policy }
  return lane.count > smallLine ? giveMany(transaction, policed, batch) : giveFew(transaction, policed)
}

type PolicedLane = WaitingLane & Lane

/** Gives all gifts of a lane in which few wait: one statement, and more only where something might close a need. */
async function giveFew(transaction: Transaction, lane: PolicedLane): Promise<Batch> {
  const cause = { ...lane, reason: 'gift' } as const
  for (let most = shortLine; ; most *= longer) {
    const slices = fewSlices(transaction, lane, { gifts: smallLine, needs: most })
    const { given, isEnough, leavesRest } = await writeFew(
      transaction,
      cause,
      slices,
      sql`select is_enough from measure`,
    )
    if (!isEnough) continue
    const closed = leavesRest || lane.hasRemainders ? await close(transaction, lane) : 0
    return { given: given + closed, isDone: true }
  }
}

async function giveMany(transaction: Transaction, lane: PolicedLane, batch: number): Promise<Batch> {
  const { isWhole } = await laySlices(transaction, lane, batch)
  const given = await writeMany(transaction, { ...lane, reason: 'gift' })
  // A full batch that moved nothing means there is no need left to move to.
  if (!isWhole && given > 0) return { given, isDone: false }
  return { given: given + (await close(transaction, lane)), isDone: true }
}

/** Closes the first needs in line with what waits, as long as that can close one. */
async function close(transaction: Transaction, lane: PolicedLane): Promise<number> {
  const closing = closingSlice(transaction, lane)
  for (let closed = 0; ; closed += 1) {
    const { given } = await writeFew(transaction, { ...lane, reason: 'gift' }, closing)
    if (given === 0) return closed
  }
}
