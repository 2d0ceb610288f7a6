import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose, type TestGift } from '../allocations/testing.ts'
import { changeStage } from '../cases/stages.ts'
import { bringProof } from '../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { openChannel } from '../channels/kinds.ts'
import { wordsOf } from '../conversations/sending/form-letters.ts'
import { type ChatHouse, channelSecret, lineText, openChatHouse } from '../conversations/testing.ts'
import { recordConsent } from '../people/consents.ts'
import { writeChange } from '../people/persons.ts'
import type { Language } from '../platform/languages.ts'
import { languages } from '../platform/languages.ts'
import { formatMoney } from '../platform/money.ts'
import { Scope } from '../platform/scope.ts'
import { approvalLink, approveRound, decideApproval, openApproval } from './approve.ts'
import { CardPress } from './card-press.ts'
import { compose } from './compose.ts'
import { readFreshNews } from './fresh-news.ts'
import { previewRound } from './preview.ts'
import { recallRound } from './recall.ts'
import { countResults, resultsOf } from './results.ts'
import { getRound, planRound, submitRound } from './rounds.ts'
import { beginRound, sendRound } from './send.ts'
import { silenceCase } from './stop.ts'
import { tellWaiting } from './waiting.ts'

let house: ChatHouse
let officer: Scope
let approver: Scope
let purpose: Purpose
let people = 0
beforeAll(async () => {
  house = await openChatHouse()
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set('2026-03-02T02:00:00Z')
  purpose = await foundPurpose(house.scope)
})

async function donor(options: { language?: Language; consents?: boolean } = {}) {
  people += 1
  const address = `U${people}`
  await house.post(lineText(address, 'hello', { at: house.clock.now() }))
  await house.settle()
  const personId = await house.scope.transaction(async (tx) => {
    const { db, organisationId } = tx
    const { person_id } = await db
      .selectFrom('identities')
      .where('organisation_id', '=', organisationId)
      .where('address', '=', address)
      .select('person_id')
      .executeTakeFirstOrThrow()
    const language = options.language ?? 'zh-Hant'
    await writeChange(tx, person_id, { language })
    const words = { channel: 'all', source: 'gift_form', textVersion: '1', language } as const
    await recordConsent(tx, { personId: person_id, purpose: 'feedback', granted: options.consents ?? true, ...words })
    return person_id
  })
  return { address, personId }
}

async function give(gift: TestGift): Promise<string> {
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, gift)
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, purpose.fundId)
  return giftId
}

async function release(caseId: string, texts: Partial<Record<Language, string>> = {}): Promise<string> {
  house.clock.advance(1000)
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Discharge letter', proof, languages: ['zh-Hant', 'it'] })
  return updateId
}

async function planApproved(): Promise<string> {
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  return roundId
}

async function run(): Promise<string> {
  const roundId = await planApproved()
  await sendRound(house.scope, roundId)
  await house.settle()
  await sendRound(house.scope, roundId)
  return roundId
}

async function resultOf(roundId: string, giftId: string) {
  const results = await house.scope.transaction((tx) => resultsOf(tx, roundId))
  return results.filter((one) => one.giftId === giftId).map(({ result, reason }) => [result, reason])
}

function sentTo(address: string): string[] {
  return house.sent.filter((request) => request.body.includes(`"${address}"`)).map((request) => request.body)
}

test('news of a case is fresh until a round has sent it, and the same case counts once', async () => {
  const { programmeId } = purpose
  const fresh = async () =>
    (await house.scope.transaction(readFreshNews)).filter((news) => news.programmeId === programmeId)
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  const { personId } = await donor()
  await give({ amountMinor: 100_000n, personId })
  expect(await fresh()).toEqual([])
  await release(caseId)
  await release(caseId)
  expect(await fresh()).toEqual([{ programmeId, cases: 1, newestAt: house.clock.now() }])
  const roundId = await planApproved()
  expect(await fresh()).toHaveLength(1)
  await sendRound(house.scope, roundId)
  await house.settle()
  expect(await fresh()).toEqual([])
})

