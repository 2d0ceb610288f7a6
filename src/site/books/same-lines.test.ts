import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allocate } from '../../allocations/allocate.ts'
import { allocationSubscriptions } from '../../allocations/jobs.ts'
import { foundPurpose, openTestCase, type Purpose } from '../../allocations/testing.ts'
import { changeCampaign } from '../../campaigns/actions.ts'
import { recordExpense } from '../../cases/expenses.ts'
import { recordGift } from '../../gifts/record-gift.ts'
import { approveRefund, requestRefund } from '../../gifts/refund.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { createPerson } from '../../people/persons.ts'
import { newId } from '../../platform/ids.ts'
import { openSite } from '../testing.ts'

// Dollars with cents and yen without, two years, a refund over midnight, an expense, one giver told: page, CSV and JSON of one choice agree.

let house: TestHouse
let site: ReturnType<typeof openSite>
let dollars: Purpose
let yen: Purpose
const books = '/o/morning-light'

beforeAll(async () => {
  house = await openTestHouse({ subscriptions: allocationSubscriptions })
  dollars = await openPurpose('TWD', '=1+2,"quoted"')
  yen = await openPurpose('JPY', '-2+3|計画')
  const { caseId, needIds } = await openTestCase(house.scope, dollars, [90_055n])
  await openTestCase(house.scope, yen, [500n])
  await query(`update needs set currency = 'JPY', item = 'travel' where fund_id = $1`, yen.fundId)
  const told = await give(dollars, 60_033n, '2025-12-31')
  const other = await give(dollars, 41_111n, '2026-02-01')
  await give(yen, 1234n, '2026-02-02')
  const need = { caseId, needId: needIds[0] ?? '' }
  await recordExpense(house.scope, { ...need, amountMinor: 70_001n, spentOn: '2026-03-02', documentNote: 'AB-1' })
  await tell(told, caseId)
  // Ten to midnight in Taipei: the giver's year stays the one of the gift, whenever the money goes back.
  house.clock.set(new Date('2027-01-01T00:10:00+08:00'))
  const refundId = await requestRefund(await house.member('finance'), other, { amountMinor: 11_111n, reason: 'asked' })
  await approveRefund(await house.member('finance'), refundId)
  await house.drainEvents()
})
let visitors = 0
beforeEach(() => {
  // A visitor may ask sixty times a minute, and pages are kept for ten seconds.
  visitors += 1
  site = openSite(house.context, `203.0.113.${visitors}`)
  house.clock.advance(11_000)
})
afterAll(() => house.close())

async function query(text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
  return (await house.context.databases.owner.query(text, values)).rows
}

async function openPurpose(currency: string, title: string): Promise<Purpose> {
  const purpose = await foundPurpose(house.scope, { programmeShareBasisPoints: 1000 })
  await query('update campaigns set currency = $2 where campaign_id = $1', purpose.campaignId, currency)
  await query('update programmes set currency = $2 where programme_id = $1', purpose.programmeId, currency)
  await changeCampaign(house.scope, purpose.campaignId, {
    ...{ state: 'public', endsOn: '2027-12-31', permitNumber: '1', permitAuthority: '衛生福利部' },
    texts: { en: { title, summary: '', story: '' } },
  })
  return purpose
}

async function give(purpose: Purpose, minor: bigint, givenOn: string): Promise<string> {
  const currency = purpose === yen ? 'JPY' : 'TWD'
  house.clock.advance(1000)
  const giftId = await house.scope.transaction(async (transaction) =>
    recordGift(transaction, {
      personId: await createPerson(transaction, { displayName: 'Lin', language: 'en' }),
      campaignId: purpose.campaignId,
      amount: { minor, currency },
      ...{ feeMinor: 11n, receivedAt: transaction.now, givenOn, source: 'manual', donorName: 'Lin' },
      ...{ isAnonymous: false, receiptWish: 'none', language: 'en' },
    }),
  )
  await house.drainEvents()
  await allocate(house.scope, purpose.fundId)
  return giftId
}

