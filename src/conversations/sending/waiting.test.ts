import { expect, test, vi } from 'vitest'
import { Waiting } from './waiting.ts'

/** Runs with a clock of the test's own; answers what it showed when bulk might go on. */
async function goesOnAt(
  prepare: (waiting: Waiting, later: (at: number, deed: () => void) => void) => void,
): Promise<number> {
  vi.useFakeTimers({ now: 0 })
  try {
    const waiting = new Waiting()
    prepare(waiting, (at, deed) => setTimeout(deed, at))
    const went = waiting.untilAnswered(() => Date.now()).then(() => Date.now())
    await vi.runAllTimersAsync()
    return await went
  } finally {
    vi.useRealTimers()
  }
}

test('bulk goes on at once while nobody waits, or nobody has waited for long', async () => {
  expect(await goesOnAt(() => {})).toBe(0)
  expect(await goesOnAt((waiting) => waiting.begin(-150))).toBe(0)
})

test('bulk gives way to somebody who has waited for long, until they are answered', async () => {
  const at = await goesOnAt((waiting, later) => {
    const first = waiting.begin(-500)
    waiting.begin(300)
    later(400, first)
  })
  expect(at).toBeGreaterThanOrEqual(400)
  expect(at).toBeLessThan(450)
})

test('somebody whose answer hangs does not stop bulk for good', async () => {
  const at = await goesOnAt((waiting) => waiting.begin(-9000))
  expect(at).toBeGreaterThanOrEqual(1000)
  expect(at).toBeLessThan(1050)
})
