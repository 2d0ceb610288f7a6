import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, openTestCase, type Purpose } from '../allocations/testing.ts'
import { recordConsent as recordGuardian, withdrawConsent } from '../cases/consents.ts'
import { bringProof } from '../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { type ChatHouse, lineText, openChatHouse } from '../conversations/testing.ts'
import { approveRound } from '../feedback/approve.ts'
import { correctUpdate } from '../feedback/correct.ts'
import { planRound, submitRound } from '../feedback/rounds.ts'
import { sendRound } from '../feedback/send.ts'
import { recordGift } from '../gifts/record-gift.ts'
import { openCampaign } from '../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { recordConsent } from '../people/consents.ts'
import { createPerson, writeChange } from '../people/persons.ts'
import { newEdge } from '../platform/http/edge.ts'
import { type Door, openDoor } from '../platform/http/server.ts'
import { newId } from '../platform/ids.ts'
import { drainEvents } from '../platform/jobs/drain.ts'
import { type Context, Scope } from '../platform/scope.ts'
import { changeConnectorAccount, createConnectorAccount, listConnectorAccounts } from './accounts.ts'
import { setPlatformProject } from './actions.ts'
import { listCallBacks, settleCallBack } from './call-backs.ts'
import { listExceptions } from './exceptions.ts'
import { connectorSubscriptions } from './jobs.ts'
import { partnerDoor } from './platform/door.ts'
import { createPartner, listPartners, meanForPartner, renewPartnerSecret } from './platform/partners.ts'
import { pullDue, pullOrder, pullOrders } from './pull.ts'
import { pushDue, retryReturns } from './push.ts'
import { signingHeadersFor } from './rest/signature.ts'

/** Two installations: one is the platform, the other the charity. They speak HTTP with each other and share nothing else. */
let platform: ChatHouse
let platformScope: Scope
let charity: TestHouse
let charityScope: Scope
let door: Door
let key: { id: string; keyId: string; secret: string }
let purpose: Purpose
let platformCampaign: string
let accountId: string
/** What happens to the answer of the next request that is put to the platform. */
let fate: 'arrives' | 'is lost' = 'arrives'
/** A path at which the platform refuses everything. */
let refuses: string | undefined
let seen: string[] = []

const incoming = z.object({ incoming: z.custom<IncomingMessage>() })

beforeAll(async () => {
  platform = await openChatHouse()
  platformScope = withContext(platform.scope, { subscriptions: connectorSubscriptions })
  charity = await openTestHouse({ subscriptions: connectorSubscriptions })
  const { settings } = charity.context
  charityScope = withContext(charity.scope, { settings: { ...settings, databaseUrl: undefined } })
  const edge = newEdge(platform.context, () => new Response())
  edge.route('/', partnerDoor())
  door = await openDoor({ host: '127.0.0.1', port: 0 })
  door.answer(async (request, environment) => {
    const { pathname } = new URL(request.url)
    seen.push(`${request.method} ${pathname}`)
    if (pathname === refuses) return Response.json({ code: 'x.no', title: 'no' }, { status: 404 })
    const answer = await edge.fetch(request)
    if (fate === 'is lost' && request.method === 'POST') {
      fate = 'arrives'
      incoming.parse(environment).incoming.socket.destroy()
    }
    return answer
  })
  platformCampaign = await openCampaign(platform.scope)
  key = await createPartner(platform.scope, { name: '晨光基金會' })
  purpose = await foundPurpose(charity.scope)
  accountId = await createConnectorAccount(charityScope, {
    kind: 'rest',
    platform: 'sunrise',
    name: 'Sunrise',
    config: { baseUrl: `http://127.0.0.1:${door.port}`, keyId: key.keyId, secret: key.secret },
  })
})
afterAll(async () => {
  await door.close(1)
  await platform.close()
  await charity.close()
})

function withContext({ context, organisationId, actor }: Scope, change: Partial<Context>): Scope {
  return new Scope({ ...context, ...change }, organisationId, actor)
}

