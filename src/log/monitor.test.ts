import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { append, emptyFrontier, rootOf } from '../proofs/frontier.ts'
import { savedProofOf } from '../proofs/published.ts'
import { openSavedProof } from '../proofs/saved-proof.ts'
import { leafHash } from '../proofs/tree.ts'
import { readKept, writeKept } from './kept.ts'
import { type Kept, observe } from './monitor.ts'
import { logFolder } from './publish.ts'
import { inFolder, publishedAt } from './published-files.ts'
import { latestCheckpoint } from './read.ts'
import { newPublicReference, recordEntries } from './record.ts'
import { rotateKey } from './rotate-key.ts'
import { sequence } from './sequence.ts'

let house: TestHouse
let folder: string
let copies: string
beforeAll(async () => {
  house = await openTestHouse()
  copies = await mkdtemp(join(tmpdir(), 'riscontro-log-'))
  await record(300)
  folder = logFolder(house.context, (await newest()).origin)
})
afterAll(async () => {
  await rm(copies, { recursive: true, force: true })
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
  await sequence(house.scope)
}

async function newest() {
  const checkpoint = await house.scope.transaction(latestCheckpoint)
  if (!checkpoint) throw new Error('nothing published')
  return checkpoint
}

async function copy(name: string): Promise<string> {
  const to = join(copies, name)
  await cp(folder, to, { recursive: true })
  return to
}

const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code)

/** The log as an administrator with every key makes it again after changing the entry at a place. */
async function rewrite(place: number): Promise<void> {
  const { owner } = house.context.databases
  await owner.query(
    `update log_entries set entry = convert_to(replace(convert_from(entry, 'UTF8'), '"100"', '"900"'), 'UTF8') where position = $1`,
    [place],
  )
  const { rows } = await owner.query<{ entry: Buffer }>('select entry from log_entries order by position')
  const leaves = rows.map(({ entry }) => leafHash(entry))
  const tree = append(emptyFrontier, leaves)
  const hashes = tree.hashes.map((hash) => Buffer.from(hash))
  await owner.query('update log_entries set leaf_hash = $2 where position = $1', [place, leaves[place]])
  const first = rootOf(append(emptyFrontier, leaves.slice(0, 256)))
  await owner.query('update log_tile_roots set hash = $1 where tile_level = 1 and position = 0', [first])
  await owner.query('update checkpoints set root = $2 where size = $1', [tree.size, rootOf(tree)])
  await owner.query('update log_heads set frontier = $1, published_size = 0', [hashes])
  await rm(folder, { recursive: true })
  await sequence(house.scope)
}

let kept: Kept | undefined

test('a monitor looks at every entry once, goes on from what it kept, and what it keeps can be written down', async () => {
  const first = await observe({ read: inFolder(folder), fingerprint: (await newest()).fingerprint })
  expect([first.found, first.kept?.size]).toEqual([[], 300])
  await record(250)
  const asked: string[] = []
  const read = (path: string) => {
    asked.push(path)
    return inFolder(folder)(path)
  }
  const second = await observe({ read, kept: first.kept && readKept(writeKept(first.kept)) })
  expect([second.found, second.kept?.size]).toEqual([[], 550])
  expect(asked).not.toContain('tile/entries/000')
  kept = second.kept
})

test('L9 e: with our server gone, a folder or any file server is enough to verify the log and to prove a gift', async () => {
  const mirror = await copy('mirror')
  await rm(join(mirror, 'tile/0/001.p'), { recursive: true })
  await rm(join(mirror, 'tile/entries/001.p'), { recursive: true })
  const server = createServer((request, response) => {
    readFile(join(mirror, request.url ?? '')).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const places = [
      mirror,
      pathToFileURL(mirror).href,
      `http://127.0.0.1:${port}`,
      `http://127.0.0.1:${port}/checkpoint`,
    ]
    for (const place of places) {
      const read = publishedAt(place, fetch)
      const { found, kept: seen } = await observe({ read, whole: true })
      expect([place, found, seen?.size]).toEqual([place, [], 550])
      for (const index of [0, 299, 549]) {
        const { fingerprint } = await newest()
        expect((await openSavedProof((await savedProofOf(read, index)) ?? '', { fingerprint }))?.index).toBe(index)
      }
    }
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
})

test('a file that was altered is found: an entry, a hash, a signature, a missing part', async () => {
  const alter = async (name: string, path: string, change: (bytes: Buffer) => Buffer) => {
    const at = await copy(name)
    await writeFile(join(at, path), change(await readFile(join(at, path))))
    return inFolder(at)
  }
  const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte, place) => (place === 70 ? byte ^ 1 : byte)))
  const entry = await alter('entry', 'tile/entries/000', flip)
  expect(codes((await observe({ read: entry })).found)).toContain('entries-differ')
  expect((await observe({ read: entry, kept })).found).toEqual([])
  expect(codes((await observe({ read: entry, kept, whole: true })).found)).toContain('entries-differ')
  const hash = await alter('hash', 'tile/0/002.p/38', flip)
  expect(codes((await observe({ read: hash, kept })).found)).toContain('tile-differs')
  const signature = await alter('signature', 'checkpoint', (bytes) =>
    Buffer.from(String(bytes).replace('\n550\n', '\n551\n')),
  )
  expect(codes((await observe({ read: signature })).found)).toEqual(['signature-wrong'])
  const cut = await copy('cut')
  await rm(join(cut, 'tile/entries/001'))
  const unseen = await observe({ read: inFolder(cut) })
  // What was not looked at must be looked at the next time.
  expect([codes(unseen.found), unseen.kept]).toEqual([['incomplete'], undefined])
  expect(codes((await observe({ read: inFolder(join(copies, 'nowhere')) })).found)).toEqual(['unreachable'])
})

