import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { type Kept, observe } from './monitor.ts'
import { logFolder } from './publish.ts'
import { inFolder } from './published-files.ts'
import { latestCheckpoint } from './read.ts'
import { newPublicReference, recordEntries } from './record.ts'
import { rotateKey } from './rotate-key.ts'
import { sequence } from './sequence.ts'

/** Counts every statement and every touch of a file, and kills what is under way at a chosen one: nothing after it happens. */
const crash = { at: Number.POSITIVE_INFINITY, done: 0 }
const step = () => {
  crash.done += 1
  if (crash.done > crash.at) throw new Error('killed')
}

const { open, rename } = files

/** Stands in for what modules loaded long ago import, too. */
function countFiles(): void {
  files.open = async (...given) => {
    step()
    const handle = await open(...given)
    const [write, sync] = [handle.writeFile.bind(handle), handle.sync.bind(handle)]
    return Object.assign(handle, {
      writeFile: (...content: Parameters<typeof write>) => {
        step()
        return write(...content)
      },
      sync: () => {
        step()
        return sync()
      },
    })
  }
  files.rename = async (...given) => {
    step()
    return rename(...given)
  }
  syncBuiltinESMExports()
}

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  countFiles()
  const query = pg.Client.prototype.query
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    // What was open when a process is killed, the database takes back by itself.
    if (!/^rollback/i.test(textOf(given[0]))) step()
    return Reflect.apply(query, this, given)
  })
})
afterEach(() => {
  crash.at = Number.POSITIVE_INFINITY
})
afterAll(async () => {
  vi.restoreAllMocks()
  Object.assign(files, { open, rename })
  syncBuiltinESMExports()
  await house.close()
})

async function record(count: number): Promise<void> {
  const sum = { amountMinor: '100', currency: 'TWD', fund: 'cleft', day: '2026-03-02' }
  const entries = Array.from({ length: count }, () => ({
    subjectKind: 'refund' as const,
    subjectId: newId(house.clock.now()),
    entry: { kind: 'gift.refunded' as const, gift: newPublicReference(), ...sum },
  }))
  await house.scope.transaction((tx) => recordEntries(tx, entries))
}

/** Does a deed that dies after one step, then after two, and so on until it lives; after each death a reader looks at the log. */
async function dieEverywhere(deed: () => Promise<unknown>, look: () => Promise<void>): Promise<number> {
  for (let at = 0; at < 400; at += 1) {
    crash.done = 0
    crash.at = at
    const isDone = await deed().then(
      () => true,
      () => false,
    )
    crash.at = Number.POSITIVE_INFINITY
    await look()
    if (isDone) return at
  }
  throw new Error('it never lived')
}

async function folder(): Promise<string> {
  const checkpoint = await house.scope.transaction(latestCheckpoint)
  return logFolder(house.context, checkpoint?.origin ?? '')
}

test('killed at any statement, write, sync or rename, the sequencer never shows two logs and loses nothing', async () => {
  await record(250)
  await sequence(house.scope)
  let kept: Kept | undefined
  const look = async () => {
    const seen = await observe({ read: inFolder(await folder()), kept, whole: true })
    expect(seen.found).toEqual([])
    kept = seen.kept
  }
  await look()
  await record(20)
  expect(await dieEverywhere(() => sequence(house.scope), look)).toBeGreaterThan(30)
  expect(kept?.size).toBe(270)
  expect((await house.scope.transaction(latestCheckpoint))?.size).toBe(270)
})

test('more gifts arrive between the deaths, and every one is in the log once', async () => {
  let kept: Kept | undefined
  let made = 270
  const deed = async () => {
    const at = crash.at
    crash.at = Number.POSITIVE_INFINITY
    await record(1)
    made += 1
    crash.at = at
    crash.done = 0
    await sequence(house.scope)
  }
  await dieEverywhere(deed, async () => {
    const seen = await observe({ read: inFolder(await folder()), kept, whole: true })
    expect(seen.found).toEqual([])
    kept = seen.kept
  })
  await sequence(house.scope)
  const { rows } = await house.context.databases.owner.query(
    'select count(distinct entry)::int as count from log_entries',
  )
  expect([rows[0]?.count, (await house.scope.transaction(latestCheckpoint))?.size]).toEqual([made, made])
})

test('killed while the key changes, the log is signed by a key that the old one announced', async () => {
  const { fingerprint } = (await house.scope.transaction(latestCheckpoint)) ?? {}
  const first = await observe({ read: inFolder(await folder()), fingerprint })
  expect(first.found).toEqual([])
  await dieEverywhere(
    () => rotateKey(house.scope),
    async () => {
      await sequence(house.scope)
      const seen = await observe({ read: inFolder(await folder()), kept: first.kept })
      expect(seen.found).toEqual([])
    },
  )
  expect((await files.readdir(join(await folder()))).toSorted()).toEqual(['checkpoint', 'key', 'keys', 'tile'])
})

function textOf(query: unknown): string {
  if (typeof query === 'object' && query !== null && 'text' in query) return String(query.text)
  return String(query)
}
