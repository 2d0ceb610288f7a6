import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { allocate } from '../../allocations/allocate.ts'
import { portionGift } from '../../allocations/portion.ts'
import { createCampaign, createFund } from '../../campaigns/actions.ts'
import { registerCase } from '../../cases/cases.ts'
import { askFor } from '../../cases/needs.ts'
import { createProgramme } from '../../cases/programmes.ts'
import { changeStage } from '../../cases/stages.ts'
import { bringProof } from '../../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../../cases/updates.ts'
import { changeConnectorAccount, createConnectorAccount, listConnectorAccounts } from '../../connectors/accounts.ts'
import { setPlatformProject } from '../../connectors/actions.ts'
import { listCallBacks } from '../../connectors/call-backs.ts'
import { listExceptions } from '../../connectors/exceptions.ts'
import { connectorSubscriptions } from '../../connectors/jobs.ts'
import { pullOrders, testConnector } from '../../connectors/pull.ts'
import { pushDue, pushReturns, retryReturns } from '../../connectors/push.ts'
import { approveRound } from '../../feedback/approve.ts'
import { correctUpdate } from '../../feedback/correct.ts'
import { planRound, submitRound } from '../../feedback/rounds.ts'
import { sendRound } from '../../feedback/send.ts'
import { foundLegalEntity } from '../../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { type Door, openDoor } from '../../platform/http/server.ts'
import { drainEvents } from '../../platform/jobs/drain.ts'
import { Scope } from '../../platform/scope.ts'
import { type ListedOrder, TencentEmulator } from './tencent.ts'

let house: TestHouse
let scope: Scope
let door: Door
let emulator: TencentEmulator
let accountId: string
let campaignId: string
let programmeId: string
let fundId: string
/** Answers given before the platform breaks down. */
let answersLeft = Number.POSITIVE_INFINITY
/** How far the platform's clock runs ahead. */
let aheadSeconds = 0

const application = { appId: 'gy_test', secret: 'secret1234567890secret1234567890' }
const incoming = z.object({ incoming: z.custom<IncomingMessage>() })

beforeAll(async () => {
  house = await openTestHouse({ subscriptions: connectorSubscriptions })
  emulator = new TencentEmulator(application, () => new Date(house.clock.now().getTime() + aheadSeconds * 1000))
  door = await openDoor({ host: '127.0.0.1', port: 0 })
  door.answer(async (request, environment) => {
    answersLeft -= 1
    const answer = answersLeft < 0 ? new Response('', { status: 500 }) : await emulator.answer(request)
    if (answer) return answer
    incoming.parse(environment).incoming.socket.destroy()
    return new Response()
  })
  const settings = { ...house.context.settings, databaseUrl: undefined, publicUrl: `http://127.0.0.1:${door.port}` }
  scope = new Scope({ ...house.context, settings }, house.organisationId, house.scope.actor)
  await foundPurpose()
  accountId = await createConnectorAccount(scope, {
    kind: 'tencent',
    platform: 'tencent',
    name: '腾讯公益',
    config: {
      ...application,
      cardId: '10103078',
      helpOrganisationNumber: 'H-1',
      pictures: 'https://p.example/1.jpg https://p.example/2.jpg https://p.example/3.jpg',
    },
  })
})
afterAll(async () => {
  await door.close(1)
  await house.close()
})

async function foundPurpose(): Promise<void> {
  const owner = await house.member('owner')
  fundId = await createFund(owner, { code: 'heart', name: 'Heart', isRestricted: true })
  const texts = { 'zh-Hans': { title: '爱佑童心', summary: '', story: '' } }
  const legalEntityId = await foundLegalEntity(house.scope)
  campaignId = await createCampaign(owner, {
    ...{ slug: 'heart', fundId, legalEntityId, currency: 'CNY', goalMinor: 1_000_000n },
    ...{ startsOn: '2026-01-01', minimumSliceMinor: 1n, suggestedMinor: [], state: 'draft', texts },
  })
  programmeId = await createProgramme(owner, {
    ...{ fundId, currency: 'CNY', slug: 'heart', name: { en: 'Heart', 'zh-Hans': '爱佑童心' }, picture: 'valley' },
  })
}

