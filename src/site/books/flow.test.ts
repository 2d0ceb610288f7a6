import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BookLine, isNeed } from '../../books/book-lines.ts'
import { bandPath, type FlowBand, type FlowNode, flowOf } from './flow-shape.ts'

type Line = BookLine & { source: string }

/** So small that no part is thinner than what rounding to the millionth may move. */
const part = fc.bigInt({ min: 0n, max: 100n })
const line = fc
  .record({
    source: fc.constantFrom('a', 'b', 'c'),
    use: fc.constantFrom('surgery', 'travel', 'open', 'share', 'fees'),
  })
  .chain(({ source, use }) =>
    fc.tuple(part, part, part).map(([reported, untold, unspent]): Line => {
      const spent = isNeed(use) ? reported + untold : 0n
      return lineOf(source, use, [spent + unspent, spent, isNeed(use) ? reported : 0n])
    }),
  )

function lineOf(source: string, use: string, [amount, spent, reported]: readonly [bigint, bigint, bigint]): Line {
  return { source, use, campaignId: source, currency: 'TWD', amount, spent, reported }
}

function sum(lines: readonly Line[], read: (line: Line) => bigint): bigint {
  return lines.reduce((total, one) => total + read(one), 0n)
}

/** Shares are kept to the millionth; a layer has few parts. */
function near(value: number, aim: number): void {
  expect(Math.abs(value - aim)).toBeLessThan(0.0001)
}

/** What each part of the layers is by the lines themselves. */
function expected(lines: readonly Line[]): Map<string, bigint> {
  const of = (fits: (line: Line) => boolean, read: (line: Line) => bigint) => sum(lines.filter(fits), read)
  const needs = ({ use }: Line) => isNeed(use)
  return new Map([
    ...['a', 'b', 'c'].map((one) => [`gift ${one}`, of(({ source }) => source === one, amountOf)] as const),
    ...uses.map((one) => [`use ${one}`, of(({ use }) => use === one, amountOf)] as const),
    ['reported', of(needs, ({ reported }) => reported)],
    ['untold', of(needs, ({ spent, reported }) => spent - reported)],
    ['unspent', of(needs, ({ amount, spent }) => amount - spent)],
  ])
}

const uses = ['surgery', 'travel', 'open', 'share', 'fees']
const amountOf = ({ amount }: Line) => amount

test('every layer of the flow is as wide as what runs into it, and its parts stand side by side', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const { gifts, uses, results } = flowOf(lines)
      const whole = sum(lines, amountOf)
      const nodes = [...gifts, ...uses, ...results]
      expect(new Map(nodes.map(({ key, minor }) => [key, minor]))).toEqual(
        new Map([...expected(lines)].filter(([, minor]) => minor > 0n)),
      )
      for (const layer of [gifts, uses, results]) {
        let start = 0
        for (const node of layer) {
          near(node.start, start)
          near(node.share, Number(node.minor) / Number(whole))
          start += node.share
        }
      }
    }),
  )
})

test('bands are as wide as what went that way, and fill the parts at both their ends without a gap', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const { gifts, uses, results, giftBands, resultBands } = flowOf(lines)
      fillsEnds(giftBands, gifts, 'from')
      fillsEnds(giftBands, uses, 'to')
      fillsEnds(
        resultBands,
        uses.filter(({ isSource }) => isSource),
        'from',
      )
      fillsEnds(resultBands, results, 'to')
      const pairs = new Set(lines.filter(({ amount }) => amount > 0n).map(({ source, use }) => `${source} ${use}`))
      expect(giftBands).toHaveLength(pairs.size)
    }),
  )
})

/** The bands that begin or end in a part, one beside the other from its beginning, are as wide as it. */
function fillsEnds(bands: readonly FlowBand[], layer: readonly FlowNode[], end: 'from' | 'to'): void {
  const ordered = bands.toSorted((a, b) => a[end] - b[end])
  let place = 0
  for (const node of layer) {
    let filled = 0
    for (; place < ordered.length && filled < node.share - 0.00005; place += 1) {
      const band = ordered[place]
      near(band?.[end] ?? -1, node.start + filled)
      filled += band?.share ?? 0
    }
    near(filled, node.share)
  }
}