test('F1: each donor of a case gets one message in their chat with their own share, and a second run sends none', async () => {
  const ming = await donor()
  const giulia = await donor({ language: 'it' })
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  const first = await give({ amountMinor: 100_000n, personId: ming.personId })
  const second = await give({ amountMinor: 50_000n, personId: ming.personId })
  const third = await give({ amountMinor: 70_000n, personId: giulia.personId, language: 'it' })
  await release(caseId, { 'zh-Hant': '手術順利。' })
  house.sent.length = 0
  const roundId = await run()
  expect(sentTo(ming.address)).toHaveLength(1)
  expect(sentTo(ming.address)[0]).toContain('手術順利。')
  expect(sentTo(ming.address)[0]).toContain('NT$1,500')
  expect(sentTo(giulia.address)).toHaveLength(1)
  expect(sentTo(giulia.address)[0]).toContain('intervento chirurgico')
  for (const giftId of [first, second, third]) expect(await resultOf(roundId, giftId)).toEqual([['sent', null]])
  await sendRound(house.scope, roundId)
  await house.settle()
  expect(house.sent).toHaveLength(2)
  expect((await house.scope.transaction((tx) => getRound(tx, roundId))).state).toBe('done')
  await expect(planRound(officer, purpose)).rejects.toMatchObject({ code: 'feedback.nothing-to-tell' })
})

test('A5: a gift that is part of two children is one message with both, each with its own share', async () => {
  const { personId, address } = await donor()
  const [full, next] = [
    await openTestCase(house.scope, purpose, [439_800n]),
    await openTestCase(house.scope, purpose, [439_800n]),
  ]
  for (const amountMinor of [5_000n, 3_000n]) await give({ amountMinor })
  const giftId = await give({ amountMinor: 439_800n, personId })
  await release(full.caseId, { 'zh-Hant': '第一個孩子' })
  await release(next.caseId, { 'zh-Hant': '第二個孩子' })
  house.sent.length = 0
  const roundId = await run()
  expect(sentTo(address)).toHaveLength(1)
  for (const words of ['第一個孩子', 'NT$4,318', '第二個孩子', 'NT$80']) expect(sentTo(address)[0]).toContain(words)
  expect(await resultOf(roundId, giftId)).toEqual([
    ['sent', null],
    ['sent', null],
  ])
})

test('F4: whoever cannot or will not be written to has the news on the gift page, with the reason', async () => {
  const silent = await donor({ consents: false })
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  const declined = await give({ amountMinor: 10_000n, personId: silent.personId })
  const unreachable = await give({ amountMinor: 10_000n })
  await release(caseId)
  const roundId = await planRound(officer, purpose)
  expect(await house.scope.transaction((tx) => previewRound(tx, roundId))).toMatchObject({ people: 0, shown: 2 })
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  house.sent.length = 0
  await sendRound(house.scope, roundId)
  await house.settle()
  expect(house.sent).toEqual([])
  expect(await resultOf(roundId, declined)).toEqual([['shown', 'opted_out']])
  expect(await resultOf(roundId, unreachable)).toEqual([['shown', 'no_conversation']])
})

