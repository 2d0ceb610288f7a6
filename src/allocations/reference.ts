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
}

/** A part of a gift for a need. */
export interface Slice {
  readonly giftId: string
  readonly needId: string
  readonly amountMinor: bigint
}

/**
 * The rule by which gifts meet needs, as plainly as it can be said; `allocate.ts` must agree with it to the minor unit.
 *
 * 1. The oldest gift goes to the first need until one of the two is used up, and so on down both lines.
 * 2. A gift is never split into less than its minimum slice: what a split or a reversal left of it below that is a
 *    *remainder*. It goes on only where it closes the need; otherwise it waits and the next gift takes its place.
 *    A gift that is smaller than the minimum from the start is no remainder: it goes whole, like any other.
 * 3. When the line has moved, waiting remainders close the first needs they can, the oldest remainder that can first.
 *
 * Running it again on what it left changes nothing.
 */
export function allocateByHand(gifts: readonly GiftInLine[], needs: readonly NeedInLine[]): Slice[] {
  const giftLine = gifts.map((gift) => ({ ...gift }))
  const needLine = needs.map((need) => ({ ...need })).filter((need) => need.openMinor > 0n)
  const slices: Slice[] = []
  const give = (gift: { giftId: string; openMinor: bigint }, need: { needId: string; openMinor: bigint }) => {
    const amountMinor = atMost(gift.openMinor, need.openMinor)
    gift.openMinor -= amountMinor
    need.openMinor -= amountMinor
    slices.push({ giftId: gift.giftId, needId: need.needId, amountMinor })
    if (need.openMinor === 0n) needLine.shift()
  }
  for (const gift of giftLine.filter((one) => !isRemainder(one))) {
    let need = needLine[0]
    while (gift.openMinor > 0n && need && (!isRemainder(gift) || gift.openMinor >= need.openMinor)) {
      give(gift, need)
      need = needLine[0]
    }
  }
  for (let need = needLine[0]; need; need = needLine[0]) {
    const lacking = need.openMinor
    const closer = giftLine.find((gift) => gift.openMinor >= lacking)
    if (!closer) break
    give(closer, need)
  }
  return slices
}

/** Whether less than the minimum is left of a gift that has been split. */
export function isRemainder(gift: GiftInLine): boolean {
  return gift.openMinor < gift.minimumSliceMinor && gift.openMinor < gift.allocatableMinor
}
