import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { openCheckpoint } from '../proofs/checkpoint.ts'
import type { Entry } from '../proofs/entry.ts'
import { leafBytes } from '../proofs/entry-write.ts'
import { readKey } from '../proofs/note.ts'
import { continues, includes } from '../proofs/proof-check.ts'
import { bundlePath, readBundle } from '../proofs/tiles.ts'
import { leafHash } from '../proofs/tree.ts'
import { logFolder } from './publish.ts'
import { consistencyBetween, latestCheckpoint, proofFor } from './read.ts'
import { destroySalts, newPublicReference, recordEntries, saltFor, saltsFor } from './record.ts'
import { sequence } from './sequence.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

async function record(count: number) {
  const entries = Array.from({ length: count }, () => {
    const entry: Entry = {
      kind: 'gift.refunded',
      gift: newPublicReference(),
      amountMinor: '100',
      currency: 'TWD',
      fund: 'cleft',
      day: '2026-03-02',
    }
    return { subjectKind: 'refund', subjectId: newId(house.clock.now()), entry } as const
  })
  await house.scope.transaction((tx) => recordEntries(tx, entries))
  return entries
}

async function checkpoint() {
  const found = await house.scope.transaction(latestCheckpoint)
  if (!found) throw new Error('nothing published')
  return found
}

test('every recorded entry is provably in the published log, and the log only grows', async () => {
  const first = await record(3)
  await sequence(house.scope)
  const before = await checkpoint()
  const second = await record(600)
  await Promise.all([sequence(house.scope), sequence(house.scope)])
  const after = await checkpoint()
  expect([before.size, after.size]).toEqual([3, 603])
  for (const { subjectId, entry } of [first[0], second[0], second[299], second[599]].flatMap((one) =>
    one ? [one] : [],
  )) {
    const proof = await house.scope.transaction((tx) => proofFor(tx, 'refund', subjectId, after.size))
    if (!proof) throw new Error('no proof')
    const leaf = leafHash(leafBytes(entry))
    expect(
      await includes({
        leafHash: leaf,
        index: proof.position,
        size: after.size,
        root: after.root,
        proof: proof.hashes,
      }),
    ).toBe(true)
  }
  const hashes = await house.scope.transaction((tx) => consistencyBetween(tx, before.size, after.size))
  expect(
    await continues({ from: before.size, fromRoot: before.root, to: after.size, toRoot: after.root, proof: hashes }),
  ).toBe(true)
})

test('the published files hold the signed checkpoint and the entries', async () => {
  const { origin, vkey, size } = await checkpoint()
  const folder = logFolder(house.context, origin)
  const key = await readKey(vkey)
  if (!key) throw new Error('no key')
  expect((await openCheckpoint(await readFile(join(folder, 'checkpoint'), 'utf8'), key))?.size).toBe(size)
  const bundle = await readFile(join(folder, bundlePath({ index: 2, width: size - 512 })))
  expect(readBundle(bundle)).toHaveLength(size - 512)
})

test('a database behind its published log refuses to sign', async () => {
  const { origin, note } = await checkpoint()
  const path = join(logFolder(house.context, origin), 'checkpoint')
  await house.context.databases.owner.query('update log_heads set size = size - 1, published_size = 0')
  await expect(sequence(house.scope)).rejects.toMatchObject({ code: 'log.published-ahead' })
  expect(await readFile(path, 'utf8')).toBe(note)
  await house.context.databases.owner.query('update log_heads set size = size + 1, published_size = size + 1')
})

test('a crash between commit and publication is made good, with the same bytes', async () => {
  await record(1)
  await sequence(house.scope)
  const { origin, note, size } = await checkpoint()
  const path = join(logFolder(house.context, origin), 'checkpoint')
  await rm(path)
  await house.context.databases.owner.query('update log_heads set published_size = $1, published_note = null', [
    size - 1,
  ])
  await sequence(house.scope)
  expect(await readFile(path, 'utf8')).toBe(note)
  await writeFile(path, note)
})

test('salts of many are made once, the missing ones only, and are the same for one', async () => {
  await house.scope.transaction(async (tx) => {
    const ids = Array.from({ length: 50 }, () => newId(tx.now))
    const first = await saltFor(tx, 'gift', ids[0] ?? '')
    const all = await saltsFor(tx, 'gift', [...ids, ...ids])
    expect(all.size).toBe(50)
    expect(new Set([...all.values()].map((salt) => Buffer.from(salt).toString('hex'))).size).toBe(50)
    expect(all.get(ids[0] ?? '')).toEqual(first)
    expect(await saltsFor(tx, 'gift', ids)).toEqual(all)
  })
})

test('a destroyed salt is gone; asking again makes another', async () => {
  const id = newId(house.clock.now())
  const [first, second] = await house.scope.transaction(async (tx) => {
    const made = await saltFor(tx, 'gift', id)
    expect(await saltFor(tx, 'gift', id)).toEqual(made)
    await destroySalts(tx, 'gift', [id])
    return [made, await saltFor(tx, 'gift', id)]
  })
  expect(second).not.toEqual(first)
})
