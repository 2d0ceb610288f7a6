import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { commitPerson } from '../proofs/commitment.ts'
import { savedProofOf } from '../proofs/published.ts'
import { logFolder } from './publish.ts'
import { inFolder } from './published-files.ts'
import { fragmentFor, latestCheckpoint } from './read.ts'
import { newPublicReference, recordEntry, saltFor } from './record.ts'
import { sequence } from './sequence.ts'
import { monitorLog, verifyProof } from './terminal.ts'

let house: TestHouse
let stateFile: string
let link: string
const lines: string[] = []
const say = (line: string) => void lines.push(line)
const refused: typeof fetch = async () => {
  throw new Error('no network')
}

beforeAll(async () => {
  house = await openTestHouse()
  stateFile = join(await mkdtemp(join(tmpdir(), 'riscontro-monitor-')), 'state')
  await give()
})
afterAll(async () => {
  await rm(join(stateFile, '..'), { recursive: true, force: true })
  await house.close()
})

async function give(): Promise<void> {
  const subjectId = newId(house.clock.now())
  await house.scope.transaction(async (tx) => {
    const salt = await saltFor(tx, 'gift', subjectId)
    const sum = { amountMinor: '100000', currency: 'TWD', fund: 'cleft', day: '2026-03-02' }
    const person = await commitPerson(salt, '林美玲')
    const entry = { kind: 'gift.received', gift: newPublicReference(), ...sum, person } as const
    await recordEntry(tx, { subjectKind: 'gift', subjectId, entry })
    link = `https://give.example/g/token#${fragmentFor(salt, undefined)}`
  })
  await sequence(house.scope)
}

async function folder() {
  const checkpoint = await house.scope.transaction(latestCheckpoint)
  if (!checkpoint) throw new Error('nothing published')
  return { ...checkpoint, address: logFolder(house.context, checkpoint.origin) }
}

async function look(order: { against?: string[]; whole?: boolean } = {}) {
  lines.length = 0
  const { address } = await folder()
  const code = await monitorLog(
    { address, stateFile, ...order },
    { fetch: refused, t: house.context.translator.in('en'), say },
  )
  return { code, said: lines.join('\n') }
}

test('the monitor says in words what it saw, keeps it, and ends with 0 while the log only continues', async () => {
  expect(await look()).toMatchObject({ code: 0, said: expect.stringContaining('first time') })
  await give()
  const again = await look({ against: [(await folder()).address] })
  expect(again.code).toBe(0)
  expect(again.said).toContain('only continues the 1 entries')
  expect(again.said).toContain('was shown the same log')
  expect((await look({ against: ['https://mirror.example/log'] })).code).toBe(2)
})

test('a saved proof says whose gift it is to whoever has the link, and nothing holds for anybody else', async () => {
  const { address, fingerprint } = await folder()
  const text = (await savedProofOf(inFolder(address), 1)) ?? ''
  const terminal = { t: house.context.translator.in('en'), say }
  expect(await verifyProof({ text, fingerprint }, terminal)).toBe(0)
  expect(await verifyProof({ text, fingerprint, name: '林美玲', link }, terminal)).toBe(0)
  expect(await verifyProof({ text, fingerprint, name: '林美珍', link }, terminal)).toBe(1)
  expect(await verifyProof({ text, fingerprint, name: '林美玲' }, terminal)).toBe(1)
  expect(await verifyProof({ text, fingerprint, quorum: 1 }, terminal)).toBe(1)
  expect(await verifyProof({ text, fingerprint, witnesses: ['no key'] }, terminal)).toBe(1)
  expect(await verifyProof({ text: text.replace('index 1', 'index 0'), fingerprint }, terminal)).toBe(1)
})

test('a forgery ends with 1 and leaves both signed states as evidence; a damaged state is no first run', async () => {
  const before = await readFile(stateFile, 'utf8')
  await writeFile(stateFile, before.replace('"size": 2', '"size": 3'))
  expect((await look()).code).toBe(1)
  const evidence = await readFile(`${stateFile}.evidence`, 'utf8')
  expect(JSON.parse(evidence)).toMatchObject({ found: [{ code: 'shrank' }], shown: (await folder()).note })
  await writeFile(stateFile, before.slice(0, 100))
  expect(await look()).toMatchObject({ code: 2, said: expect.stringContaining('not taken for a first run') })
  expect(await readFile(stateFile, 'utf8')).toBe(before.slice(0, 100))
})
