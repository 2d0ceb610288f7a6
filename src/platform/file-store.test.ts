import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FileStore } from './file-store.ts'
import { newId, organisationId } from './ids.ts'

let folder: string
let store: FileStore
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'riscontro-files-'))
  store = new FileStore(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ours = organisationId(newId(new Date(0)))
const theirs = organisationId(newId(new Date(0)))
const bytes = Buffer.from('the same bytes')
const all = { start: 0, end: bytes.byteLength }
const missing = { code: 'files.missing', kind: 'missing' }

test('a file that is erased is gone in every rendition, and nobody else’s with it, though the bytes are the same', async () => {
  const one = { organisationId: ours, fileId: newId(new Date(1)) }
  const other = { organisationId: theirs, fileId: newId(new Date(1)) }
  const hash = await store.put(bytes)
  for (const file of [one, other]) await store.keep(file, 'whole', bytes)
  await store.keep(one, 'small', bytes)
  await store.erase(one)
  await store.erase(one)
  await expect(store.read(one, 'whole', all)).rejects.toMatchObject(missing)
  await expect(store.sizeOf(one, 'small')).rejects.toMatchObject(missing)
  expect(await store.read(other, 'whole', all)).toEqual(bytes)
  expect(await store.get(hash)).toEqual(bytes)
  await store.eraseAllOf(theirs)
  await expect(store.read(other, 'whole', all)).rejects.toMatchObject(missing)
})

test('a stretch is read as it was asked for, and not beyond the end', async () => {
  const file = { organisationId: ours, fileId: newId(new Date(2)) }
  await store.keep(file, 'whole', Buffer.from('old and longer than the new one'))
  await store.keep(file, 'whole', bytes)
  expect(await store.sizeOf(file, 'whole')).toBe(14)
  expect((await store.read(file, 'whole', { start: 4, end: 8 })).toString()).toBe('same')
  expect((await store.read(file, 'whole', { start: 9, end: 50 })).toString()).toBe('bytes')
})

test('an id that is none leads to no folder', async () => {
  const file = { organisationId: ours, fileId: '../../etc' }
  await expect(store.keep(file, 'whole', bytes)).rejects.toThrow(TypeError)
  expect(await readdir(folder)).not.toContain('etc')
})