test('the largest stand first, what is no need last; strands cross at no end, and each has its colour', () => {
  const shape = flowOf([
    lineOf('b', 'travel', [200n, 100n, 100n]),
    lineOf('b', 'fees', [100n, 0n, 0n]),
    lineOf('a', 'share', [100n, 0n, 0n]),
    lineOf('a', 'surgery', [200n, 100n, 0n]),
    lineOf('c', 'surgery', [300n, 300n, 200n]),
    lineOf('c', 'open', [100n, 0n, 0n]),
  ])
  const node = (key: string, tint: string, tenths: number, at: number, isSource = false) =>
    [key, tint, tenths, at, isSource] as const
  const tenth = (value: number) => Math.round(value * 10_000) / 1000
  const drawn = (nodes: readonly FlowNode[]) =>
    nodes.map(({ key, tint, share, start, isSource }) => node(key, tint, tenth(share), tenth(start), isSource))
  expect([drawn(shape.gifts), drawn(shape.uses), drawn(shape.results)]).toEqual([
    [node('gift c', 'shade-0', 4, 0), node('gift a', 'shade-1', 3, 4), node('gift b', 'shade-2', 3, 7)],
    [
      node('use surgery', 'shade-0', 5, 0, true),
      node('use travel', 'shade-1', 2, 5, true),
      node('use open', 'waits', 1, 7),
      node('use share', 'kept', 1, 8),
      node('use fees', 'fees', 1, 9),
    ],
    [node('reported', 'shade-0', 3, 0), node('untold', 'shade-3', 2, 3), node('unspent', 'waits', 2, 5)],
  ])
  const ends = (bands: readonly FlowBand[]) =>
    bands.map(({ tint, from, to, share }) => [tint, tenth(from), tenth(to), tenth(share)])
  expect(ends(shape.giftBands)).toEqual([
    ['shade-0', 0, 0, 3],
    ['waits', 3, 7, 1],
    ['shade-0', 4, 3, 2],
    ['kept', 6, 8, 1],
    ['shade-1', 7, 5, 2],
    ['fees', 9, 9, 1],
  ])
  expect(ends(shape.resultBands)).toEqual([
    ['shade-0', 0, 0, 2],
    ['shade-3', 2, 3, 2],
    ['waits', 4, 5, 1],
    ['shade-0', 5, 2, 1],
    ['waits', 6, 6, 1],
  ])
})

test('the seventh of many has the first one’s shade again, and equal ones stand by name', () => {
  const sizes = Object.entries({ d: 10n, g: 10n, f: 50n, a: 10n, c: 10n, e: 30n, b: 10n })
  const { gifts } = flowOf(sizes.map(([source, minor]) => lineOf(source, 'open', [minor, 0n, 0n])))
  expect(gifts.map(({ key, tint }) => `${key} ${tint}`)).toEqual([
    ...[...'feabcd'].map((source, place) => `gift ${source} shade-${place}`),
    'gift g shade-0',
  ])
})

test('a band runs from its place above to its place below, and the thinnest can still be seen', () => {
  const path = (share: number) => bandPath({ tint: '', from: 0.1, to: 0.25, share })
  expect(path(0.5)).toBe('M100 0C100 20 250 20 250 40H750C750 20 600 20 600 0Z')
  expect(path(0.000_001)).toBe('M100 0C100 20 250 20 250 40H251C251 20 101 20 101 0Z')
})

test('where nothing came in, or as much is asked back, nothing is as wide as anything', () => {
  expect(flowOf([])).toEqual({ gifts: [], uses: [], results: [], giftBands: [], resultBands: [] })
  const { uses } = flowOf([lineOf('a', 'surgery', [100n, 0n, 0n]), lineOf('a', 'open', [-100n, 0n, 0n])])
  expect(uses.map(({ key, share }) => [key, share])).toEqual([['use surgery', 0]])
})