/** Somebody who writes to the platform in their chat and agrees to hear of their gifts. */
async function donor(address: string, name: string, granted = true): Promise<string> {
  await platform.post(lineText(address, 'hello', { at: platform.clock.now() }))
  await platform.settle()
  return platform.scope.transaction(async (tx) => {
    const { person_id: personId } = await tx.db
      .selectFrom('identities')
      .where('organisation_id', '=', tx.organisationId)
      .where('address', '=', address)
      .select('person_id')
      .executeTakeFirstOrThrow()
    await writeChange(tx, personId, { displayName: name, language: 'zh-Hant' })
    const words = { channel: 'all', source: 'gift_form', textVersion: '1', language: 'zh-Hant' } as const
    await recordConsent(tx, { personId, purpose: 'feedback', granted, ...words })
    return personId
  })
}

async function giveAtPlatform(personId: string, amountMinor: bigint, donorName: string): Promise<string> {
  platform.clock.advance(1000)
  const giftId = await platformScope.transaction((tx) =>
    recordGift(tx, {
      personId,
      campaignId: platformCampaign,
      amount: { minor: amountMinor, currency: 'TWD' },
      receivedAt: tx.now,
      source: 'manual',
      donorName,
      isAnonymous: false,
      receiptWish: 'none',
      language: 'zh-Hant',
    }),
  )
  await drainEvents(platformScope)
  return giftId
}

/** The charity releases news of a child and a round tells it; answers the news. */
async function tellRound(caseId: string, text: string): Promise<string> {
  charity.clock.advance(60_000)
  const officer = await charity.member('programme_officer')
  const approver = await charity.member('programme_officer')
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: { 'zh-Hant': text } })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Discharge letter', proof, languages: ['zh-Hant'] })
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  await sendRound(charity.scope, roundId)
  return updateId
}

/** The charity puts news right and a round of corrections tells it. */
async function putRight(updateId: string, text: string): Promise<void> {
  charity.clock.advance(1000)
  const officer = await charity.member('programme_officer')
  const approver = await charity.member('programme_officer')
  const proof = await bringProof(officer, await caseOf(updateId))
  const correctionId = await correctUpdate(officer, updateId, { texts: { 'zh-Hant': text } })
  await approveUpdate(approver, correctionId, { evidence: 'Discharge letter', proof, languages: ['zh-Hant'] })
  const roundId = await planRound(officer, { ...purpose, kind: 'correction' })
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  await sendRound(charity.scope, roundId)
}

async function caseOf(updateId: string): Promise<string> {
  const [update] = await rows(charity, `select case_id from updates where update_id = '${updateId}'`)
  return String(update?.case_id)
}

async function allocateAll(): Promise<void> {
  const gifts = await rows(charity, 'select gift_id from gifts')
  for (const { gift_id } of gifts) await charity.scope.transaction((tx) => portionGift(tx, String(gift_id)))
  await allocate(charity.scope, purpose.fundId)
}

async function rows(house: TestHouse, text: string): Promise<Record<string, unknown>[]> {
  return (await house.context.databases.owner.query(text)).rows
}

const returnStates = async () =>
  (await rows(charity, 'select state from order_returns order by at')).map((r) => r.state)
const stateOf = async (updateId: string) =>
  (await rows(charity, `select state from order_returns where update_id = '${updateId}'`)).map((r) => r.state)
const sentTo = (address: string) => platform.sent.filter((request) => request.body.includes(`"${address}"`))

/** A minute later, or more, on both sides. */
async function later(seconds: number): Promise<void> {
  for (const house of [platform, charity]) house.clock.advance(seconds * 1000)
  await pullDue(charityScope)
  await pushDue(charityScope)
  await platform.settle()
}

test('a gift at the platform is pulled as an order, waits for its programme, and becomes one gift of one child', async () => {
  const ming = await donor('U-ming', '王小明')
  const mei = await donor('U-mei', '林美玲')
  await giveAtPlatform(ming, 100_000n, '王小明')
  // What was given before the campaign was meant for the charity counts too.
  expect(
    await meanForPartner(platform.scope, key.id, { campaignId: platformCampaign, programmeCode: 'cleft' }),
  ).toEqual({
    orderCount: 1,
  })
  await giveAtPlatform(mei, 50_000n, '林美玲')
  expect(await pullOrders(charityScope, accountId)).toEqual({ gifts: 0, exceptions: 2, known: 0, trouble: null })
  const { items } = await listExceptions(charity.scope, { limit: 10 })
  expect(items.map(({ reason, order }) => [reason, order.projectId])).toEqual([
    ['unknown-project', 'cleft'],
    ['unknown-project', 'cleft'],
  ])
  const project = { platform: 'sunrise', projectId: 'cleft', campaignId: purpose.campaignId }
  expect(await setPlatformProject(charity.scope, project)).toEqual({ giftCount: 2 })
  await pullOrders(charityScope, accountId)
  const gifts = await rows(
    charity,
    'select amount_minor, currency, source, given_on::text as day from gifts order by 1',
  )
  expect(gifts).toEqual([
    { amount_minor: 50_000n, currency: 'TWD', source: 'sunrise', day: '2026-03-02' },
    { amount_minor: 100_000n, currency: 'TWD', source: 'sunrise', day: '2026-03-02' },
  ])
})