test('a message nobody knows to have arrived is told apart from those that were sent, and stays unrepeated', async () => {
  const [ming, giulia] = [await donor(), await donor()]
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  const lost = await give({ amountMinor: 10_000n, personId: ming.personId })
  const arrived = await give({ amountMinor: 10_000n, personId: giulia.personId })
  await release(caseId)
  const roundId = await planApproved()
  await sendRound(house.scope, roundId)
  await house.context.databases.owner.query(
    `update deliveries set state = 'unknown', reason = 'interrupted' where delivery_id =
      (select delivery_id from feedback_results where gift_id = $1)`,
    [lost],
  )
  await house.settle()
  await sendRound(house.scope, roundId)
  expect(await house.scope.transaction((tx) => countResults(tx, roundId))).toEqual({ unknown: 1, sent: 1 })
  const [unsure, sent] = await house.scope.transaction(async (tx) => [
    await resultsOf(tx, roundId, { result: 'unknown' }),
    await resultsOf(tx, roundId, { result: 'sent' }),
  ])
  expect(unsure?.map(({ giftId }) => giftId)).toEqual([lost])
  expect(sent?.map(({ giftId }) => giftId)).toEqual([arrived])
  await expect(planRound(officer, purpose)).rejects.toMatchObject({ code: 'feedback.nothing-to-tell' })
})

test('F8: a gift refunded in full is held; a platform order goes back by its number; a gift without a need waits', async () => {
  const [refunded, ordered, late] = [await donor(), await donor(), await donor()]
  const { caseId } = await openTestCase(house.scope, purpose, [30_000n])
  const back = await give({ amountMinor: 10_000n, personId: refunded.personId })
  const order = await give({ amountMinor: 20_000n, personId: ordered.personId, source: 'tencent', orderNumber: 'T-1' })
  const waiting = await give({ amountMinor: 5_000n, personId: late.personId })
  await release(caseId)
  await house.scope.transaction(({ db, organisationId }) =>
    db
      .updateTable('gifts')
      .set({ refunded_minor: 10_000n })
      .where('organisation_id', '=', organisationId)
      .where('gift_id', '=', back)
      .execute(),
  )
  house.sent.length = 0
  const roundId = await run()
  expect(house.sent).toEqual([])
  expect(await resultOf(roundId, back)).toEqual([['held', 'refunded']])
  expect(await resultOf(roundId, order)).toEqual([['returned', 'order']])
  expect(await resultOf(roundId, waiting)).toEqual([['waiting', 'not_allocated']])
})

test('a gift too small for any need, and one whose child has no news yet, wait; their donors are told after 30 days, once', async () => {
  const [small, patient, informed] = [await donor(), await donor({ language: 'it' }), await donor()]
  purpose = await foundPurpose(house.scope, { minimumSliceMinor: 20_000n })
  const quiet = await openTestCase(house.scope, purpose, [30_000n])
  await give({ amountMinor: 30_000n, personId: patient.personId, language: 'it' })
  const told = await openTestCase(house.scope, purpose, [30_000n])
  await give({ amountMinor: 30_000n, personId: informed.personId })
  const waiting = await give({ amountMinor: 500n, personId: small.personId })
  await release(told.caseId)
  const roundId = await run()
  expect(await resultOf(roundId, waiting)).toEqual([['waiting', 'not_allocated']])
  house.sent.length = 0
  house.clock.advance(30 * 86_400_000)
  await tellWaiting(house.scope)
  await tellWaiting(house.scope)
  await house.settle()
  expect(sentTo(small.address)).toHaveLength(1)
  expect(sentTo(small.address)[0]).toContain('尚未分配')
  expect(sentTo(patient.address)).toHaveLength(1)
  expect(sentTo(patient.address)[0]).toContain('riservata a un bambino')
  expect(sentTo(informed.address)).toEqual([])
  await changeStage(officer, { caseId: quiet.caseId, to: 'withdrawn' })
})

test('nothing is said of a gift whose child has died, however long it waits', async () => {
  const { personId, address } = await donor()
  const { caseId } = await openTestCase(house.scope, purpose, [5_000n])
  await give({ amountMinor: 5_000n, personId })
  await changeStage(officer, { caseId, to: 'died' })
  house.sent.length = 0
  house.clock.advance(40 * 86_400_000)
  await tellWaiting(house.scope)
  await house.settle()
  expect(sentTo(address)).toEqual([])
})

