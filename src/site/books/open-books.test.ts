import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '../../allocations/allocate.ts'
import { allocationSubscriptions } from '../../allocations/jobs.ts'
import { foundPurpose, openTestCase, type Purpose } from '../../allocations/testing.ts'
import { openBooks } from '../../books/open-books.ts'
import { makeSums } from '../../books/sums.ts'
import { changeCampaign } from '../../campaigns/actions.ts'
import { recordGift } from '../../gifts/record-gift.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { createPerson } from '../../people/persons.ts'
import { openSite } from '../testing.ts'

let house: TestHouse
let site: ReturnType<typeof openSite>
const books = '/o/morning-light'

beforeAll(async () => {
  house = await openTestHouse({ subscriptions: allocationSubscriptions })
  site = openSite(house.context)
  const [first, second] = [await openPurpose(), await openPurpose()]
  await openTestCase(house.scope, first, [90_000n])
  await openTestCase(house.scope, second, [50_000n])
  for (const [purpose, minor, givenOn] of [
    [first, 60_000n, '2025-05-01'],
    [first, 41_111n, '2026-02-01'],
    [second, 70_007n, '2026-02-02'],
  ] as const) {
    await give(purpose, minor, givenOn)
  }
})
afterAll(() => house.close())

async function openPurpose(): Promise<Purpose> {
  const purpose = await foundPurpose(house.scope, { programmeShareBasisPoints: 1000 })
  await changeCampaign(house.scope, purpose.campaignId, {
    state: 'public',
    endsOn: '2026-12-31',
    permitNumber: '1',
    permitAuthority: '衛生福利部',
  })
  return purpose
}

async function give(purpose: Purpose, minor: bigint, givenOn: string): Promise<void> {
  await house.scope.transaction(async (transaction) => {
    await recordGift(transaction, {
      personId: await createPerson(transaction, { displayName: 'Lin', language: 'en' }),
      campaignId: purpose.campaignId,
      amount: { minor, currency: 'TWD' },
      feeMinor: 111n,
      receivedAt: transaction.now,
      givenOn,
      source: 'manual',
      donorName: 'Lin',
      isAnonymous: false,
      receiptWish: 'none',
      language: 'en',
    })
  })
  await house.drainEvents()
  await allocate(house.scope, purpose.fundId)
}

interface Told {
  campaigns: { received: { minor: string }; lines: { use: string; amount: { minor: string } }[] }[]
}

async function figures(query = '') {
  const csv = (await site.read(`${books}/books.csv${query}`)).trim().split('\r\n').slice(1)
  const amountOf = (line: string) => Number(JSON.parse(`[${line}]`)[4])
  const told: Told = JSON.parse(await site.read(`${books}/books.json${query}`))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    csv: Math.round(sum(csv.map(amountOf)) * 100),
    json: sum(told.campaigns.flatMap(({ lines }) => lines.map(({ amount }) => Number(amount.minor)))),
    received: sum(told.campaigns.map(({ received }) => Number(received.minor))),
    uses: [...new Set(told.campaigns.flatMap(({ lines }) => lines.map(({ use }) => use)))],
  }
}

test('page, CSV and JSON hold the same lines, and they add up to what came in, narrowed or not', async () => {
  expect(await figures()).toEqual({
    csv: 171_118,
    json: 171_118,
    received: 171_118,
    uses: ['surgery', 'share', 'fees', 'open'].toSorted((a, b) => order(a) - order(b)),
  })
  expect(await figures('?year=2025')).toMatchObject({ csv: 60_000, json: 60_000, received: 60_000 })
  expect(await figures('?campaign=campaign-2&year=2026')).toMatchObject({ csv: 70_007, json: 70_007 })
  expect(await figures('?programme=programme-2')).toEqual({
    csv: 50_000,
    json: 50_000,
    received: 50_000,
    uses: ['surgery'],
  })
  expect(await figures('?campaign=campaign-1&programme=programme-2')).toMatchObject({ csv: 0, uses: [] })
  const page = await site.read(`${books}?year=2025`)
  expect(page).toContain('NT$600')
  expect(page).not.toContain('NT$700')
  expect(page).toContain('href="/o/morning-light/books.csv?year=2025"')
  expect(page).toContain('href="?year=2025&amp;lang=it"')
  expect(page).toMatch(/<option value="2025" selected/)
})

function order(use: string): number {
  return ['surgery', 'open', 'share', 'fees'].indexOf(use)
}

test('what does not exist has no books', async () => {
  for (const query of ['?campaign=nobody', '?programme=nobody', '?year=soon']) {
    expect((await site.get(`${books}${query}`)).status, query).toBe(404)
  }
  expect(await site.read(`${books}?year=1999`)).toContain('Nothing stands in the books for this choice')
})

test('only the embedded chart may be framed by others; it takes no language but the reader’s or the address’s', async () => {
  const policyOf = async (path: string) => (await site.get(path)).headers.get('content-security-policy')
  expect(await policyOf(books)).toContain("frame-ancestors 'none'")
  expect(await policyOf(`${books}/embed?year=2026`)).toContain('frame-ancestors *')
  const page = await site.read(`${books}/embed?campaign=campaign-1&lang=it`)
  expect(page).toContain('<html lang="it">')
  expect(page).toContain('Intervento')
  expect(page).toContain('href="http')
  expect(page).toContain('/o/morning-light?campaign=campaign-1"')
  expect(page).not.toContain('<form')
})

/** What came in in a year, past the pages that are kept. */
async function receivedIn(year: string): Promise<bigint> {
  const opened = await openBooks(house.context, 'morning-light', 'en', { year })
  return (opened?.campaigns ?? []).reduce((sum, { received }) => sum + received.minor, 0n)
}

test('the books are drawn from kept sums: not from gifts that came a moment ago, and from them ten seconds later', async () => {
  house.clock.advance(11_000)
  expect(await receivedIn('2024')).toBe(0n)
  await give(await openPurpose(), 5000n, '2024-01-01')
  expect(await receivedIn('2024')).toBe(0n)
  house.clock.advance(11_000)
  expect(await receivedIn('2024')).toBe(5000n)
})

test('of very many gifts the sums are made by a job, and the reader sees those before', async () => {
  await house.context.databases.owner.query('update book_sum_states set gift_count = 1000000')
  const jobs = async () => {
    const { rows } = await house.context.databases.owner.query(
      `select count(*)::integer as jobs from graphile_worker.jobs where task_identifier = 'books.sums'`,
    )
    return rows[0].jobs
  }
  await give(await openPurpose(), 7000n, '2023-01-01')
  house.clock.advance(250_000)
  expect([await receivedIn('2023'), await jobs()]).toEqual([0n, 0])
  house.clock.advance(51_000)
  expect([await receivedIn('2023'), await receivedIn('2023'), await jobs()]).toEqual([0n, 0n, 1])
  await makeSums(house.scope)
  expect(await receivedIn('2023')).toBe(7000n)
})
