import { expect, test } from 'vitest'
import type { BooksCheck } from '../api/books.ts'
import type { LogWitness } from '../api/log.ts'
import { drawn, wordsIn } from '../pieces/drawn.fixture.tsx'
import { LogWitnesses } from './log-witnesses.tsx'
import { Standing } from './standing.tsx'

const done: BooksCheck = {
  ...{ checkId: 'c', askedBy: null, state: 'done', stepsDone: 30, steps: 30 },
  ...{ askedAt: '2026-03-02T02:00:00Z', finishedAt: '2026-03-02T02:01:00Z' },
}

function standing(checks: readonly BooksCheck[], open = 0): string {
  return drawn(<Standing />, [
    [['books', 'checks'], { items: checks }],
    [['books', 'differences', 'open'], { items: Array.from({ length: open }, (_, place) => ({ place })) }],
  ])
}

test('the books agree only where a check found nothing, and who asked for it is said', () => {
  const night = wordsIn(standing([done]))
  expect(night).toMatch(/^All books agree .*compared by themselves, .*2026.* Check now$/)
  expect(wordsIn(standing([{ ...done, askedBy: 'Lin Mei' }]))).toContain('at the request of Lin Mei')
  expect(wordsIn(standing([done], 2))).toMatch(/^2 differences need somebody/)
})

test('where nothing was ever compared, or the last time was broken off, nobody is told that all is well', () => {
  expect(wordsIn(standing([]))).toMatch(/^The books have not been compared yet/)
  const broken = { ...done, state: 'failed' } as const
  expect(wordsIn(standing([broken, done]))).toMatch(/^The last check was broken off/)
  expect(wordsIn(standing([done, broken]))).toMatch(/^All books agree/)
})

test('a check under way shows how far it is, and no second one is offered', () => {
  const html = standing([{ ...done, state: 'running', stepsDone: 6, finishedAt: null }, done])
  expect(wordsIn(html)).toContain('Checking: step 6 of 30')
  expect(html).toContain('aria-valuenow="20"')
  expect(wordsIn(html)).not.toContain('Check now')
})

/** The witnesses as somebody sees them who may not change them. */
function witnessed(witnesses: readonly LogWitness[]): string {
  return wordsIn(drawn(<LogWitnesses witnesses={witnesses} />, [[['session'], { member: { permissions: [] } }]]))
}

test('each witness stands with how far it has cosigned, or that it has not yet, and why', () => {
  const witness = { witnessId: 'w', name: 'evening.example/log', url: 'https://evening.example', problem: null }
  const words = witnessed([
    { ...witness, cosignedSize: 1200, cosignedAt: '2026-03-02T02:00:00Z' },
    {
      ...witness,
      witnessId: 'v',
      name: 'silent.example/log',
      cosignedSize: 0,
      cosignedAt: null,
      problem: 'unreachable',
    },
  ])
  expect(words).toMatch(/evening\.example\/log 1,200 entries, .*2026.* silent\.example\/log Not yet Does not answer/)
  expect(words).not.toContain('Remove')
  expect(witnessed([])).toContain('Nobody cosigns this log yet')
})