/** As a finished round would have it. */
async function tell(giftId: string, caseId: string): Promise<void> {
  const at = house.clock.now()
  const { actor } = await house.member('programme_officer')
  const [updateId, roundId, memberId] = [newId(at), newId(at), actor.kind === 'member' ? actor.id : '']
  const of = house.organisationId
  await query(
    `insert into updates (organisation_id, update_id, public_reference, case_id, stage, state, written_by, written_at)
     values ($1, $2, 'ref', $3, 'treated', 'approved', $4, $5)`,
    ...[of, updateId, caseId, memberId, at],
  )
  await query(
    `insert into feedback_rounds (organisation_id, feedback_round_id, programme_id, state, written_by, created_at)
     values ($1, $2, $3, 'done', $4, $5)`,
    ...[of, roundId, dollars.programmeId, memberId, at],
  )
  await query(
    `insert into feedback_results (organisation_id, feedback_round_id, gift_id, update_id, person_id, result, at)
     select organisation_id, $2, gift_id, $3, person_id, 'sent', $4 from gifts where gift_id = $1`,
    ...[giftId, roundId, updateId, at],
  )
}

interface Told {
  campaigns: {
    title: string
    giftCount: number | null
    received: { minor: string; currency: string }
    lines: ({ use: string } & Record<'amount' | 'spent' | 'reported', { minor: string; currency: string }>)[]
  }[]
}

const columns = ['amount', 'spent', 'reported'] as const

async function inJson(choice: string): Promise<string[]> {
  const told: Told = JSON.parse(await site.read(`${books}/books.json${choice}`))
  return told.campaigns.flatMap(({ title, lines }) =>
    lines.map((line) => [title, line.amount.currency, ...columns.map((column) => line[column].minor)].join(' ')),
  )
}

