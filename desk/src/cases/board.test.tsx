import { expect, test } from 'vitest'
import type { Stage } from '../api/cases.ts'
import { drawn, widthsIn, wordsIn } from '../pieces/drawn.fixture.tsx'
import { Board } from './board.tsx'

const filter = {}

function total(stage: Stage, count: number, needed: number, open: number) {
  const money = (minor: number) => ({ minor: String(minor), currency: 'TWD' })
  return { stage, count, needed: money(needed), open: money(open) }
}

/** The board's columns, when the server has answered with these totals and no cases yet. */
function columns(totals: readonly ReturnType<typeof total>[]): string[] {
  const asked = { programme: undefined, query: undefined }
  const html = drawn(<Board filter={filter} empty="Nobody yet" />, [[['cases', 'stages', asked], { items: totals }]])
  return html.split(/<section class="[^"]*column/).slice(1)
}

test('each stage is a column with its number and its money as a width, in the order of a case’s life', () => {
  const found = columns([total('treated', 2, 20_000, 5_000), total('registered', 1, 0, 0)])
  const heads = found.map((html) => wordsIn(`<section class="${html}`))
  expect(heads.map((head) => head.split(' ').slice(0, 2).join(' '))).toEqual([
    'Registered 1',
    'Approved 0',
    'Treated 2',
    'Recovered 0',
  ])
  expect(heads[2]).toContain('Treated 2 NT$150 of NT$200')
  expect(found.map(widthsIn)).toEqual([[], [], [75], []])
})

test('an end has a column only where a case came to it, behind all others', () => {
  const names = (stages: readonly Stage[]) =>
    columns(stages.map((stage) => total(stage, 1, 100, 0))).map((html) => wordsIn(`<section class="${html}`))
  expect(names(['registered']).join(' ')).not.toMatch(/Died|Withdrawn|Transferred/)
  expect(names(['died', 'registered']).at(-1)).toMatch(/^Died/)
})

test('without any case the board says what will stand there', () => {
  const asked = { programme: undefined, query: undefined }
  const html = drawn(<Board filter={filter} empty="Nobody yet" />, [[['cases', 'stages', asked], { items: [] }]])
  expect(wordsIn(html)).toBe('Nobody yet')
})
