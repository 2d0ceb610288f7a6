import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logFolder } from '../log/publish.ts'
import { latestCheckpoint } from '../log/read.ts'
import { newPublicReference, recordEntry } from '../log/record.ts'
import { rotateKey } from '../log/rotate-key.ts'
import { sequence } from '../log/sequence.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { writeRemembered } from '../proofs/link.ts'
import { verifyLog } from './verify-log.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

async function append(): Promise<void> {
  const sum = { amountMinor: '100', currency: 'TWD', fund: 'cleft', day: '2026-03-02' }
  await house.scope.transaction((tx) =>
    recordEntry(tx, {
      subjectKind: 'refund',
      subjectId: newId(tx.now),
      entry: { kind: 'gift.refunded', gift: newPublicReference(), ...sum },
    }),
  )
  await sequence(house.scope)
}

async function checkpoint() {
  const found = await house.scope.transaction(latestCheckpoint)
  if (!found) throw new Error('nothing published')
  return found
}

/** Verifies from the published files; without `keys` as if the announcements had been taken away. */
async function verify(remembered: string, withheld = 'nothing'): Promise<{ holds: boolean; lines: string[] }> {
  const folder = logFolder(house.context, (await checkpoint()).origin)
  const lines: string[] = []
  const holds = await verifyLog({
    url: 'https://charity.example/log/bench',
    remembered,
    fetch: async (url) => {
      const path = String(url).replace('https://charity.example/log/bench/', '')
      const bytes = path === withheld ? undefined : await readFile(join(folder, path)).catch(() => undefined)
      return bytes === undefined ? new Response(null, { status: 404 }) : new Response(bytes)
    },
    t: house.context.translator.in('en'),
    say: (line) => lines.push(line),
  })
  return { holds, lines }
}

test('a remembered line is held against a log that has a new key since, as long as the old one announced it', async () => {
  await append()
  const remembered = writeRemembered(await checkpoint())
  const [, , first = ''] = remembered.split('.')
  expect(await verify(remembered)).toMatchObject({ holds: true })
  await rotateKey(house.scope)
  await append()
  await rotateKey(house.scope)
  await append()
  expect((await checkpoint()).fingerprint).not.toBe(first)
  const followed = await verify(remembered)
  expect(followed.lines.filter((line) => line.startsWith('✗'))).toEqual([])
  expect(followed.holds).toBe(true)
  expect(await verify(remembered, 'keys')).toMatchObject({ holds: false })
  const stranger = remembered.replace(first, Buffer.alloc(16, 7).toString('base64url'))
  expect(await verify(stranger)).toMatchObject({ holds: false })
})