test('the verifier follows a new key that the old one announced, and no other; old proofs hold under the old key', async () => {
  const before = await newest()
  const old = await savedProofOf(inFolder(folder), 7)
  const fingerprint = await rotateKey(house.scope)
  const again = await rotateKey(house.scope)
  expect(new Set([before.fingerprint, fingerprint, again]).size).toBe(3)
  const after = await observe({ read: inFolder(folder), kept })
  expect([after.found, after.kept?.fingerprint]).toEqual([[], again])
  expect((await openSavedProof(old ?? '', before))?.index).toBe(7)
  const fresh = await savedProofOf(inFolder(folder), 7)
  expect(await openSavedProof(fresh ?? '', before)).toBeUndefined()
  expect((await openSavedProof(fresh ?? '', { fingerprint: again }))?.index).toBe(7)
  const silent = await copy('silent')
  await writeFile(join(silent, 'keys'), '')
  expect(codes((await observe({ read: inFolder(silent), kept })).found)).toEqual(['key-changed'])
  const forged = await copy('forged')
  const keys = await readFile(join(forged, 'keys'), 'utf8')
  for (const place of [40, 130, keys.length - 20, 400]) {
    const other = keys[place] === 'A' ? 'B' : 'A'
    await writeFile(join(forged, 'keys'), `${keys.slice(0, place)}${other}${keys.slice(place + 1)}`)
    expect(codes((await observe({ read: inFolder(forged), kept })).found), String(place)).toEqual(['key-changed'])
  }
  await record(2)
  kept = (await observe({ read: inFolder(folder), kept })).kept
  expect(kept?.size).toBe(552)
})

test('a split view is found by comparing with another vantage point, whichever of the two is longer', async () => {
  const honest = await copy('honest')
  const shorter = { name: 'shorter', read: inFolder(honest) }
  await record(3)
  const longer = { name: 'longer', read: inFolder(await copy('longer')) }
  const here = inFolder(folder)
  expect((await observe({ read: here, against: [shorter, longer] })).found).toEqual([])
  const checkpointOnly = async (path: string) => (path === 'checkpoint' ? longer.read(path) : undefined)
  expect((await observe({ read: shorter.read, against: [longer] })).found).toEqual([])
  const ahead = await observe({ read: shorter.read, against: [{ name: 'witness', read: checkpointOnly }] })
  expect(codes(ahead.found)).toEqual(['vantage-ahead'])
  kept = (await observe({ read: here, kept })).kept
  await rewrite(10)
  const both = await observe({ read: inFolder(folder), against: [shorter, longer] })
  expect(codes(both.found)).toEqual(['split', 'split'])
  expect(both.kept).toBeUndefined()
  const gone = { name: 'gone', read: inFolder(join(copies, 'nowhere')) }
  expect(codes((await observe({ read: here, against: [gone] })).found)).toEqual(['vantage-unreachable'])
})

test('L9 a: an old gift edited in the database, and the log made again with the real key, is found by the next run', async () => {
  const next = await observe({ read: inFolder(folder), kept })
  expect(codes(next.found)).toEqual(['rewritten'])
  expect(next.kept).toBe(kept)
  await record(1)
  expect(codes((await observe({ read: inFolder(folder), kept })).found)).toEqual(['rewritten'])
  const older = await copy('older')
  await cp(join(copies, 'honest', 'checkpoint'), join(older, 'checkpoint'))
  expect(codes((await observe({ read: inFolder(older), kept })).found)).toContain('shrank')
})
