import { atMost } from '../allocations/allocation.ts'
import { split } from '../platform/money.ts'

/** What one cost item of one case has from the gifts of one campaign and year, and what was spent on it. Minor units. */
export interface NeedPart {
  readonly campaignId: string
  readonly givenYear: number
  readonly programmeId: string
  readonly caseId: string
  readonly item: string
  readonly currency: string
  /** More than nothing. */
  readonly allocated: bigint
  /** Of `allocated`, what came from gifts whose givers were told about the case. */
  readonly told: bigint
  /** Spent on this item of the case, whoever gave. */
  readonly itemSpent: bigint
  /** Spent on the case in all: on these items and on others. */
  readonly caseSpent: bigint
}

/** A part with what was spent of it, and of that what its givers were told: told ≤ spent ≤ allocated. */
export interface SpentPart extends NeedPart {
  readonly spent: bigint
  readonly reported: bigint
}

/**
 * Spreads what was spent on each case over the gifts it has, to the minor unit and in proportion: first each item's spending over
 * that item's gifts, then what an item cost beyond its gifts over the rest of the case's. Never more than was given.
 */
export function spreadSpending(parts: readonly NeedPart[]): SpentPart[] {
  return groups(parts, ({ caseId, currency }) => `${caseId} ${currency}`).flatMap(spreadCase)
}

function spreadCase(parts: readonly NeedPart[]): SpentPart[] {
  const byItem = groups(parts, ({ item }) => item).flatMap((those) =>
    spreadOver(
      those.map((part) => ({ part, room: part.allocated })),
      atMost(those[0]?.itemSpent ?? 0n, sum(those.map(({ allocated }) => allocated))),
    ),
  )
  const allocated = sum(parts.map((part) => part.allocated))
  const beyond = atMost(parts[0]?.caseSpent ?? 0n, allocated) - sum(byItem.map(({ spent }) => spent))
  const rest = spreadOver(
    byItem.map(({ part, spent }) => ({ part, room: part.allocated - spent })),
    beyond,
  )
  return byItem.map(({ part, spent }, place) => {
    const all = spent + (rest[place]?.spent ?? 0n)
    return { ...part, spent: all, reported: (all * part.told) / part.allocated }
  })
}

/** `minor` is at most the room there is. */
function spreadOver(parts: readonly { part: NeedPart; room: bigint }[], minor: bigint) {
  if (minor === 0n) return parts.map(({ part }) => ({ part, spent: 0n }))
  const shares = split(
    { minor, currency: '' },
    parts.map(({ room }) => room),
  )
  return parts.map(({ part }, place) => ({ part, spent: shares[place]?.minor ?? 0n }))
}

function groups<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[][] {
  const found = new Map<string, Value[]>()
  for (const value of values) {
    const key = keyOf(value)
    const those = found.get(key)
    if (those) those.push(value)
    else found.set(key, [value])
  }
  return [...found.values()]
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n)
}
