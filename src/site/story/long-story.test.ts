import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { allocate } from '../../allocations/allocate.ts'
import { portionGift } from '../../allocations/portion.ts'
import { foundPurpose, openTestCase } from '../../allocations/testing.ts'
import { recordExpense } from '../../cases/expenses.ts'
import { bringProof } from '../../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../../cases/updates.ts'
import { giftPageLink } from '../../gifts/gift-page-link.ts'
import { recordGift } from '../../gifts/record-gift.ts'
import { sequence } from '../../log/sequence.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { createPerson } from '../../people/persons.ts'
import type { Claim } from '../../proofs/claim.ts'
import { verify } from '../../proofs/verify.ts'
import { assets } from '../assets.ts'
import { openSite } from '../testing.ts'

/** One gift for eight children, each with a bill and news. */
let house: TestHouse
let site: ReturnType<typeof openSite>
let giftId: string
const pseudonyms: string[] = []
beforeAll(async () => {
  house = await openTestHouse()
  site = openSite(house.context)
  const purpose = await foundPurpose(house.scope)
  const [officer, approver] = [await house.member('owner'), await house.member('owner')]
  const cases = []
  for (let count = 0; count < 8; count += 1) cases.push(await openTestCase(house.scope, purpose, [10_000n]))
  giftId = await house.scope.transaction(async (tx) =>
    recordGift(tx, {
      ...{ personId: await createPerson(tx, { displayName: '林美玲', language: 'en' }), donorName: '林美玲' },
      ...{ campaignId: purpose.campaignId, amount: { minor: 80_000n, currency: 'TWD' }, receivedAt: tx.now },
      ...{ source: 'manual', isAnonymous: true, receiptWish: 'none', language: 'en' },
    }),
  )
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, purpose.fundId)
  for (const { caseId, needIds } of cases) {
    const needId = needIds[0] ?? ''
    await recordExpense(officer, { caseId, needId, amountMinor: 9_000n, spentOn: '2026-03-02', documentNote: 'Bill' })
    const texts = { en: `She is at home again, and laughs when her brother comes in. ${caseId}` }
    const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts })
    const proof = await bringProof(officer, caseId)
    await approveUpdate(approver, updateId, { evidence: 'Letter', proof, languages: ['en'] })
    pseudonyms.push(`小星${caseId.slice(-6)}`)
  }
})
afterAll(() => house.close())

test('a gift for eight children is told on three pages, each within 60 KB and each checked; every child is on one of them', async () => {
  const link = new URL(await house.scope.transaction((tx) => giftPageLink(tx, giftId)))
  await sequence(house.scope)
  const files = ['site.css', 'private.css', 'check.js'].map((name) => assets.get(name)?.body.length ?? Number.NaN)
  const told: string[] = []
  let pages = 0
  for (let next: string | undefined = link.pathname; next !== undefined; pages += 1) {
    const page: string = await site.read(next)
    expect(files.reduce((sum, size) => sum + size, Buffer.byteLength(page))).toBeLessThanOrEqual(60 * 1024)
    const embedded = /<script type="application\/json" id="check-claim"[^>]*>(.*?)<\/script>/s.exec(page)?.[1] ?? ''
    const claim: Claim = JSON.parse(embedded)
    const from = link.hash.split('.')[2] ?? ''
    const answer = await site.get(`${link.pathname}/consistency?from=${from}`)
    const { consistency } = z.object({ consistency: z.array(z.string()) }).parse(await answer.json())
    const verdict = await verify({ ...claim, consistency }, link.hash.slice(1))
    expect(verdict.steps.filter(({ ok, step }) => !ok && step !== 'consistency')).toEqual([])
    told.push(...pseudonyms.filter((one) => page.includes(one)))
    next = /href="([^"]*children=\d+)"/.exec(page)?.[1]
  }
  expect(pages).toBe(3)
  expect(told.toSorted()).toEqual(pseudonyms.toSorted())
})

test('what is asked for is no page: the first, or one without children', async () => {
  const { pathname } = new URL(await house.scope.transaction((tx) => giftPageLink(tx, giftId)))
  for (const odd of ['-3', '1e400', 'x', '0.5']) {
    const page = await site.read(`${pathname}?children=${odd}`)
    expect(pseudonyms.filter((one) => page.includes(one))).toHaveLength(3)
    expect(page).toContain('children=3"')
  }
  expect((await site.get(`${pathname}?children=900`)).status).toBe(200)
})
