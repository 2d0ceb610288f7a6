import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '../../allocations/allocate.ts'
import { allocationSubscriptions } from '../../allocations/jobs.ts'
import { foundPurpose, openTestCase, type Purpose } from '../../allocations/testing.ts'
import { changeCampaign } from '../../campaigns/actions.ts'
import { recordConsent } from '../../cases/consents.ts'
import { giftPageLink } from '../../gifts/gift-page-link.ts'
import { issueReceipt } from '../../gifts/receipts/issue.ts'
import { recordGift } from '../../gifts/record-gift.ts'
import { hookPath, hookServer, openSandbox, sandboxSays, give as setOutToGive } from '../../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { showReference } from '../../payments/reference.ts'
import { createPerson } from '../../people/persons.ts'
import { hiddenField, openSite } from '../testing.ts'

let house: TestHouse
let site: ReturnType<typeof openSite>
let purpose: Purpose
let caseId: string
let first: Given
const list = '/o/morning-light/gifts'

beforeAll(async () => {
  house = await openTestHouse({ subscriptions: allocationSubscriptions })
  site = openSite(house.context)
  purpose = await foundPurpose(house.scope, { programmeShareBasisPoints: 0 })
  await changeCampaign(house.scope, purpose.campaignId, {
    state: 'public',
    endsOn: '2026-12-31',
    permitNumber: '1',
    permitAuthority: '衛生福利部',
  })
  ;({ caseId } = await openTestCase(house.scope, purpose, [90_000n]))
})
afterAll(() => house.close())

interface Given {
  giftId: string
  reference: string
}

async function give(
  name: string,
  minor: bigint,
  more: { isAnonymous?: boolean; orderNumber?: string } = {},
): Promise<Given> {
  house.clock.advance(1000)
  const giftId = await house.scope.transaction(async (transaction) =>
    recordGift(transaction, {
      personId: await createPerson(transaction, { displayName: name, language: 'en' }),
      campaignId: purpose.campaignId,
      amount: { minor, currency: 'TWD' },
      feeMinor: 0n,
      receivedAt: transaction.now,
      source: more.orderNumber === undefined ? 'manual' : 'tencent',
      donorName: name,
      isAnonymous: more.isAnonymous ?? false,
      receiptWish: 'each',
      language: 'en',
      ...(more.orderNumber === undefined ? {} : { orderNumber: more.orderNumber }),
    }),
  )
  await house.drainEvents()
  await allocate(house.scope, purpose.fundId)
  const [row] = await query('select public_reference from gifts where gift_id = $1', giftId)
  return { giftId, reference: String(row?.public_reference) }
}

async function query(text: string, ...values: string[]): Promise<Record<string, unknown>[]> {
  return (await house.context.databases.owner.query(text, values)).rows
}

function find(number: string) {
  return site.send(list, { number })
}

test('each gift stands under the name its giver chose, with amount, day and whom it helps', async () => {
  first = await give('Lin Mei-ling', 60_000n)
  await give('Wang Secret', 20_000n, { isAnonymous: true })
  const page = await site.read(list)
  expect(page).toContain('Lin Mei-ling')
  expect(page).not.toContain('Wang Secret')
  expect(page).toContain('A friend')
  expect(page).toContain('NT$600')
  expect(page).toContain(`Helps 小星${caseId.slice(-6)}`)
  expect(page).toContain('<meta name="robots" content="noindex"/>')
})