function listed(number: number, pid = '20211'): ListedOrder {
  const at = new Date(Date.parse('2026-03-01T02:00:00Z') + number * 1000).toISOString().replace('.000Z', '+00:00')
  return {
    transcode: `146518860220221101190000${String(number).padStart(4, '0')}`,
    ...{ pid, money: 101, trans_time: at, trans_state: 11, bt: 'WXDM', bid: '100000224', busi_code: '7495' },
    ...{ appid: 'gy_test', proj_name: '爱佑童心' },
  }
}

async function rows(text: string): Promise<Record<string, unknown>[]> {
  return (await house.context.databases.owner.query(text)).rows
}

const states = async () => (await rows('select distinct state from order_returns')).map(({ state }) => state)

/** A round tells of a child that all open money went to. */
async function tellRound(): Promise<void> {
  const [officer, approver] = [await house.member('owner'), await house.member('owner')]
  const caseId = await registerCase(officer, {
    ...{ programmeId, pseudonym: '小星', ageBand: '2-5', region: 'taipei', conditionClass: 'heart', picture: 'valley' },
  })
  await askFor(officer, { caseId, item: 'surgery', amountMinor: 100_000n })
  await allocateAll()
  house.clock.advance(1000)
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: { 'zh-Hans': '手术顺利。' } })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Letter', proof, languages: ['zh-Hans'] })
  await sendTo('progress', officer, approver)
}

async function allocateAll(): Promise<void> {
  for (const { gift_id } of await rows('select gift_id from gifts')) {
    await house.scope.transaction((tx) => portionGift(tx, String(gift_id)))
  }
  await allocate(house.scope, fundId)
}

async function sendTo(kind: 'progress' | 'correction', officer: Scope, approver: Scope): Promise<void> {
  const roundId = await planRound(officer, { programmeId, kind })
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  await sendRound(house.scope, roundId)
}

test('a pull that breaks off goes on where it was, page by page, and no order is a gift twice', async () => {
  await setPlatformProject(scope, { platform: 'tencent', projectId: '20211', campaignId })
  emulator.orders.push(...Array.from({ length: 120 }, (_, number) => listed(number)))
  answersLeft = 1
  expect(await pullOrders(scope, accountId)).toMatchObject({ gifts: 50, trouble: { trouble: 'busy' } })
  answersLeft = Number.POSITIVE_INFINITY
  // Two pages, each with the last order of the page before it.
  expect(await pullOrders(scope, accountId)).toEqual({ gifts: 70, exceptions: 0, known: 2, trouble: null })
  expect(await pullOrders(scope, accountId)).toMatchObject({ gifts: 0, exceptions: 0 })
  expect(await rows(`select count(*)::int as gifts, sum(amount_minor)::text as fen from gifts`)).toEqual([
    { gifts: 120, fen: '12120' },
  ])
})

test('I11: a known order changes nothing; one of an unknown project waits, counted and visible', async () => {
  emulator.orders.push(listed(121, '777'), listed(122))
  expect(await pullOrders(scope, accountId)).toMatchObject({ gifts: 1, exceptions: 1 })
  const { items, openCount } = await listExceptions(scope, { limit: 5 })
  expect([openCount, items[0]?.reason, items[0]?.order.projectId]).toEqual([1, 'unknown-project', '777'])
  expect((await listConnectorAccounts(scope))[0]).toMatchObject({ exceptionCount: 1, pulledCount: 121 })
})

