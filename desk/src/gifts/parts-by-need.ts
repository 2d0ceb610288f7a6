import type { GiftDetail } from '../api/gifts.ts'

type Part = NonNullable<GiftDetail['trace']>['parts'][number]

/** What a gift gave to one need of one case, in minor units; what was taken back again is taken off. */
export interface NeedPart {
  caseId: string
  pseudonym: string
  needItem: string
  minor: string
}

/** Sums the signed entries of a gift by case and need, in the order they first came; what came to nothing is left out. */
export function partsByNeed(parts: readonly Part[]): NeedPart[] {
  const sums = new Map<string, { part: Part; minor: bigint }>()
  for (const part of parts) {
    const key = `${part.caseId} ${part.needItem}`
    sums.set(key, { part, minor: (sums.get(key)?.minor ?? 0n) + BigInt(part.amount.minor) })
  }
  return [...sums.values()]
    .filter(({ minor }) => minor !== 0n)
    .map(({ part: { caseId, pseudonym, needItem }, minor }) => ({
      caseId,
      pseudonym,
      needItem,
      minor: minor.toString(),
    }))
}