test('F9: on LINE a report is one picture, one thought and one button, in the words of Taiwan and its money without decimals', async () => {
  const { personId } = await donor()
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give({ amountMinor: 123_400n, personId })
  await release(caseId, { 'zh-Hant': '手術順利，小星今天喝了第一口粥。' })
  const roundId = await planApproved()
  await house.scope.transaction((tx) => beginRound(tx, roundId))
  const settings = { ...house.context.settings, publicUrl: 'https://give.example.org' }
  const scope = new Scope({ ...house.context, settings }, house.organisationId, house.scope.actor)
  const press = new CardPress()
  const words = (await scope.transaction((tx) => compose(tx, { roundId, templates: [], press }, [personId]))).get(
    personId,
  )
  if (!words) throw new Error('nothing to tell')
  const content = wordsOf(words)
  const now = house.clock.now()
  const [request, ...more] = openChannel('line', { channelId: '1234567890', channelSecret }).compose(
    content,
    { type: 'user', id: 'U1' },
    { now, deliveryId: roundId, accessToken: { token: 't', expiresAt: now.getTime() + 1 } },
  )
  expect(more).toEqual([])
  const [bubble, ...others] = JSON.parse(request?.body ?? '{}').messages
  expect(others).toEqual([])
  expect(bubble.altText).toMatch(/的近況$/)
  expect(bubble.contents.hero.url).toBe('https://give.example.org/assets/illustrations/valley.jpg')
  const [title, thought] = bubble.contents.body.contents
  expect(title.text).toBe(bubble.altText)
  expect(thought.text).toBe(
    '手術順利，小星今天喝了第一口粥。\n\n您的捐款是這筆費用的一部分：NT$1,234。\n\n想改為每月一次，請傳「每月」；不想再收到，請傳「退訂」。',
  )
  expect(bubble.contents.footer.contents).toMatchObject([{ action: { type: 'uri', label: '查看完整過程' } }])
})

test('F9: in every language a gift is told as part of what paid, never as the whole, with the amount as the language writes it', () => {
  const share = {
    en: ['Your gift is part of what paid for it', '¥1,234'],
    it: ['La tua donazione è una parte di ciò che l’ha pagata', '1234\u00a0JPY'],
    ja: ['その費用の一部になりました', '￥1,234'],
    'zh-Hant': ['您的捐款是這筆費用的一部分', '¥1,234'],
    'zh-Hans': ['您的捐款是这笔费用的一部分', 'JP¥1,234'],
  } as const
  for (const language of languages) {
    const [words, amount] = share[language]
    const t = house.context.translator.in(language)
    const money = formatMoney({ minor: 1_234n, currency: 'JPY' }, language)
    expect(money).toBe(amount)
    const sentence = t('script:feedback.treated.share', { share: money })
    expect(sentence).toContain(words)
    expect(sentence).toContain(money)
  }
})

test('a donor whose gift waits is told after 30 days, once', async () => {
  const { personId, address } = await donor()
  await give({ amountMinor: 5_000n, personId })
  house.sent.length = 0
  await tellWaiting(house.scope)
  house.clock.advance(30 * 86_400_000)
  await tellWaiting(house.scope)
  await tellWaiting(house.scope)
  await house.settle()
  expect(sentTo(address)).toHaveLength(1)
})

test('a donor allocated later hears the newest update in the next round, and nobody else hears it again', async () => {
  const [early, late] = [await donor(), await donor()]
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give({ amountMinor: 10_000n, personId: early.personId })
  await release(caseId)
  await run()
  const again = await give({ amountMinor: 20_000n, personId: early.personId })
  const gift = await give({ amountMinor: 10_000n, personId: late.personId })
  house.sent.length = 0
  const roundId = await run()
  expect(sentTo(late.address)).toHaveLength(1)
  expect(house.sent).toHaveLength(1)
  expect(await resultOf(roundId, gift)).toEqual([['sent', null]])
  expect(await resultOf(roundId, again)).toEqual([['shown', 'already_told']])
})

