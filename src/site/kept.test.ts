import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCampaign } from '../campaigns/actions.ts'
import { addProgress } from '../campaigns/progress.ts'
import { openCampaign } from '../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { assetUrl } from './assets.ts'
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
  for (const path of ['/', '/privacy', '/c/first-steps', '/c/first-steps/progress', books]) {
    const first = await site.get(path)
    const tag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control'), path).toMatch(/^public, max-age=\d+$/)
    expect(first.headers.get('vary'), path).toBe('accept-language, cookie')
    const again = await site.get(path, { 'if-none-match': tag })
    expect([again.status, await again.text()], path).toEqual([304, ''])
    const italian = path.endsWith('/progress') ? ' donazioni' : '<html lang="it">'
    expect(await site.read(path, 'it'), path).toContain(italian)
  }
})

test('an open campaign page asks for figures that move with each gift, and says what it then shows', async () => {
  const page = await site.read('/c/first-steps')
  expect(page).toContain('data-live="open"')
  expect(page).toContain(assetUrl('live.js'))
  expect((await site.get('/c/first-steps')).headers.get('content-security-policy')).toContain("connect-src 'self'")
  const look = async () => JSON.parse(await site.read('/c/first-steps/progress'))
  const before = await look()
  expect(before).toMatchObject({ state: 'open', given: 'NT$0' })
  const campaign = await findCampaign(house.context, 'first-steps')
  await house.scope.transaction((transaction) =>
    addProgress(transaction, campaign?.campaign.campaignId ?? '', 123_400n, 1),
  )
  expect(await look()).toEqual(before)
  house.clock.advance(2_001)
  const after = await look()
  expect(after).toMatchObject({ state: 'open', given: 'NT$1,234', gifts: '1 gift so far' })
  expect(after.knot.x).toBeGreaterThanOrEqual(before.knot.x)
  const drawn = await site.read('/c/first-steps')
  for (const words of [after.given, after.gifts, after.label, after.coming, after.done]) expect(drawn).toContain(words)
  expect((await site.get('/c/nothing/progress')).status).toBe(404)
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
