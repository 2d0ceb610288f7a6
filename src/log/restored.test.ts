import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { logFolder } from './publish.ts'
import { latestCheckpoint } from './read.ts'
import { newPublicReference, recordEntries } from './record.ts'
import { sequence } from './sequence.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

async function record(count: number): Promise<void> {
  const entries = Array.from({ length: count }, () => ({
    subjectKind: 'refund' as const,
    subjectId: newId(house.clock.now()),
    entry: {
      kind: 'gift.refunded' as const,
      gift: newPublicReference(),
      amountMinor: '100',
      currency: 'TWD',
      fund: 'cleft',
      day: '2026-03-02',
    },
  }))
  await house.scope.transaction((tx) => recordEntries(tx, entries))
}

/** What the log's tables hold, and later the same again: as when last night's backup is put back. */
async function backUp(): Promise<() => Promise<void>> {
  const { owner } = house.context.databases
  const tables = ['log_entries', 'log_heads', 'checkpoints', 'log_tile_roots', 'log_pending']
  for (const table of tables) await owner.query(`create table backup_${table} as table ${table}`)
  return async () => {
    for (const table of tables) {
      await owner.query(`delete from ${table}`)
      await owner.query(`insert into ${table} table backup_${table}`)
    }
  }
}

test('a database put back to an older state never grows past what was published into another log', async () => {
  await record(2)
  await sequence(house.scope)
  const restore = await backUp()
  await record(2)
  await sequence(house.scope)
  const published = await house.scope.transaction(latestCheckpoint)
  const path = join(logFolder(house.context, published?.origin ?? ''), 'checkpoint')
  await restore()
  for (let day = 0; day < 2; day += 1) {
    await record(3)
    await expect(sequence(house.scope)).rejects.toMatchObject({ code: 'log.published-ahead' })
  }
  expect(await readFile(path, 'utf8')).toBe(published?.note)
})