test('at night nothing leaves before nine, and a recall in time stops it for good', async () => {
  const { personId, address } = await donor()
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  const giftId = await give({ amountMinor: 10_000n, personId })
  await release(caseId)
  house.clock.set('2026-03-02T13:00:00Z')
  house.sent.length = 0
  const recalled = await run()
  expect(sentTo(address)).toEqual([])
  expect(await resultOf(recalled, giftId)).toEqual([['queued', null]])
  expect(await recallRound(approver, recalled)).toEqual({ stopped: 1, alreadySent: 0, left: 0 })
  expect(await resultOf(recalled, giftId)).toEqual([['held', 'recalled']])
  const roundId = await run()
  house.clock.set('2026-03-03T01:00:00Z')
  await house.settle()
  await sendRound(house.scope, roundId)
  expect(sentTo(address)).toHaveLength(1)
  expect(await resultOf(roundId, giftId)).toEqual([['sent', null]])
})

test('A7: when a child dies nothing more is said about it, and the other child of the same message still is', async () => {
  const { personId, address } = await donor()
  const [ending, going] = [
    await openTestCase(house.scope, purpose, [10_000n]),
    await openTestCase(house.scope, purpose, [10_000n]),
  ]
  const giftId = await give({ amountMinor: 20_000n, personId })
  await release(ending.caseId, { 'zh-Hant': '第一個孩子' })
  await release(going.caseId, { 'zh-Hant': '第二個孩子' })
  house.clock.set('2026-03-02T13:00:00Z')
  house.sent.length = 0
  const roundId = await planApproved()
  await sendRound(house.scope, roundId)
  await changeStage(officer, { caseId: ending.caseId, to: 'died' })
  await house.scope.transaction((tx) => silenceCase(tx, ending.caseId))
  await sendRound(house.scope, roundId)
  house.clock.set('2026-03-03T01:00:00Z')
  await house.settle()
  await sendRound(house.scope, roundId)
  expect(sentTo(address)).toHaveLength(1)
  expect(sentTo(address)[0]).toContain('第二個孩子')
  expect(sentTo(address)[0]).not.toContain('第一個孩子')
  expect((await resultOf(roundId, giftId)).toSorted()).toEqual([
    ['held', 'case_ended'],
    ['sent', null],
  ])
})

test('a round is not approved by its writer; a board member decides once by a link, after seeing whom it reaches', async () => {
  const { personId } = await donor()
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give({ amountMinor: 10_000n, personId })
  await release(caseId)
  await house.scope.transaction(({ db, organisationId }) =>
    db
      .updateTable('channel_accounts')
      .set({ messages_left: 0, message_price_minor: 20n, message_price_currency: 'TWD' })
      .where('organisation_id', '=', organisationId)
      .execute(),
  )
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await expect(approveRound(officer, roundId)).rejects.toMatchObject({ code: 'feedback.own-round' })
  await expect(approvalLink(officer, roundId)).rejects.toMatchObject({ code: 'feedback.own-round' })
  const { url } = await approvalLink(approver, roundId)
  const token = url.split('/').at(-1) ?? ''
  const open = await openApproval(house.context, token)
  expect(open.preview).toMatchObject({
    people: 1,
    recipients: [{ channel: 'line', language: 'zh-Hant', people: 1 }],
    channels: [{ kind: 'line', people: 1, messagesLeft: 0, messagesLeftAfter: 0 }],
    cost: { minor: '20', currency: 'TWD' },
  })
  await decideApproval(house.context, token, 'approve')
  await expect(decideApproval(house.context, token, 'approve')).rejects.toMatchObject({ code: 'links.used' })
  const round = await house.scope.transaction((tx) => getRound(tx, roundId))
  expect(round).toMatchObject({ state: 'approved', approvedPreview: { people: 1 } })
})
