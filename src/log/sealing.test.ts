import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { savedProofOf } from '../proofs/published.ts'
import { openSavedProof } from '../proofs/saved-proof.ts'
import { logSweeps } from './jobs.ts'
import { logFolder } from './publish.ts'
import { inFolder } from './published-files.ts'
import { latestCheckpoint, positionOf } from './read.ts'
import { newPublicReference, recordEntries } from './record.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

async function give(count: number): Promise<string[]> {
  const sum = { amountMinor: '100000', currency: 'TWD', fund: 'cleft', day: '2026-03-02' }
  const ids = Array.from({ length: count }, () => newId(house.clock.now()))
  await house.scope.transaction((transaction) =>
    recordEntries(
      transaction,
      ids.map((subjectId) => ({
        ...{ subjectKind: 'refund' as const, subjectId },
        entry: { kind: 'gift.refunded' as const, gift: newPublicReference(), ...sum },
      })),
    ),
  )
  return ids
}

test('L9 d: at 100,000 gifts an hour they are sealed in batches, and each proof is ready within a minute', async () => {
  const sweep = logSweeps.find(({ name }) => name === 'log')
  if (!sweep) throw new Error('nobody sweeps')
  const perSecond = 100_000 / 3600
  const givenAt = new Map<string, Date>()
  // Two minutes of such an hour, and nobody woken but by the sweep.
  for (let second = 0; second < 120; second += sweep.everySeconds) {
    const from = Math.round(second * perSecond)
    const to = Math.round((second + sweep.everySeconds) * perSecond)
    for (const id of await give(to - from)) givenAt.set(id, house.clock.now())
    house.clock.advance(sweep.everySeconds * 1000)
    await sweep.run(house.scope)
  }
  const { rows } = await house.context.databases.owner.query<{ id: string; at: Date }>(
    'select subject_id as id, sequenced_at as at from log_entries',
  )
  expect(rows).toHaveLength(givenAt.size)
  const waits = rows.map(({ id, at }) => at.getTime() - (givenAt.get(id)?.getTime() ?? Number.NaN))
  expect(Math.max(...waits)).toBeLessThanOrEqual(60_000)
  // One signed state for each batch, not for each gift.
  const sealed = await house.context.databases.owner.query('select from checkpoints where note is not null')
  expect(sealed.rowCount).toBe(120 / sweep.everySeconds)

  const { origin = '', fingerprint = '' } = (await house.scope.transaction(latestCheckpoint)) ?? {}
  const read = inFolder(logFolder(house.context, origin))
  const ids = [...givenAt.keys()]
  for (const id of [ids[0], ids[ids.length >> 1], ids.at(-1)]) {
    const index = await house.scope.transaction((transaction) => positionOf(transaction, 'refund', id ?? ''))
    const proven = await openSavedProof((await savedProofOf(read, index ?? -1)) ?? '', { fingerprint })
    expect(proven?.index).toBe(index)
  }
})