test('a gift is found by its receipt or order number exactly as printed, in no address and in no cache', async () => {
  const { giftId } = await give('Lin Mei-ling', 4100n)
  const receiptId = await house.scope.transaction((transaction) => issueReceipt(transaction, giftId))
  const [receipt] = await query(`select snapshot ->> 'number' as number from receipts where receipt_id = $1`, receiptId)
  await give('Wang Secret', 4200n, { isAnonymous: true, orderNumber: '2018110416000001' })
  const found = await find(String(receipt?.number))
  expect([found.status, found.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  expect(await found.text()).toContain('NT$41')
  const order = await (await find(' 2018110416000001 ')).text()
  expect(order).toContain('NT$42')
  expect(order).not.toContain('Wang Secret')
  const near = await find(`${receipt?.number}0`)
  expect(near.status).toBe(404)
  expect(await near.text()).toContain('No single gift')
})

test('a gift is found by its payment’s reference as it is shown, and not by a receipt that was voided', async () => {
  const path = await hookPath(house.scope, await openSandbox(house.scope))
  const { reference } = await setOutToGive(house, purpose.campaignId, { amount: '1100' })
  await hookServer(house.context)(path, sandboxSays(reference, 'paid', 110_000n, house.clock.now()))
  await house.drainEvents()
  expect(showReference(reference)).not.toBe(reference)
  for (const written of [reference, showReference(reference)])
    expect(await (await find(written)).text()).toContain('NT$1,100')
  const { giftId } = await give('Lin Mei-ling', 4500n)
  const receiptId = await house.scope.transaction((transaction) => issueReceipt(transaction, giftId))
  const [receipt] = await query(`select snapshot ->> 'number' as number from receipts where receipt_id = $1`, receiptId)
  expect((await find(String(receipt?.number))).status).toBe(200)
  await query('update receipts set voided_at = issued_at where receipt_id = $1', receiptId)
  expect((await find(String(receipt?.number))).status).toBe(404)
})

test('a number that stands for several gifts tells nobody that they are of one giver', async () => {
  const [one, other] = [await give('Lin Mei-ling', 5100n), await give('Lin Mei-ling', 5200n)]
  const receiptId = await house.scope.transaction((transaction) => issueReceipt(transaction, one.giftId))
  await house.context.databases.owner.query(
    `insert into receipt_gifts (organisation_id, receipt_id, gift_id, amount_minor) values ($1, $2, $3, 5200)`,
    [house.organisationId, receiptId, other.giftId],
  )
  const [receipt] = await query(`select snapshot ->> 'number' as number from receipts where receipt_id = $1`, receiptId)
  const found = await find(String(receipt?.number))
  expect(found.status).toBe(404)
  expect(await found.text()).not.toContain('NT$51')
})

test('the list leads to a story only where its giver shares it, and no longer once they take it back', async () => {
  const { giftId, reference } = first
  const story = `${list}/${reference}`
  expect((await site.get(story)).status).toBe(404)
  const link = await house.scope.transaction((transaction) => giftPageLink(transaction, giftId))
  const own = new URL(link).pathname
  const say = async (shared: string) => {
    const seal = hiddenField(await site.read(own), 'seal')
    return site.send(`${own}/listing`, { seal, shared })
  }
  expect((await site.send(`${own}/listing`, { seal: 'forged', shared: 'yes' })).status).not.toBe(303)
  expect((await say('yes')).status).toBe(303)
  house.clock.advance(11_000)
  const shared = await site.read(story)
  expect(shared).toContain(`小星${caseId.slice(-6)}`)
  expect(shared).not.toContain('Lin Mei-ling')
  expect(shared).not.toContain('NT$600')
  expect(await site.read(list)).toContain(`href="${story}"`)
  expect((await say('no')).status).toBe(303)
  house.clock.advance(11_000)
  expect((await site.get(story)).status).toBe(404)
})

test('a child whose guardian did not allow the public to read of it is not named in the list', async () => {
  const officer = await house.member('programme_officer')
  await recordConsent(officer, {
    caseId,
    guardian: 'Chen',
    relation: 'mother',
    givenOn: '2026-01-01',
    expiresOn: '2027-01-01',
    evidence: 'form 7',
    grants: [{ field: 'pseudonym', purpose: 'report_to_givers', channel: 'any' }],
  })
  house.clock.advance(11_000)
  const page = await site.read(list)
  expect(page).not.toContain(`小星${caseId.slice(-6)}`)
  expect(page).toContain('Helps a child who is not named here')
})

test('the list is read page by page and kept by an ETag; an address names no person', async () => {
  for (let count = 0; count < 46; count += 1) await give('Lin Mei-ling', 100n + BigInt(count))
  house.clock.advance(11_000)
  const answer = await site.get(list)
  const page = await answer.text()
  expect(page.match(/class="who"/g)).toHaveLength(50)
  const second = await site.read(nextOf(page) ?? '')
  expect(second).toContain('NT$600')
  expect(nextOf(second)).toBeUndefined()
  const again = await site.get(list, { 'if-none-match': answer.headers.get('etag') ?? '' })
  expect(again.status).toBe(304)
  expect((await site.get(`${list}?campaign=nobody`)).status).toBe(404)
})

test('however many gifts came at one moment, the pages show each once and none twice', async () => {
  await query(`insert into gifts (organisation_id, gift_id, public_reference, person_id, campaign_id, fund_id, source,
      amount_minor, currency, given_on, received_at, donor_name, is_anonymous, receipt_wish, language)
    select organisation_id, gen_random_uuid(), 'tie-' || place, person_id, campaign_id, fund_id, 'manual',
      7000000 + place * 100, 'TWD', given_on, received_at, donor_name, true, 'none', language
    from generate_series(1, 120) as place, (select * from gifts order by received_at desc limit 1) as last`)
  house.clock.advance(11_000)
  const shown: string[] = []
  for (let next: string | undefined = list; next !== undefined; ) {
    const page: string = await site.read(next)
    shown.push(...(page.match(/NT\$7\d,\d{3}(?!\d)/g) ?? []))
    next = nextOf(page)
  }
  expect(shown).toHaveLength(120)
  expect(new Set(shown).size).toBe(120)
})

/** Where the page after this one is; undefined on the last. */
function nextOf(page: string): string | undefined {
  return /href="([^"]*)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
}
