import type { AllocationPolicy } from '../campaigns/campaign.ts'
import { atMost } from './allocation.ts'

/** A gift in line. `openMinor` is what no need has yet of `allocatableMinor`. */
export interface GiftInLine {
  readonly giftId: string
  readonly openMinor: bigint
  readonly allocatableMinor: bigint
  readonly minimumSliceMinor: bigint
}

/** A need in line and what it still lacks. */
export interface NeedInLine {
  readonly needId: string
  readonly openMinor: bigint
  /** What it has already. */
  readonly givenMinor: bigint
}

/** A part of a gift for a need. */
export interface Slice {
  readonly giftId: string
  readonly needId: string
  readonly amountMinor: bigint
}

/**
 * The rule by which the gifts of one lane meet needs, as plainly as it can be said; `allocate.ts` must agree with it to the minor
 * unit. Both lines are in order: under `urgency` the needs of urgent cases first.
 *
 * 1. The oldest gift goes to the first need until one of the two is used up, and so on down both lines.
 * 2. A gift is never split into less than its minimum slice: what a split or a reversal left of it below that is a
 *    *remainder*. It goes on only where it closes the need; otherwise it waits and the next gift takes its place.
 *    A gift that is smaller than the minimum from the start is no remainder: it goes whole, like any other.
 * 3. When the line has moved, waiting remainders close the first needs they can, the oldest remainder that can first.
 *
 * Under `even` needs first share what is there: those that have least first, in steps of the largest minimum among the gifts; each
 * then asks for its part only. Under `every_gift` gifts share what is lacking in the same way, those that gave least first, and
 * none is too small. Running it again on what it left changes nothing.
 */
export function allocateByHand(
  gifts: readonly GiftInLine[],
  needs: readonly NeedInLine[],
  policy: AllocationPolicy = 'queue',
): Slice[] {
  const given: Slice[] = []
  const waiting = gifts.filter((gift) => gift.openMinor > 0n)
  const open = needs.filter((need) => need.openMinor > 0n)
  const [giftLine, needLine] = measured(waiting, open, policy)
  for (const gift of giftLine.filter((one) => !isRemainder(one))) {
    for (let need = needLine[0]; need && mayGive(gift, need); need = needLine[0]) {
      given.push(move(gift, need))
      if (need.openMinor === 0n) needLine.shift()
    }
  }
  const left = waiting.map((gift) => ({ ...gift, openMinor: gift.openMinor - sumOf(given, 'giftId', gift.giftId) }))
  const lacking = open.map((need) => ({ ...need, openMinor: need.openMinor - sumOf(given, 'needId', need.needId) }))
  for (const need of lacking.filter((one) => one.openMinor > 0n)) {
    const closer = left.find((gift) => gift.openMinor >= need.openMinor)
    if (!closer) break
    given.push(move(closer, need))
  }
  return given
}

/** Gifts that name a case, the oldest first, go to its needs in order; here a part may be as small as it comes. */
export function allocateNamedByHand(
  gifts: readonly (GiftInLine & { caseId: string })[],
  needs: readonly (NeedInLine & { caseId: string })[],
): Slice[] {
  const needLine = needs.map((need) => ({ ...need }))
  return gifts.flatMap((each) => {
    const gift = { ...each }
    const theirs = needLine.filter((need) => need.caseId === gift.caseId)
    return theirs.flatMap((need) => (gift.openMinor > 0n && need.openMinor > 0n ? [move(gift, need)] : []))
  })
}

/** Copies of both lines, one of them measured by what the other holds where the policy shares. */
function measured(gifts: readonly GiftInLine[], needs: readonly NeedInLine[], policy: AllocationPolicy) {
  if (policy === 'even') {
    const usable = gifts.filter((gift) => !isRemainder(gift))
    const levels = needs.map(({ givenMinor, openMinor }) => ({ level: givenMinor, room: openMinor }))
    const parts = pourByHand(levels, sum(usable), stepOf(usable))
    return [gifts.map((gift) => ({ ...gift })), measure(needs, parts)] as const
  }
  if (policy === 'every_gift') {
    const levels = gifts.map((gift) => ({ level: gift.allocatableMinor - gift.openMinor, room: gift.openMinor }))
    const parts = pourByHand(levels, sum(needs), stepOf(gifts))
    return [
      measure(gifts, parts).map((gift) => ({ ...gift, minimumSliceMinor: 0n })),
      needs.map((need) => ({ ...need })),
    ] as const
  }
  return [gifts.map((gift) => ({ ...gift })), needs.map((need) => ({ ...need }))] as const
}

function stepOf(gifts: readonly GiftInLine[]): bigint {
  let step = 1n
  for (const { minimumSliceMinor } of gifts) if (minimumSliceMinor > step) step = minimumSliceMinor
  return step
}

/** Pours `total` over vessels, a step at a time, always into the first of those that have fewest whole steps. */
export function pourByHand(vessels: readonly { level: bigint; room: bigint }[], total: bigint, step: bigint): bigint[] {
  const parts = vessels.map(() => 0n)
  const stepsOf = (index: number) => ((vessels[index]?.level ?? 0n) + (parts[index] ?? 0n)) / step
  for (let left = total; left > 0n; ) {
    const open = vessels.flatMap(({ room }, index) => (room > (parts[index] ?? 0n) ? [index] : []))
    const lowest = open.reduce((best, index) => (stepsOf(index) < stepsOf(best) ? index : best), open[0] ?? -1)
    const vessel = vessels[lowest]
    if (!vessel) break
    const has = vessel.level + (parts[lowest] ?? 0n)
    const poured = atMost(left, atMost(vessel.level + vessel.room - has, step - (has % step)))
    parts[lowest] = (parts[lowest] ?? 0n) + poured
    left -= poured
  }
  return parts
}

/** Whether less than the minimum is left of a gift that has been split. */
export function isRemainder(gift: GiftInLine): boolean {
  return gift.openMinor < gift.minimumSliceMinor && gift.openMinor < gift.allocatableMinor
}

function mayGive(gift: GiftInLine, need: NeedInLine): boolean {
  return gift.openMinor > 0n && (!isRemainder(gift) || gift.openMinor >= need.openMinor)
}

function move(gift: { giftId: string; openMinor: bigint }, need: { needId: string; openMinor: bigint }): Slice {
  const amountMinor = atMost(gift.openMinor, need.openMinor)
  gift.openMinor -= amountMinor
  need.openMinor -= amountMinor
  return { giftId: gift.giftId, needId: need.needId, amountMinor }
}

function measure<Side extends { openMinor: bigint }>(side: readonly Side[], parts: readonly bigint[]): Side[] {
  return side.map((one, index) => ({ ...one, openMinor: parts[index] ?? 0n })).filter((one) => one.openMinor > 0n)
}

function sum(side: readonly { openMinor: bigint }[]): bigint {
  return side.reduce((total, one) => total + one.openMinor, 0n)
}

function sumOf(slices: readonly Slice[], by: 'giftId' | 'needId', id: string): bigint {
  return slices.reduce((total, slice) => (slice[by] === id ? total + slice.amountMinor : total), 0n)
}
