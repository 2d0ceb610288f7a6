import { expect, test } from 'vitest'
import type { Reach, Side } from '../api/reach.ts'
import { drawn, widthsIn, wordsIn } from '../pieces/drawn.fixture.tsx'
import { Division } from './division.tsx'

const twd = (minor: number) => ({ minor: String(minor), currency: 'TWD' })
const reach: Reach = {
  whole: twd(100_000),
  given: twd(60_000),
  cost: twd(10_000),
  open: twd(30_000),
  giftCount: 3,
  caseCount: 2,
  stages: [
    { stage: 'treated', amount: twd(40_000), caseCount: 1 },
    { stage: 'approved', amount: twd(20_000), caseCount: 1 },
  ],
}

function divided(side: Side, change: Partial<Reach> = {}): string {
  return drawn(<Division reach={{ ...reach, ...change }} side={side} stage="treated" choose={() => {}} />)
}

test('a whole divides into what reached each stage, what it cost and what waits, and the widths fill it', () => {
  for (const side of ['gift', 'case', 'campaign'] as const) {
    const [bar = '', list = ''] = divided(side).split('<ul')
    expect(widthsIn(bar)).toEqual([40, 20, 10, 30])
    expect(wordsIn(`<ul${list}`)).toMatch(/NT\$400 40% .*NT\$200 20% .*NT\$100 10% .*NT\$300 30%/)
  }
})

test('what cost nothing and what does not wait has no line; of a campaign a stage can be chosen, and shows that it is', () => {
  expect(widthsIn(divided('campaign', { cost: twd(0), open: twd(0) }).split('<ul')[0] ?? '')).toEqual([40, 20])
  expect(divided('campaign').match(/aria-pressed="(true|false)"/g)).toEqual([
    'aria-pressed="true"',
    'aria-pressed="false"',
  ])
  expect(divided('gift')).not.toContain('<button')
})