test('six seconds apart is the clock, five are not, and another secret is the key', async () => {
  aheadSeconds = 6
  expect((await testConnector(scope, accountId)).trouble).toMatchObject({ trouble: 'clock' })
  aheadSeconds = -6
  expect((await testConnector(scope, accountId)).trouble).toMatchObject({ trouble: 'clock' })
  aheadSeconds = 5
  expect((await testConnector(scope, accountId)).trouble).toBeNull()
  aheadSeconds = 0
  await changeConnectorAccount(scope, accountId, { config: { secret: 'another secret, thirty-two letters' } })
  expect((await testConnector(scope, accountId)).trouble).toMatchObject({ trouble: 'auth' })
  await changeConnectorAccount(scope, accountId, { config: { secret: application.secret } })
})

test('a report goes back once, in yuan exact to the fen; one whose answer was lost is not said again by itself', async () => {
  await tellRound()
  emulator.mood = 'lost'
  await pushDue(scope)
  expect(emulator.reports).toHaveLength(1)
  expect(emulator.reports[0]).toMatchObject({
    project_id: 20211,
    exe_money: '122.21',
    match_type: 2,
    card_id: '10103078',
  })
  expect(await states()).toEqual(['unknown'])
  house.clock.advance(7_200_000)
  await pushDue(scope)
  expect(emulator.reports).toHaveLength(1)
  expect(await retryReturns(scope, accountId)).toEqual({ count: 121 })
  await pushReturns(scope, accountId)
  expect(emulator.reports).toHaveLength(2)
  expect(await states()).toEqual(['taken'])
  house.clock.advance(7_200_000)
  await pushDue(scope)
  expect(emulator.reports).toHaveLength(2)
})

test('a correction changes each report that was told, in money exact to the fen; what ends is a row for somebody', async () => {
  emulator.orders.push(...[130, 131].map((number) => listed(number)))
  await pullOrders(scope, accountId)
  await allocateAll()
  const [officer, approver] = [await house.member('owner'), await house.member('owner')]
  await sendTo('progress', officer, approver)
  await pushDue(scope)
  // The one whose answer was lost, the one that was said again, and that of the two new orders.
  expect(emulator.reports.map((report) => report.exe_money)).toEqual(['122.21', '122.21', '2.02'])
  const [told] = await rows('select distinct update_id, case_id from updates')
  const caseId = String(told?.case_id)
  house.clock.advance(60_000)
  const proof = await bringProof(officer, caseId)
  const texts = { 'zh-Hans': '手术改到下周。' }
  const correctionId = await correctUpdate(officer, String(told?.update_id), { texts })
  await approveUpdate(approver, correctionId, { evidence: 'Letter', proof, languages: ['zh-Hans'] })
  await sendTo('correction', officer, approver)
  await pushDue(scope)
  expect(emulator.changes.toSorted()).toEqual(['2', '3'])
  expect(emulator.reports.map((report) => report.exe_money)).toEqual(['122.21', '122.21', '2.02'])
  const references = `select state, reference, count(*)::int from order_returns
    where update_id = '${correctionId}' group by 1, 2 order by 2`
  expect(await rows(references)).toEqual([
    { state: 'taken', reference: '2', count: 121 },
    { state: 'taken', reference: '3', count: 2 },
  ])
  expect(await listCallBacks(scope)).toEqual([])
  // Nothing takes a report back from there.
  house.clock.advance(60_000)
  await changeStage(officer, { caseId, to: 'withdrawn', evidence: 'By phone' })
  await drainEvents(scope)
  await pushDue(scope)
  await pushDue(scope)
  const waiting = await listCallBacks(scope)
  expect(waiting.every(({ reason, platformName }) => reason === 'case_ended' && platformName === '腾讯公益')).toBe(true)
  // Both rounds of the first news, and that of the correction.
  expect(waiting.map(({ orderCount }) => orderCount).toSorted((one, other) => one - other)).toEqual([2, 121, 123])
  expect((await listConnectorAccounts(scope))[0]).toMatchObject({ callBackCount: 3 })
})
