import { type BookLine, isNeed } from '../../books/book-lines.ts'

/** A part of one layer of the flow. `start` and `share` are of everything that came in, 0 to 1. */
export interface FlowNode {
  readonly key: string
  /** Class that colours it, in the drawing and beside its words. */
  readonly tint: string
  readonly minor: bigint
  readonly start: number
  readonly share: number
  /** Whether the next layer shows what came of it. */
  readonly isSource: boolean
}

/** What went from a part of one layer to a part of the next: as wide at both ends. */
export interface FlowBand {
  readonly tint: string
  readonly from: number
  readonly to: number
  readonly share: number
}

/** Three layers and what runs between them. Every layer's parts add up to what runs into it. */
export interface FlowShape {
  readonly gifts: readonly FlowNode[]
  readonly uses: readonly FlowNode[]
  readonly results: readonly FlowNode[]
  readonly giftBands: readonly FlowBand[]
  readonly resultBands: readonly FlowBand[]
}

interface Strand {
  readonly from: string
  readonly to: string
  readonly minor: bigint
}

/** The shape of some lines, by where they come from. Lines of nothing are left out; without any there is nothing to draw. */
export function flowOf(lines: readonly (BookLine & { source: string })[]): FlowShape {
  const given = lines.map(({ source, use, amount }) => ({ from: `gift ${source}`, to: `use ${use}`, minor: amount }))
  const came = lines
    .filter(({ use }) => isNeed(use))
    .flatMap(({ use, amount, spent, reported }) => [
      { from: `use ${use}`, to: 'reported', minor: reported },
      { from: `use ${use}`, to: 'untold', minor: spent - reported },
      { from: `use ${use}`, to: 'unspent', minor: amount - spent },
    ])
  const whole = given.reduce((sum, { minor }) => sum + minor, 0n)
  const gifts = layer(sizes(given, 'from').toSorted(bySize), whole)
  const uses = layer(sizes(given, 'to').toSorted(byUse), whole)
  const results = layer(
    resultOrder.flatMap((key) => sizes(came, 'to').filter((size) => size.key === key)),
    whole,
  )
  return {
    gifts,
    uses,
    results,
    giftBands: bands(given, gifts, uses, whole),
    resultBands: bands(came, uses, results, whole),
  }
}

/** The outline of a band in a drawing 1000 wide and 40 high. */
export function bandPath({ from, to, share }: FlowBand): string {
  const at = (part: number) => Math.round(part * 100_000) / 100
  const end = Math.max(0.001, share)
  const [left, right, leftEnd, rightEnd] = [at(from), at(to), at(from + end), at(to + end)]
  return `M${left} 0C${left} 20 ${right} 20 ${right} 40H${rightEnd}C${rightEnd} 20 ${leftEnd} 20 ${leftEnd} 0Z`
}

interface Size {
  readonly key: string
  readonly minor: bigint
}

const resultOrder = ['reported', 'untold', 'unspent']
const lastUses = ['use open', 'use share', 'use fees']

function sizes(strands: readonly Strand[], end: 'from' | 'to'): Size[] {
  const found = new Map<string, bigint>()
  for (const strand of strands) found.set(strand[end], (found.get(strand[end]) ?? 0n) + strand.minor)
  return [...found].flatMap(([key, minor]) => (minor > 0n ? [{ key, minor }] : []))
}

function bySize(a: Size, b: Size): number {
  return a.minor === b.minor ? (a.key < b.key ? -1 : 1) : a.minor > b.minor ? -1 : 1
}

function byUse(a: Size, b: Size): number {
  return lastUses.indexOf(a.key) - lastUses.indexOf(b.key) || bySize(a, b)
}

function layer(parts: readonly Size[], whole: bigint): FlowNode[] {
  let start = 0
  return parts.map(({ key, minor }, place) => {
    const share = shareOf(minor, whole)
    const node = {
      key,
      tint: tintOf(key, place),
      minor,
      start,
      share,
      isSource: key.startsWith('use ') && isNeed(key.slice(4)),
    }
    start += share
    return node
  })
}

function shareOf(minor: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((minor * 1_000_000n) / whole) / 1_000_000
}

/** Parts of one layer differ by shade; what waits and what is kept back have colours of their own. */
function tintOf(key: string, place: number): string {
  const own = { 'use open': 'waits', 'use share': 'kept', 'use fees': 'fees', untold: 'shade-3', unspent: 'waits' }
  return Object.entries(own).find(([name]) => name === key)?.[1] ?? `shade-${place % 6}`
}

/** Strands leave a part in the order of the next layer and arrive in the order of the one before, so that none cross at an end. */
function bands(
  strands: readonly Strand[],
  above: readonly FlowNode[],
  below: readonly FlowNode[],
  whole: bigint,
): FlowBand[] {
  const left = new Map(above.map(({ key, start }) => [key, start]))
  const right = new Map(below.map(({ key, start }) => [key, start]))
  return above.flatMap((from) =>
    below.flatMap((to) => {
      const minor = strands.reduce(
        (sum, strand) => (strand.from === from.key && strand.to === to.key ? sum + strand.minor : sum),
        0n,
      )
      if (minor <= 0n) return []
      const share = shareOf(minor, whole)
      const band = { tint: to.tint, from: left.get(from.key) ?? 0, to: right.get(to.key) ?? 0, share }
      left.set(from.key, band.from + share)
      right.set(to.key, band.to + share)
      return [band]
    }),
  )
}
