import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { recordConsent, withdrawConsent } from '../cases/consents.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { approveRound } from '../feedback/approve.ts'
import { correctUpdate } from '../feedback/correct.ts'
import type { RoundKind } from '../feedback/round.ts'
import { planRound, submitRound } from '../feedback/rounds.ts'
import { sendRound } from '../feedback/send.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Scope } from '../platform/scope.ts'
import { callBackFile, listCallBacks, settleCallBack } from './call-backs.ts'
import { readHandedOn } from './handed-on.ts'
import { connectorSubscriptions } from './jobs.ts'
import { pushDue } from './push.ts'
import { returnsFile } from './returns-file.ts'

/** A charity without a connection: what goes back to platforms goes in files. */
let house: TestHouse
let purpose: Purpose
let officer: Scope
let approver: Scope
let finance: Scope
beforeAll(async () => {
  house = await openTestHouse({ subscriptions: connectorSubscriptions })
  purpose = await foundPurpose(house.scope)
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
  finance = await house.member('finance')
})
afterAll(() => house.close())

/** A child with a consent, two orders its help comes from, and news of it. */
async function news(orders: readonly [string, string]) {
  house.clock.advance(60_000)
  const { caseId } = await openTestCase(house.scope, purpose, [20_000n])
  for (const orderNumber of orders) {
    const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 10_000n, orderNumber, source: 'heap' })
    await house.scope.transaction((tx) => portionGift(tx, giftId))
  }
  await allocate(house.scope, purpose.fundId)
  const consentId = await recordConsent(officer, {
    ...{
      caseId,
      guardian: '陳',
      relation: 'mother',
      evidence: 'Form 7',
      givenOn: '2026-03-01',
      expiresOn: '2027-01-01',
    },
    grants: (['pseudonym', 'region', 'condition', 'story'] as const).map((field) => ({
      field,
      purpose: 'report_to_givers',
    })),
  })
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved', texts: { 'zh-Hant': '手術排在週五。' } })
  await approveUpdate(approver, updateId, { languages: ['zh-Hant'] })
  return { caseId, consentId, updateId }
}

async function round(kind: RoundKind = 'progress'): Promise<string> {
  const roundId = await planRound(officer, { ...purpose, kind })
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  await sendRound(house.scope, roundId)
  return roundId
}

/** The lines of a round's file, cell by cell, without headings. */
async function fileOf(roundId: string): Promise<string[][]> {
  const csv = await returnsFile(finance, roundId, 'en')
  const lines = csv.split('\r\n').slice(1, -1)
  return lines.map((line) => line.slice(1, -1).split('","'))
}

const results = async (roundId: string) =>
  (
    await house.context.databases.owner.query(
      'select result, reason from feedback_results where feedback_round_id = $1 order by 1, 2',
      [roundId],
    )
  ).rows

const opened = async () => {
  await house.drainEvents()
  await pushDue(house.scope)
  return listCallBacks(finance)
}

test('a consent that ends shows what went out in a file as one row: orders, words, when; settled with a note, once', async () => {
  const { consentId } = await news(['H-0001', 'H-0002'])
  const roundId = await round()
  const [first, second] = await fileOf(roundId)
  expect([first?.[0], first?.[4], second?.[0]]).toEqual(['H-0001', '手術排在週五。', 'H-0002'])
  house.clock.advance(3_600_000)
  // The same file again: the same names.
  expect(await fileOf(roundId)).toEqual([first, second])
  const filedAt = house.clock.now()
  expect(await opened()).toEqual([])
  house.clock.advance(60_000)
  await withdrawConsent(officer, consentId, 'The mother asked by phone')
  const [row, ...others] = await opened()
  expect(others).toEqual([])
  expect(row).toMatchObject({
    ...{ roundId, platformName: null, reason: 'no_consent', words: '手術排在週五。', language: 'zh-Hant' },
    ...{ orderCount: 2, orderNumbers: ['H-0001', 'H-0002'], handedFrom: filedAt, handedUntil: filedAt },
  })
  expect(await opened()).toHaveLength(1)
  expect(await fileOf(roundId)).toEqual([])
  expect(await readHandedOn(officer, roundId)).toMatchObject({ filed: { count: 2, at: filedAt }, callBackCount: 1 })
  const csv = await callBackFile(finance, row?.id ?? '', 'en')
  expect(csv.split('\r\n').slice(1, 3)).toEqual([
    `"H-0001","${first?.[6]}","","${filedAt.toISOString()}"`,
    `"H-0002","${second?.[6]}","","${filedAt.toISOString()}"`,
  ])
  expect(csv).not.toContain('手術')
  const said = { outcome: 'withdrawn', note: 'Ms Wu took both down' } as const
  await expect(settleCallBack(officer, row?.id ?? '', said)).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
  await settleCallBack(finance, row?.id ?? '', said)
  expect(await opened()).toEqual([])
  expect(await results(roundId)).toEqual(Array(2).fill({ result: 'held', reason: 'no_consent' }))
  await expect(settleCallBack(finance, row?.id ?? '', said)).rejects.toMatchObject({
    code: 'connectors.call-back-unknown',
  })
})

test('what donors have been told already stays told; a recalled round is called back as one is', async () => {
  await news(['R-0001', 'R-0002'])
  const roundId = await round()
  await fileOf(roundId)
  await house.context.databases.owner.query(
    `update feedback_rounds set state = 'recalled' where feedback_round_id = $1`,
    [roundId],
  )
  const [row] = await opened()
  expect(row).toMatchObject({ roundId, reason: 'recalled', orderCount: 2 })
  await settleCallBack(finance, row?.id ?? '', { outcome: 'told', note: 'Already in their mail' })
  expect(await results(roundId)).toEqual(Array(2).fill({ result: 'returned', reason: 'order' }))
  expect(await opened()).toEqual([])
})

test('a round of corrections goes back by order number and names the line it puts right; the first goes out no more', async () => {
  const { updateId } = await news(['C-0001', 'C-0002'])
  const first = await round()
  const [line] = await fileOf(first)
  house.clock.advance(60_000)
  const correctionId = await correctUpdate(officer, updateId, { texts: { 'zh-Hant': '手術排在下週五。' } })
  await approveUpdate(approver, correctionId, { languages: ['zh-Hant'] })
  const correction = await round('correction')
  expect(await results(correction)).toEqual(Array(2).fill({ result: 'returned', reason: 'order' }))
  const lines = await fileOf(correction)
  expect(lines.map((cells) => [cells[0], cells[4]])).toEqual([
    ['C-0001', '手術排在下週五。'],
    ['C-0002', '手術排在下週五。'],
  ])
  expect(lines[0]?.[7]).toBe(line?.[6])
  expect(await fileOf(first)).toEqual([])
  await expect(round('correction')).rejects.toMatchObject({ code: 'feedback.nothing-to-tell' })
  await expect(round()).rejects.toMatchObject({ code: 'feedback.nothing-to-tell' })
  expect(await opened()).toEqual([])
})
