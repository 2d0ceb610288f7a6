import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCampaign } from '../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { Kept } from './kept.ts'
import { openSite } from './testing.ts'

let house: TestHouse
let site: ReturnType<typeof openSite>
let books: string

beforeAll(async () => {
  house = await openTestHouse()
  site = openSite(house.context)
  await openCampaign(house.scope, {
    slug: 'first-steps',
    texts: { en: { title: 'First steps', summary: 'Help a child walk.', story: 'One.' } },
  })
  const { rows } = await house.context.databases.owner.query('select slug from organisations')
  books = `/o/${rows[0].slug}`
})
afterAll(() => house.close())

test('what is asked for by many at once is made once, and anew after its time; a failure is not kept', async () => {
  const kept = new Kept<number>(10)
  let made = 0
  const make = async () => ++made
  const at = (seconds: number) => new Date(seconds * 1000)
  expect(await Promise.all([1, 2, 3].map(() => kept.get('a', at(0), make)))).toEqual([1, 1, 1])
  expect(await kept.get('a', at(9), make)).toBe(1)
  expect(await kept.get('a', at(11), make)).toBe(2)
  await expect(kept.get('b', at(0), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await kept.get('b', at(0), make)).toBe(3)
})

test('the pages that everybody reads carry a tag, answer 304 to it, and ask the database once in a while', async () => {
  for (const path of ['/', '/privacy', '/c/first-steps', books]) {
    const first = await site.get(path)
    const tag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control'), path).toMatch(/^public, max-age=\d+$/)
    expect(first.headers.get('vary'), path).toBe('accept-language, cookie')
    const again = await site.get(path, { 'if-none-match': tag })
    expect([again.status, await again.text()], path).toEqual([304, ''])
    expect(await site.read(path, 'it'), path).toContain('<html lang="it">')
  }
})

test('a page that is read again within its time shows what it showed, and later what is so', async () => {
  const before = await site.read(books)
  await house.context.databases.owner.query(`update organisations set name = 'Another name'`)
  expect(await site.read(books)).toBe(before)
  house.clock.advance(11_000)
  expect(await site.read(books)).toContain('Another name')
})

test('what is of one person or of one moment may be kept by nobody', async () => {
  for (const path of ['/c/first-steps/give', '/g/nothing', '/nowhere']) {
    expect((await site.get(path)).headers.get('cache-control'), path).toBe('private, no-store')
  }
})