async function inCsv(choice: string): Promise<string[]> {
  const [head, ...lines] = (await site.read(`${books}/books.csv${choice}`)).replace('\ufeff', '').trim().split('\r\n')
  expect(head).toBe('"campaign","path","currency","use","amount","spent","reported"')
  return lines.map((line) => {
    const [title = '', , currency, , ...amounts] = line.slice(1, -1).split('","')
    expect(amounts.every((amount) => (currency === 'JPY' ? /^\d+$/ : /^\d+\.\d\d$/).test(amount))).toBe(true)
    // An apostrophe leads what a spreadsheet would compute.
    expect(title).toMatch(/^'[=-]/)
    return [title.slice(1).replaceAll('""', '"'), currency, ...amounts.map((amount) => amount.replace('.', ''))].join(
      ' ',
    )
  })
}

/** The table of the page, whose amounts are written for people. */
async function onPage(choice: string): Promise<string[]> {
  const page = await site.read(`${books}${choice}`)
  return [...page.matchAll(/<tbody><tr><th scope="rowgroup" colspan="4">(.*?)<\/th><\/tr>(.*?)<\/tbody>/gs)].flatMap(
    ([, title = '', rows = '']) =>
      [...rows.matchAll(/<td>(.*?)<\/td><td>(.*?)<\/td><td>(.*?)<\/td>/g)].map(([, ...cells]) => {
        const currency = cells[0]?.startsWith('¥') ? 'JPY' : 'TWD'
        const minor = (cell: string) => {
          const [whole = '', cents = ''] = cell
            .replace(/^(NT\$|¥)/, '')
            .replaceAll(',', '')
            .split('.')
          return String(currency === 'JPY' ? BigInt(whole) : BigInt(whole + cents.padEnd(2, '0')))
        }
        return [title.replaceAll('&quot;', '"'), currency, ...cells.map(minor)].join(' ')
      }),
  )
}

const noZeros = (line: string) => line.replace(/ 0+(?=\d)/g, ' ')

test.each([
  ['', 9],
  ['?year=2025', 3],
  ['?year=2026', 7],
  ['?campaign=campaign-1', 4],
  ['?campaign=campaign-2', 4],
  ['?campaign=campaign-1&year=2025', 3],
  ['?programme=programme-1', 1],
  ['?programme=programme-1&year=2026', 1],
  ['?programme=programme-2&year=2025', 0],
  ['?campaign=campaign-2&programme=programme-1', 0],
  ['?year=&campaign=&programme=', 9],
])('of the choice "%s" page, CSV and JSON hold the same lines, to the last unit', async (choice, atMost) => {
  const json = await inJson(choice)
  expect((await inCsv(choice)).map(noZeros)).toEqual(json)
  expect(await onPage(choice)).toEqual(json)
  expect(json.length).toBeLessThanOrEqual(atMost)
  expect(json.length > 0).toBe(atMost > 0)
})

test('what was spent and told stands where it belongs: by proportion over the years, nothing of yen in dollars', async () => {
  const told: Told = JSON.parse(await site.read(`${books}/books.json`))
  const [dollar, jpy] = told.campaigns
  expect(dollar?.received).toEqual({ minor: String(60_033 + 30_000), currency: 'TWD' })
  expect(jpy?.received).toEqual({ minor: '1234', currency: 'JPY' })
  const needs = (of: Told) => of.campaigns.flatMap(({ lines }) => lines.filter(({ use }) => use === 'surgery'))
  const sum = (of: Told, column: (typeof columns)[number]) =>
    needs(of).reduce((total, line) => total + BigInt(line[column].minor), 0n)
  expect([sum(told, 'spent'), sum(told, 'reported') > 0n]).toEqual([70_001n, true])
  const [earlier, later]: Told[] = await Promise.all(
    ['2025', '2026'].map(async (year) => JSON.parse(await site.read(`${books}/books.json?year=${year}`))),
  )
  if (!earlier || !later) throw new Error('no years')
  for (const column of columns) expect(sum(earlier, column) + sum(later, column)).toBe(sum(told, column))
  // Only the gift of 2025 was told of.
  expect(sum(earlier, 'reported')).toBe(sum(earlier, 'spent'))
  expect(sum(later, 'reported')).toBe(0n)
})

test('nobody narrows the books to what is a draft, another’s or no name, however it is spelt', async () => {
  await query(`update campaigns set state = 'draft' where campaign_id = $1`, yen.campaignId)
  const hostile = ['campaign-2', "' or 1=1 --", '<script>alert(1)</script>', '../../api', 'campaign-1%00', 'CAMPAIGN-1']
  for (const slug of hostile) {
    for (const path of [books, `${books}/books.csv`, `${books}/books.json`, `${books}/embed`, `${books}/gifts`]) {
      const answer = await site.get(`${path}?campaign=${encodeURIComponent(slug)}`)
      expect(answer.status, `${path} ${slug}`).toBe(404)
      expect(await answer.text()).not.toContain('<script>alert')
    }
  }
  expect(await site.read(`${books}/books.json`)).not.toContain('JPY')
  expect((await site.get(`${books}?year=99999`)).status).toBe(404)
  await query(`update campaigns set state = 'public' where campaign_id = $1`, yen.campaignId)
})

test('in another language the list of a campaign’s gifts is the same list', async () => {
  const page = await site.read(`${books}/gifts?campaign=campaign-2`)
  expect(page).toContain('href="?campaign=campaign-2&amp;lang=it"')
  const italian = await site.read(`${books}/gifts?campaign=campaign-2&lang=it`)
  expect(italian).toContain('1234')
  expect(italian).not.toContain('600,33')
})

test('an organisation to which nobody gave yet has open books all the same, in every form', async () => {
  await house.neighbour('nobody-yet')
  for (const path of ['', '/embed', '/gifts']) {
    expect((await site.get(`/o/nobody-yet${path}`)).status, path).toBe(200)
  }
  expect(JSON.parse(await site.read('/o/nobody-yet/books.json'))).toMatchObject({ campaigns: [], checkpoint: null })
  expect((await site.read('/o/nobody-yet/books.csv')).trim().split('\r\n')).toHaveLength(1)
})
