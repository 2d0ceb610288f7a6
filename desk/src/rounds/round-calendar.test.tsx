import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ComingDigest } from '../api/feedback.ts'
import type { Round } from '../api/rounds.ts'
import { drawn, wordsIn } from '../pieces/drawn.fixture.tsx'
import { RoundCalendar } from './round-calendar.tsx'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 2, 10, 12) })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Noon of a day of this March, wherever this runs. */
function noon(day: number, month = 2): string {
  return new Date(2026, month, day, 12).toISOString()
}

const kept: Omit<Round, 'id' | 'programmeId'> = {
  ...{ kind: 'progress', state: 'approved', writtenById: null, approvedPreview: null },
  ...{ createdAt: noon(2), submittedAt: null, approvedAt: null, finishedAt: null, sendsAt: null },
}

function round(programmeId: string, times: Partial<Pick<Round, 'sendsAt' | 'approvedAt' | 'createdAt'>>): Round {
  return { ...kept, id: `round-${programmeId}`, programmeId, ...times }
}

/** What stands on each day that has something, by its number. */
function days(rounds: readonly Round[], coming: readonly ComingDigest[] = []): Record<string, string> {
  const html = drawn(<RoundCalendar rounds={rounds} coming={coming} nameOf={({ programmeId }) => programmeId} />)
  const filled = html
    .split('<li')
    .filter((day) => day.includes('data-today') || !/data-empty|grid-column|<ol/.test(day))
  return Object.fromEntries(
    filled.flatMap((day) => {
      const [, number = '', name] = wordsIn(`<li${day}`).split(' ')
      return name === undefined ? [] : [[number, name]]
    }),
  )
}

test('a round stands on the day it leaves: its time, else its approval, else the day it was planned', () => {
  const rounds = [
    round('timed', { createdAt: noon(2), approvedAt: noon(3), sendsAt: noon(20) }),
    round('approved', { createdAt: noon(2), approvedAt: noon(5) }),
    round('planned', { createdAt: noon(31) }),
    round('another-month', { createdAt: noon(7, 1) }),
  ]
  expect(days(rounds)).toEqual({ 5: 'approved', 20: 'timed', 31: 'planned' })
})

test('a digest that is awaited stands on its day, and a month with nothing says so', () => {
  const digest = { programmeId: 'digest', on: '2026-03-01', people: 4 }
  expect(days([], [digest, { ...digest, on: '2026-04-01' }])).toEqual({ 1: 'digest' })
  const html = drawn(<RoundCalendar rounds={[]} coming={[]} nameOf={() => ''} />)
  expect(html.match(/data-empty/g)).toHaveLength(31)
  expect(html.match(/data-today/g)).toHaveLength(1)
  // The first of March 2026 is a Sunday: six days of the week stand before it.
  expect(html).toContain('grid-column:span 6')
})
