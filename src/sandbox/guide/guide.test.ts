import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '../../platform/languages.ts'
import { packageFolder } from '../../platform/package-folder.ts'
import { atTheStart, type Journey, stepNames, stepsOf } from './guide.ts'

const news = { isReleased: true, logSize: 7n }
const round = { roundId: 'r', isPlanned: true, isApproved: true }

/** What becomes so, one step after the other. */
const growth: readonly Partial<Journey>[] = [
  { isFriend: true },
  { gift: { giftId: 'g', isThanked: false } },
  { gift: { giftId: 'g', isThanked: true } },
  { news: { isReleased: false, logSize: undefined } },
  { news },
  { round: { ...round, isApproved: false } },
  { round },
  { isTampered: true },
]

test('one step is to be done at a time, in order, until the record has been tampered with', () => {
  let journey = atTheStart
  const seen: (string | undefined)[] = []
  const now = () => stepNames.filter((name) => stepsOf(journey).get(name) === 'now')
  seen.push(now().join())
  for (const more of growth) {
    journey = { ...journey, ...more }
    expect(now().length).toBeLessThanOrEqual(1)
    seen.push(now().join())
  }
  expect(seen).toEqual([...stepNames.slice(0, 8), ''])
})

test('what was done out of order counts, and the first thing left undone is next', () => {
  const steps = stepsOf({ ...atTheStart, isFriend: true, news, round })
  expect(steps.get('give')).toBe('now')
  expect(steps.get('release')).toBe('done')
  expect(steps.get('check')).toBe('coming')
})

test.each(languages)(
  'in %s the first page tells the steps of the guide, in its order and by its titles',
  (language) => {
    const words = (name: string) =>
      JSON.parse(readFileSync(join(packageFolder, 'locales', language, `${name}.json`), 'utf8'))
    const { guide } = words('sandbox')
    const { steps } = words('site').home
    const titles = Object.entries<{ title: string }>(steps).map(([name, { title }]) => [name, title])
    expect(titles).toEqual(stepNames.map((name) => [name, guide[name].title]))
  },
)
