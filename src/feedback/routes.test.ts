import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { allocationSubscriptions } from '../allocations/jobs.ts'
import { foundPurpose, giveTestGift, type Purpose } from '../allocations/testing.ts'
import { giftsOfCase, tracesOf } from '../allocations/traces.ts'
import { caseRoutes } from '../cases/routes.ts'
import { giftReceived } from '../gifts/gift.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newRouter } from '../platform/http/api.ts'
import { publish } from '../platform/jobs/event.ts'
import type { Scope } from '../platform/scope.ts'
import { letterPdf } from '../platform/testing/pdf.ts'
import { feedbackSubscriptions } from './jobs.ts'
import { feedbackRoutes } from './routes.ts'
import { sendRound } from './send.ts'

let house: TestHouse
let officer: Scope
let approver: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openTestHouse({ subscriptions: [...allocationSubscriptions, ...feedbackSubscriptions] })
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
  purpose = await foundPurpose(house.scope, { programmeShareBasisPoints: 1000 })
})
afterAll(() => house.close())

/** Calls the API as a member; fails on anything but the status expected. */
async function call(scope: Scope, method: string, path: string, status: number, sent?: object | FormData) {
  const app = newRouter()
  app.use(async (request, next) => {
    request.set('scope', scope)
    await next()
  })
  app.route('/', caseRoutes({ giftsOfCase }))
  app.route('/', feedbackRoutes())
  const headers = sent && !(sent instanceof FormData) ? { 'content-type': 'application/json' } : {}
  const body = sent === undefined ? {} : { body: sent instanceof FormData ? sent : JSON.stringify(sent) }
  const response = await app.request(path, { method, headers, ...body })
  const text = await response.text()
  expect(`${response.status} ${text}`).toMatch(new RegExp(`^${status} `))
  return text === '' ? undefined : text.startsWith('{') ? JSON.parse(text) : text
}

const made = z.object({ id: z.uuid() })

test('A10: through the API, what came in is what was kept, given and spent; and the donor hears of it', async () => {
  const child = { pseudonym: '小星', ageBand: '2-5', region: 'hualien', conditionClass: 'cleft', picture: 'cleft' }
  const { programmeId } = purpose
  const { id: caseId } = made.parse(await call(officer, 'POST', '/api/cases', 201, { ...child, programmeId }))
  const need = { item: 'surgery', amountMinor: '80000' }
  const { id: needId } = made.parse(await call(officer, 'POST', `/api/cases/${caseId}/needs`, 201, need))
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 100_000n, feeMinor: 2_000n })
  await house.scope.transaction((tx) => publish(tx, giftReceived, { giftId }))
  await house.drainEvents()
  const form = new FormData()
  for (const [name, value] of Object.entries({ needId, amountMinor: '70000', spentOn: '2026-03-01' }))
    form.set(name, value)
  form.set('documentNote', 'Invoice 17')
  form.set('document', new File([letterPdf()], 'invoice.pdf', { type: 'application/pdf' }))
  const { id: expenseId } = made.parse(await call(officer, 'POST', `/api/cases/${caseId}/expenses`, 201, form))
  const written = made.parse(await call(officer, 'POST', `/api/cases/${caseId}/updates`, 201, { stage: 'treated' }))
  const approval = { evidence: 'Discharge letter', proof: { expenseId }, languages: [] }
  await call(approver, 'POST', `/api/updates/${written.id}/approve`, 204, approval)
  expect(await call(officer, 'GET', `/api/cases/${caseId}`, 200)).toMatchObject({
    stage: 'treated',
    needed: { minor: '80000', currency: 'TWD' },
    open: { minor: '0' },
    spent: { minor: '70000' },
    gifts: [{ giftId, share: { minor: '80000' } }],
    expenses: [{ hasDocument: true, documentNote: 'Invoice 17' }],
    updates: [{ state: 'approved', evidence: 'Discharge letter' }],
    stageChanges: [{ to: 'registered' }, { from: 'registered', to: 'treated' }],
  })
  const [trace] = await house.scope.transaction((tx) => tracesOf(tx, [giftId]))
  expect(trace).toMatchObject({ amountMinor: 100_000n, feeMinor: 2_000n, shareMinor: 9_800n, openMinor: 8_200n })
  const { id: roundId } = made.parse(await call(officer, 'POST', '/api/rounds', 201, { programmeId }))
  await call(officer, 'POST', `/api/rounds/${roundId}/submit`, 204)
  await call(approver, 'POST', `/api/rounds/${roundId}/approve`, 204)
  await sendRound(house.scope, roundId)
  expect(await call(officer, 'GET', `/api/rounds/${roundId}`, 200)).toMatchObject({
    state: 'done',
    counts: { shown: 1 },
    approvedPreview: { gifts: 1, people: 0 },
  })
  expect(await call(officer, 'GET', `/api/rounds/${roundId}/results`, 200)).toMatchObject({
    items: [{ giftId, result: 'shown', reason: 'no_conversation', pseudonym: '小星' }],
  })
  expect(await call(officer, 'GET', `/api/rounds/${roundId}/results?result=unknown`, 200)).toMatchObject({ items: [] })
})

test('A7: the death of a child frees what was not spent, and the freed money finds the next need', async () => {
  const child = { ageBand: '2-5', region: 'hualien', conditionClass: 'heart', picture: 'heart' }
  const open = async (pseudonym: string) => {
    const body = { ...child, pseudonym, programmeId: purpose.programmeId }
    const { id } = made.parse(await call(officer, 'POST', '/api/cases', 201, body))
    await call(officer, 'POST', `/api/cases/${id}/needs`, 201, { item: 'surgery', amountMinor: '50000' })
    return id
  }
  const [ending, next] = [await open('小雲'), await open('小樹')]
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 40_000n })
  await house.scope.transaction((tx) => publish(tx, giftReceived, { giftId }))
  await house.drainEvents()
  await call(officer, 'POST', `/api/cases/${ending}/stage`, 204, { stage: 'died' })
  await house.drainEvents()
  const [trace] = await house.scope.transaction((tx) => tracesOf(tx, [giftId]))
  const byCase = (caseId: string) =>
    (trace?.parts ?? []).filter((part) => part.caseId === caseId).reduce((sum, part) => sum + part.amountMinor, 0n)
  expect(byCase(ending)).toBe(0n)
  expect(byCase(next)).toBe(36_000n)
})