test('an approved round goes back by order number, and each donor hears once in their own chat though an answer was lost', async () => {
  const { caseId } = await openTestCase(charity.scope, purpose, [150_000n])
  await allocateAll()
  await tellRound(caseId, '手術順利，孩子今天喝了第一口粥。')
  platform.sent.length = 0
  fate = 'is lost'
  await later(600)
  expect(fate).toBe('arrives')
  expect(await returnStates()).toEqual(['waiting', 'waiting'])
  const [account] = await listConnectorAccounts(charityScope)
  expect(account?.trouble).toMatchObject({ kind: 'unreachable', failures: 1 })
  await later(600)
  expect(sentTo('U-ming')).toHaveLength(1)
  expect(sentTo('U-ming')[0]?.body).toContain('手術順利，孩子今天喝了第一口粥。')
  expect(sentTo('U-ming')[0]?.body).toContain('晨光基金會')
  expect(sentTo('U-ming')[0]?.body).toContain('NT$1,000')
  expect(sentTo('U-mei')).toHaveLength(1)
  await later(3700)
  expect(await returnStates()).toEqual(['told', 'told'])
  await later(7200)
  expect(platform.sent).toHaveLength(2)
  expect((await listConnectorAccounts(charityScope))[0]).toMatchObject({ trouble: null, returns: { told: 2 } })
})

test('who does not wish to hear is not told, and the charity learns neither who nor why', async () => {
  const quiet = await donor('U-quiet', '陳安靜', false)
  await giveAtPlatform(quiet, 30_000n, '陳安靜')
  await later(600)
  const { caseId } = await openTestCase(charity.scope, purpose, [30_000n])
  await allocateAll()
  await tellRound(caseId, '第二個孩子也出院了。')
  platform.sent.length = 0
  await later(600)
  expect(platform.sent).toEqual([])
  expect(await rows(charity, `select state, reason from order_returns where state = 'not_told'`)).toEqual([
    { state: 'not_told', reason: null },
  ])
  expect(await rows(platform, `select obstacle from partner_feedback where obstacle is not null`)).toEqual([
    { obstacle: 'opted_out' },
  ])
})

/** A gift at the platform whose child is told of late in the evening: the platform has the report and waits for the morning. */
async function toldAtNight(
  donorName: string,
): Promise<{ caseId: string; consentId: string; address: string; updateId: string }> {
  const address = `U-${donorName}`
  await giveAtPlatform(await donor(address, donorName), 20_000n, donorName)
  await later(600)
  const { caseId } = await openTestCase(charity.scope, purpose, [20_000n])
  await allocateAll()
  const paper = { guardian: '陳', relation: 'mother', evidence: 'Form 7', givenOn: '2026-03-01' } as const
  const consentId = await recordGuardian(charity.scope, {
    ...{ caseId, ...paper, expiresOn: '2027-01-01' },
    grants: (['pseudonym', 'region', 'condition', 'story'] as const).map((field) => ({
      field,
      purpose: 'report_to_givers',
    })),
  })
  for (const house of [platform, charity]) house.clock.set(nextEvening(house.clock.now()))
  const updateId = await tellRound(caseId, '孩子明天出院。')
  platform.sent.length = 0
  return { caseId, consentId, address, updateId }
}

const nextEvening = (now: Date) => `${new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10)}T14:30:00Z`

