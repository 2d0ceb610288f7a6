import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { utf8 } from '../proofs/bytes.ts'
import { commitPerson } from '../proofs/commitment.ts'
import { writeProofFile } from '../proofs/proof-file.ts'
import { openSavedProof, readSavedProof } from '../proofs/saved-proof.ts'
import { logFolder } from './publish.ts'
import { latestCheckpoint } from './read.ts'
import { destroySalts, newPublicReference, recordEntries, saltFor } from './record.ts'
import { logRoutes } from './routes.ts'
import { sequence } from './sequence.ts'

let house: TestHouse
const gifts: string[] = []
beforeAll(async () => {
  house = await openTestHouse()
  for (let place = 0; place < 3; place += 1) gifts.push(newId(house.clock.now()))
  await house.scope.transaction(async (tx) => {
    for (const subjectId of gifts) {
      const person = await commitPerson(await saltFor(tx, 'gift', subjectId), '林美玲')
      const sum = { amountMinor: '100000', currency: 'TWD', fund: 'cleft', day: '2026-03-02' }
      const entry = { kind: 'gift.received', gift: newPublicReference(), ...sum, person } as const
      await recordEntries(tx, [{ subjectKind: 'gift', subjectId, entry }])
    }
  })
  await sequence(house.scope)
})
afterAll(() => house.close())

function ask(path: string) {
  const router = new Hono().use(async (request, next) => {
    Reflect.apply(request.set, request, ['context', house.context])
    await next()
  })
  return router
    .route('/', logRoutes)
    .onError((_, context) => context.text('', 404))
    .request(`/log/morning-light/${path}`)
}

async function fingerprint(): Promise<string> {
  return (await house.scope.transaction(latestCheckpoint))?.fingerprint ?? ''
}

test('L7: a donor saves the proof of a gift and checks it offline with the fingerprint from the thanks alone', async () => {
  const answer = await ask('proof/1')
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    'attachment; filename="morning-light-1.tlog-proof"',
  ])
  const file = await answer.text()
  expect(file.startsWith('c2sp.org/tlog-proof@v1\nextra ')).toBe(true)
  const proven = await openSavedProof(file, { fingerprint: await fingerprint() })
  expect(proven).toMatchObject({ index: 1, size: 3, entry: { kind: 'gift.received', amountMinor: '100000' } })
  expect(await openSavedProof(file, { fingerprint: 'A'.repeat(22) })).toBeUndefined()
})

test('L7: no change of a single character of a saved proof is accepted', async () => {
  const file = await (await ask('proof/2')).text()
  const trust = { fingerprint: await fingerprint() }
  const characters = [...file]
  const accepted: number[] = []
  for (const [place, character] of characters.entries()) {
    for (const other of [character === 'A' ? 'B' : 'A', '', `${character}${character}`, '\n', '=']) {
      if (other === character) continue
      const changed = characters.with(place, other).join('')
      if (changed !== file && (await openSavedProof(changed, trust))) accepted.push(place)
    }
  }
  expect(accepted).toEqual([])
})

test('a saved proof says its line and its key, and nothing behind them that nobody checks', async () => {
  const file = await (await ask('proof/1')).text()
  const trust = { fingerprint: await fingerprint() }
  const { line = '', vkey = '', ...rest } = readSavedProof(file) ?? {}
  const longer = (more: string) =>
    writeProofFile({ index: 0, proof: [], checkpoint: '', ...rest, extra: utf8(`${line}\n${vkey}${more}`) })
  expect(await openSavedProof(longer(''), trust)).toBeDefined()
  for (const more of ['\n', '\nfor 林美玲']) expect(await openSavedProof(longer(more), trust), more).toBeUndefined()
})

test('nothing is sent for what the log does not hold, or for a name that is no place', async () => {
  for (const index of ['3', '-1', '01', '1e0', 'x', gifts[0] ?? '']) {
    expect((await ask(`proof/${index}`)).status, index).not.toBe(200)
  }
})

test('L9 b: when a giver is erased the salt is gone, every proof still holds, and no name can be derived', async () => {
  const file = await (await ask('proof/0')).text()
  const [id = ''] = gifts
  await house.scope.transaction((tx) => destroySalts(tx, 'gift', [id]))
  const proven = await openSavedProof(await (await ask('proof/0')).text(), { fingerprint: await fingerprint() })
  expect(proven?.line).toBe((await openSavedProof(file, { fingerprint: await fingerprint() }))?.line)
  // Whoever holds the whole database and knows the name can no longer tell that the entry is of this name.
  const { owner } = house.context.databases
  const held = await owner.query<{ salt: Buffer }>('select salt from log_salts where subject_kind = $1', ['gift'])
  const commitments = await Promise.all(held.rows.map(({ salt }) => commitPerson(salt, '林美玲')))
  expect(held.rows).toHaveLength(2)
  expect(proven?.entry.kind === 'gift.received' && commitments.includes(proven.entry.person)).toBe(false)
  const again = await house.scope.transaction((tx) => saltFor(tx, 'gift', id))
  expect(proven?.entry).not.toMatchObject({ person: await commitPerson(again, '林美玲') })
  const published = await readFile(join(logFolder(house.context, proven?.origin ?? ''), 'tile/entries/000.p/3'), 'utf8')
  expect(published).not.toContain('美玲')
})
