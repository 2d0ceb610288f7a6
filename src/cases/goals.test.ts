import { afterAll, expect, test } from 'vitest'
import { recordExpense } from './expenses.ts'
import { goalHistory, planChanges } from './goal-history.ts'
import { type goalSources, goalsOf, removeGoal, setGoal, typeActual } from './goals.ts'
import { addNeed } from './needs.ts'
import { openTestProgramme } from './programme.fixture.ts'
import { changeStage } from './stages.ts'
import { bringProof } from './testing.ts'
import { approveUpdate, writeUpdate } from './updates.ts'
import { setUsualCosts, usualCosts } from './usual-costs.ts'

const { house, officer, approver, programmeId, open } = await openTestProgramme()
afterAll(() => house.close())

function goal(source: (typeof goalSources)[number], target: bigint): Promise<string> {
  return setGoal(officer, { programmeId, name: { en: source }, unit: { en: 'children' }, source, target })
}

const actuals = async () =>
  Object.fromEntries(
    (await house.scope.transaction((tx) => goalsOf(tx, programmeId))).map(({ source, actual }) => [source, actual]),
  )

test('what a goal has reached is counted from cases and expenses; a child who was treated and died later was treated', async () => {
  for (const source of ['opened', 'treated', 'recovered', 'spent'] as const) await goal(source, 10n)
  expect(await actuals()).toEqual({ opened: 0n, treated: 0n, recovered: 0n, spent: 0n })
  const [, caseId] = [await open(), await open()]
  const need = { caseId, item: 'surgery', amountMinor: 1_000n } as const
  const needId = await house.scope.transaction((tx) => addNeed(tx, need))
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated' })
  await approveUpdate(approver, updateId, {
    evidence: 'Letter',
    proof: await bringProof(officer, caseId),
    languages: [],
  })
  const spent = { caseId, needId, amountMinor: 700n, spentOn: '2026-03-01', documentNote: 'Bill' }
  await recordExpense(officer, spent)
  await changeStage(officer, { caseId, to: 'died' })
  expect(await actuals()).toEqual({ opened: 2n, treated: 1n, recovered: 0n, spent: 700n })
})

test('what is counted by hand adds up over periods, and the same period said again replaces what was said', async () => {
  const goalId = await goal('typed', 100n)
  const march = { goalId, from: '2026-03-01', to: '2026-03-31' }
  await typeActual(officer, { ...march, value: 10n })
  await typeActual(officer, { goalId, from: '2026-04-01', to: '2026-04-30', value: 5n })
  house.clock.advance(1000)
  await typeActual(officer, { ...march, value: 12n })
  expect((await actuals()).typed).toBe(17n)
  await expect(typeActual(officer, { ...march, to: '2026-02-01', value: 1n })).rejects.toMatchObject({
    code: 'cases.period-days',
  })
  const counted = await goal('opened', 3n)
  await expect(typeActual(officer, { ...march, goalId: counted, value: 1n })).rejects.toMatchObject({
    code: 'cases.goal-counted',
  })
  const { steps, counts } = await house.scope.transaction((tx) => goalHistory(tx, goalId))
  expect(steps).toEqual([
    { month: '2026-03-01', reached: 12n },
    { month: '2026-04-01', reached: 17n },
  ])
  expect(counts.filter(({ isReplaced }) => isReplaced).map(({ value }) => value)).toEqual([10n])
  expect(counts.map(({ value }) => value)[0]).toBe(12n)
  await removeGoal(officer, goalId)
  expect((await actuals()).typed).toBeUndefined()
})

test('usual costs are said for each need once, in place of those before', async () => {
  await setUsualCosts(officer, programmeId, [
    { item: 'surgery', amountMinor: 48_000n },
    { item: 'travel', amountMinor: 900n },
  ])
  await setUsualCosts(officer, programmeId, [{ item: 'surgery', amountMinor: 50_000n }])
  const costs = await house.scope.transaction((tx) => usualCosts(tx, programmeId))
  expect(costs).toEqual([{ item: 'surgery', amountMinor: 50_000n }])
})

test('the history of every goal ends where the goal stands, and the plan remembers who changed it', async () => {
  const goals = await house.scope.transaction((tx) => goalsOf(tx, programmeId))
  expect(goals.length).toBeGreaterThan(3)
  for (const { goalId, actual } of goals) {
    const { steps } = await house.scope.transaction((tx) => goalHistory(tx, goalId))
    expect(steps.at(-1)?.reached ?? 0n).toBe(actual)
  }
  const costs = [{ item: 'surgery', amountMinor: 50_000n } as const]
  await setUsualCosts(officer, programmeId, [])
  house.clock.advance(1000)
  await setUsualCosts(officer, programmeId, costs)
  const changes = await house.scope.transaction((tx) => planChanges(tx, programmeId))
  expect(changes[0]).toMatchObject({
    action: 'cases.set-costs',
    by: expect.stringContaining('Member'),
    costs: [{ item: 'surgery', before: null, after: '50000' }],
  })
  expect(changes.find(({ action }) => action === 'cases.remove-goal')?.goal).toEqual({ en: 'typed' })
})