test('a consent taken back in the night calls back what the platform had for the morning, and the donor hears nothing', async () => {
  const { consentId } = await toldAtNight('夜')
  await later(0)
  expect(platform.sent).toEqual([])
  expect((await returnStates()).filter((state) => state === 'taken')).toHaveLength(1)
  charity.clock.advance(1000)
  await withdrawConsent(charity.scope, consentId, 'The mother asked by phone')
  await drainEvents(charityScope)
  await later(0)
  expect((await returnStates()).filter((state) => state === 'taken')).toEqual([])
  const [held] = await rows(
    charity,
    `select reason from feedback_results where result = 'held' order by at desc limit 1`,
  )
  expect(held).toEqual({ reason: 'no_consent' })
  await later(12 * 3600)
  expect(platform.sent).toEqual([])
})

test('a recalled round says nothing to a platform any more, and the next round says it', async () => {
  const { address } = await toldAtNight('回')
  await rows(
    charity,
    `update feedback_rounds set state = 'recalled' where feedback_round_id = (
    select feedback_round_id from feedback_results where result = 'returned' order by at desc limit 1)`,
  )
  await later(12 * 3600)
  await later(600)
  expect(platform.sent).toEqual([])
  const officer = await charity.member('programme_officer')
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(await charity.member('programme_officer'), roundId)
  await sendRound(charity.scope, roundId)
  await later(600)
  expect(sentTo(address)).toHaveLength(1)
})

test('a correction goes back to the order that was told, names its report, and is heard once as a correction though its answer was lost', async () => {
  const address = 'U-told'
  await giveAtPlatform(await donor(address, '吳已知'), 20_000n, '吳已知')
  await later(600)
  const { caseId } = await openTestCase(charity.scope, purpose, [20_000n])
  await allocateAll()
  const updateId = await tellRound(caseId, '孩子昨天出院。')
  await later(600)
  await later(3700)
  expect(await stateOf(updateId)).toEqual(['told'])
  platform.sent.length = 0
  await putRight(updateId, '孩子今天出院。')
  fate = 'is lost'
  await later(600)
  expect(fate).toBe('arrives')
  await later(600)
  expect(sentTo(address)).toHaveLength(1)
  expect(sentTo(address)[0]?.body).toContain('更正')
  expect(sentTo(address)[0]?.body).toContain('孩子今天出院。')
  const [first] = await rows(charity, `select order_return_id as id from order_returns where update_id = '${updateId}'`)
  expect(await rows(platform, 'select corrects_id as id from partner_feedback where corrects_id is not null')).toEqual([
    first,
  ])
  await later(3700)
  await later(7200)
  expect(platform.sent).toHaveLength(1)
})

test('what is put right before the donor was told is heard once, as plain news, and the first is told to nobody', async () => {
  const { address, updateId } = await toldAtNight('未')
  await later(0)
  expect(await stateOf(updateId)).toEqual(['taken'])
  await putRight(updateId, '孩子後天出院。')
  await later(60)
  await later(12 * 3600)
  await later(3700)
  const [righted] = await rows(charity, 'select update_id from feedback_corrections order by at desc limit 1')
  expect(await stateOf(String(righted?.update_id))).toEqual(['told'])
  expect(sentTo(address)).toHaveLength(1)
  expect(sentTo(address)[0]?.body).toContain('孩子後天出院。')
  expect(sentTo(address)[0]?.body).not.toContain('更正')
  expect(await stateOf(updateId)).toEqual(['held'])
  expect(await rows(charity, `select result, reason from feedback_results where update_id = '${updateId}'`)).toEqual([
    { result: 'held', reason: 'corrected' },
  ])
})

test('a report that comes after its correction is told to nobody, and a correction that comes twice is told once', async () => {
  const item = await reportItem('林美玲')
  const [first, second] = [newId(platform.clock.now()), newId(platform.clock.now())]
  platform.sent.length = 0
  const correction = { ...item, id: second, text: '這才是對的。', corrects: first }
  for (const batch of [[correction], [{ ...item, id: first, text: '這是錯的。' }], [correction]]) {
    expect((await put(batch)).status).toBe(200)
  }
  await platform.settle()
  expect(platform.sent).toHaveLength(1)
  expect(platform.sent[0]?.body).toContain('這才是對的。')
  const [late] = await rows(platform, `select outcome, obstacle from partner_feedback where feedback_id = '${first}'`)
  expect(late).toEqual({ outcome: 'not_told', obstacle: 'corrected' })
  expect((await put([{ ...correction, corrects: newId(platform.clock.now()) }])).status).toBe(409)
})

test('a call-back whose answer was lost is made again; one that is signed wrongly calls nothing back', async () => {
  const { consentId, updateId } = await toldAtNight('漏')
  await later(0)
  const [kept] = await rows(charity, `select order_return_id as id from order_returns where update_id = '${updateId}'`)
  const target = '/platform/v1/feedback/withdrawals'
  const body = JSON.stringify({ ids: [String(kept?.id)] })
  const forged = signed('POST', target, body, { ...key, secret: 'w'.repeat(43) })
  const headers = { ...forged, 'content-type': 'application/json' }
  const address = `http://127.0.0.1:${door.port}${target}`
  expect((await fetch(address, { method: 'POST', headers, body })).status).toBe(401)
  expect(
    await rows(
      platform,
      `select 1 from deliveries where state = 'cancelled'
    and delivery_id = (select delivery_id from partner_feedback where feedback_id = '${kept?.id}')`,
    ),
  ).toEqual([])
  await withdrawConsent(charity.scope, consentId, 'The mother asked by phone')
  await drainEvents(charityScope)
  fate = 'is lost'
  await later(0)
  expect(fate).toBe('arrives')
  expect(await stateOf(updateId)).toEqual(['taken'])
  await later(600)
  expect(await stateOf(updateId)).toEqual(['held'])
  await later(12 * 3600)
  expect(platform.sent).toEqual([])
  expect(await listCallBacks(charity.scope)).toEqual([])
})

test('what was told before it was called back stays told, and asks nobody for anything', async () => {
  const { address, consentId, updateId } = await toldAtNight('已')
  await later(0)
  // In the morning it is told, and the charity has not asked yet.
  platform.clock.advance(12 * 3_600_000)
  await platform.settle()
  expect(sentTo(address)).toHaveLength(1)
  charity.clock.set(platform.clock.now().toISOString())
  await withdrawConsent(charity.scope, consentId, 'The mother asked by phone')
  await drainEvents(charityScope)
  await later(0)
  expect(await stateOf(updateId)).toEqual(['told'])
  expect(await listCallBacks(charity.scope)).toEqual([])
})

test('a platform that has the question and refuses it leaves a row that somebody must settle', async () => {
  const { consentId, updateId } = await toldAtNight('拒')
  await later(0)
  await withdrawConsent(charity.scope, consentId, 'The mother asked by phone')
  await drainEvents(charityScope)
  refuses = '/platform/v1/feedback/withdrawals'
  await later(0)
  refuses = undefined
  expect(await stateOf(updateId)).toEqual(['unknown'])
  const [row] = await listCallBacks(charity.scope)
  expect(row).toMatchObject({ platformName: 'Sunrise', reason: 'no_consent', words: '孩子明天出院。', orderCount: 1 })
  // A member who says again what nobody knows says nothing that may not be told.
  expect(await retryReturns(charity.scope, accountId)).toEqual({ count: 0 })
  await settleCallBack(charity.scope, row?.id ?? '', { outcome: 'withdrawn', note: 'By phone' })
  expect(await stateOf(updateId)).toEqual(['held'])
  expect(await listCallBacks(charity.scope)).toEqual([])
  await later(12 * 3600)
  await later(3700)
})

test('a wrong secret lets nobody in, changes nothing, says what to do, and is asked less and less', async () => {
  const ming = await donor('U-late', '周遲到')
  await giveAtPlatform(ming, 10_000n, '周遲到')
  const wrong = 'w'.repeat(43)
  await changeConnectorAccount(charityScope, accountId, { config: { secret: wrong } })
  const before = (await rows(charity, 'select 1 from gifts')).length
  seen = []
  await later(0)
  await later(30)
  await later(40)
  await later(40)
  expect(seen.filter((line) => line.startsWith('GET'))).toHaveLength(2)
  expect((await listConnectorAccounts(charityScope))[0]?.trouble).toMatchObject({ kind: 'auth', failures: 2 })
  expect((await rows(charity, 'select 1 from gifts')).length).toBe(before)
  await changeConnectorAccount(charityScope, accountId, { config: { secret: key.secret } })
  await later(0)
  expect((await rows(charity, 'select 1 from gifts')).length).toBe(before + 1)
})

test('a request that was altered on its way, or signed for another, is refused and nothing of it is kept', async () => {
  const before = await rows(platform, 'select 1 from partner_feedback')
  const [order] = await rows(platform, `select order_number from partner_orders where state = 'paid' limit 1`)
  const report = (text: string) => {
    const said = { text, language: 'zh-Hant', amountMinor: '1', currency: 'TWD', pseudonym: '小星', stage: 'treated' }
    const id = '0191e180-7d60-7000-aded-7d8b151cbd5c'
    return JSON.stringify({ items: [{ id, orderNumber: String(order?.order_number), ...said, day: '2026-03-02' }] })
  }
  const target = '/platform/v1/feedback'
  const honest = signed('POST', target, report('好消息'))
  const send = (body: string, headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${door.port}${target}`, {
      ...{ method: 'POST', body },
      headers: { ...headers, 'content-type': 'application/json' },
    })
  platform.sent.length = 0
  expect((await send(report('壞消息'), honest)).status).toBe(401)
  expect((await send(report('好消息'), signed('GET', target, report('好消息')))).status).toBe(401)
  expect((await send(report('好消息'), signed('POST', `${target}?`, report('好消息')))).status).toBe(401)
  expect(
    (await send(report('好消息'), signed('POST', target, report('好消息'), { ...key, secret: 'w'.repeat(43) }))).status,
  ).toBe(401)
  await platform.settle()
  expect(platform.sent).toEqual([])
  expect(await rows(platform, 'select 1 from partner_feedback')).toHaveLength(before.length)
})

test('of a replaced secret and its former one both are taken for a day, then the new one alone', async () => {
  const [partner] = await listPartners(platform.scope)
  const renewed = await renewPartnerSecret(platform.scope, partner?.id ?? '')
  const trouble = async () => (await pullOrders(charityScope, accountId)).trouble
  expect(await trouble()).toBeNull()
  const day = 24 * 60 * 60 * 1000
  platform.clock.advance(day)
  charity.clock.advance(day)
  expect(await trouble()).toMatchObject({ trouble: 'auth' })
  await changeConnectorAccount(charityScope, accountId, { config: { secret: renewed.secret } })
  expect(await trouble()).toBeNull()
  key = { ...key, secret: renewed.secret }
})

test('a clock that is off is told from a wrong key', async () => {
  charity.clock.advance(301_000)
  expect((await pullOrders(charityScope, accountId)).trouble).toMatchObject({ trouble: 'clock' })
  platform.clock.advance(301_000)
  expect((await pullOrders(charityScope, accountId)).trouble).toBeNull()
})

test('a gift given back comes again in the feed and waits for a person at the charity', async () => {
  const [order] = await rows(platform, 'select order_number, gift_id from partner_orders order by position limit 1')
  await rows(platform, `update gifts set refunded_minor = amount_minor where gift_id = '${order?.gift_id}'`)
  await platformScope.transaction(async (tx) => {
    for (const one of connectorSubscriptions) {
      if (one.type === 'gift.refunded') await one.handle(tx, { giftId: order?.gift_id, refundId: newId(tx.now) })
    }
  })
  await later(600)
  const { items } = await listExceptions(charity.scope, { limit: 10 })
  expect(items.map(({ reason, order: waiting }) => [reason, waiting.orderNumber])).toEqual([
    ['not-paid', order?.order_number],
  ])
})

test('one order is pulled by its number; a number of nobody’s is refused', async () => {
  const [order] = await rows(charity, `select order_number from gifts where source = 'sunrise' limit 1`)
  expect(await pullOrder(charityScope, accountId, String(order?.order_number))).toMatchObject({
    gifts: 0,
    trouble: null,
  })
  await expect(pullOrder(charityScope, accountId, 'P-NOBODY')).rejects.toMatchObject({
    code: 'connectors.order-unknown',
  })
})

/** A report of an order of a donor, by name. */
async function reportItem(donorName: string) {
  const [order] = await rows(
    platform,
    `select o.order_number from partner_orders o join gifts g on g.gift_id = o.gift_id
     where o.state = 'paid' and g.donor_name = '${donorName}'`,
  )
  return {
    id: newId(platform.clock.now()),
    orderNumber: String(order?.order_number),
    text: '好消息',
    language: 'zh-Hant',
    amountMinor: '1',
    currency: 'TWD',
    pseudonym: '小星',
    stage: 'treated',
    day: '2026-03-02',
  }
}

test('a report of an unknown order, with a link, of more than was given, or twice with other words, reaches nobody', async () => {
  const item = await reportItem('周遲到')
  const id = () => newId(platform.clock.now())
  platform.sent.length = 0
  const answer = await put([
    { ...item, id: id(), orderNumber: 'P-UNKNOWN' },
    { ...item, id: id(), text: '請到 https://evil.example 領取' },
    { ...item, id: id(), amountMinor: '99999999' },
  ])
  const { items } = z.object({ items: z.array(z.looseObject({ outcome: z.string() })) }).parse(await answer.json())
  expect(items.map(({ outcome, reason }) => [outcome, reason]).toSorted()).toEqual([
    ['refused', 'amount'],
    ['refused', 'link'],
    ['unknown_order', null],
  ])
  expect((await put([item])).status).toBe(200)
  expect((await put([{ ...item, text: '別的話' }])).status).toBe(409)
  expect((await put([{ ...item, id: 'x' }])).status).toBe(422)
  await platform.settle()
  expect(platform.sent).toHaveLength(1)
})

test('the feed says nothing of who gave', async () => {
  const target = '/platform/v1/orders?limit=200'
  const answer = await fetch(`http://127.0.0.1:${door.port}${target}`, { headers: signed('GET', target, '') })
  const text = await answer.text()
  expect(text).toContain('"programmeCode":"cleft"')
  for (const name of ['王小明', '林美玲', '陳安靜', '周遲到']) expect(text).not.toContain(name)
  const fields = [
    'amountMinor',
    'currency',
    'day',
    'language',
    'orderNumber',
    'programmeCode',
    'programmeName',
    'state',
  ]
  const { items } = z.object({ items: z.array(z.looseObject({})) }).parse(JSON.parse(text))
  for (const item of items) expect(Object.keys(item).toSorted()).toEqual(fields)
  expect((await fetch(`http://127.0.0.1:${door.port}${target}`)).status).toBe(401)
})

test('a partner sees its own orders alone, and a paused one none', async () => {
  const other = await createPartner(platform.scope, { name: 'Other' })
  const target = '/platform/v1/orders?limit=200'
  const ask = (id: { keyId: string; secret: string }) =>
    fetch(`http://127.0.0.1:${door.port}${target}`, { headers: signed('GET', target, '', id) })
  expect(await (await ask(other)).json()).toEqual({ items: [], next: '0', hasMore: false })
  await rows(platform, `update partner_accounts set state = 'paused' where partner_account_id = '${other.id}'`)
  expect((await ask(other)).status).toBe(401)
  expect(await listPartners(platform.scope)).toHaveLength(2)
})

test('neither side’s database holds the other’s people', async () => {
  const staff = await charity.member('finance')
  const language = 'zh-Hant'
  await charity.scope.transaction((tx) => createPerson(tx, { displayName: '張慈善', language }))
  const [atCharity, atPlatform] = [await everything(charity), await everything(platform)]
  for (const theirs of ['王小明', '林美玲', '陳安靜', '周遲到', 'U-ming', 'U-mei', 'U-quiet']) {
    expect(atPlatform).toContain(theirs)
    expect(atCharity).not.toContain(theirs)
  }
  const memberId = staff.actor.kind === 'member' ? staff.actor.id : ''
  for (const theirs of ['張慈善', memberId]) {
    expect(atCharity).toContain(theirs)
    expect(atPlatform).not.toContain(theirs)
  }
  const persons = await rows(platform, 'select person_id from persons union select gift_id from gifts')
  for (const { person_id } of persons) expect(atCharity).not.toContain(String(person_id))
})

function signed(method: string, target: string, body: string, as: { keyId: string; secret: string } = key) {
  return signingHeadersFor({ method, target, body }, { id: as.keyId, secret: as.secret }, platform.clock.now())
}

function put(items: readonly object[]): Promise<Response> {
  const target = '/platform/v1/feedback'
  const body = JSON.stringify({ items })
  const headers = { ...signed('POST', target, body), 'content-type': 'application/json' }
  return fetch(`http://127.0.0.1:${door.port}${target}`, { method: 'POST', headers, body })
}

/** All a database holds, as text: bytes of what is not sealed included. */
async function everything(house: TestHouse): Promise<string> {
  const tables = await rows(
    house,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const held = await rows(house, `select t::text as text from ${name} t`)
    texts.push(...held.map(({ text }) => String(text)))
  }
  return texts.join('\n')
}
