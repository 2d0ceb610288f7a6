import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { recordExpense } from '../cases/expenses.ts'
import { bringProof } from '../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { applyReceipt } from '../conversations/arriving/receipts.ts'
import {
  answerAll,
  type ManyChannels,
  type Met,
  openManyChannels,
  providerOf,
} from '../conversations/many-channels.fixture.ts'
import { moveGifts } from '../gifts/claim.ts'
import { mergePersons } from '../people/merge.ts'
import { writeChange } from '../people/persons.ts'
import { newId } from '../platform/ids.ts'
import type { Scope } from '../platform/scope.ts'
import { approveRound } from './approve.ts'
import { correctUpdate } from './correct.ts'
import { moveTold } from './merge.ts'
import { previewRound } from './preview.ts'
import { recallRound } from './recall.ts'
import { resultsOf } from './results.ts'
import { resultsFile } from './results-file.ts'
import type { RoundKind } from './round.ts'
import { getRound, planRound, submitRound } from './rounds.ts'
import { sampleCard } from './sample.ts'
import { sendRound } from './send.ts'
import { settleLate } from './settle.ts'
import { stillTellable } from './still-tellable.ts'
import { putTemplate } from './templates.ts'
import { sendSample } from './test-send.ts'
import { readWish, recordWish } from './wishes.ts'

let house: ManyChannels
let officer: Scope
let approver: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openManyChannels(['line', 'telegram'])
  house.mayStillGo = stillTellable
  officer = await house.member('programme_officer', 'finance')
  approver = await house.member('programme_officer')
})
afterAll(() => house.close())
beforeEach(async () => {
  house.answer = answerAll
  house.clock.set('2026-03-02T02:00:00Z')
  purpose = await foundPurpose(house.scope)
})

async function give(met: Pick<Met, 'personId'>, amountMinor = 10_000n): Promise<string> {
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor, personId: met.personId, language: 'en' })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, purpose.fundId)
  return giftId
}

async function release(caseId: string, words = 'All went well.', stage: 'approved' | 'treated' = 'treated') {
  house.clock.advance(1000)
  const updateId = await writeUpdate(officer, { caseId, stage, texts: { en: words } })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Discharge letter', proof, languages: ['en'] })
  return updateId
}

async function approved(kind?: RoundKind, sendsAt?: Date): Promise<string> {
  const roundId = await planRound(officer, { programmeId: purpose.programmeId, kind, sendsAt })
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  return roundId
}

async function run(kind?: RoundKind): Promise<string> {
  const roundId = await approved(kind)
  house.sent.length = 0
  await sendRound(house.scope, roundId)
  await house.settleAll()
  await sendRound(house.scope, roundId)
  return roundId
}

async function ends(roundId: string): Promise<unknown[]> {
  const rows = await house.scope.transaction((tx) => resultsOf(tx, roundId))
  return rows.map(({ result, reason }) => (reason === null ? result : `${result} ${reason}`)).toSorted()
}

function wish(met: Met, rhythm: 'each' | 'monthly' | 'end' | 'none', content: 'all' | 'milestones' = 'all') {
  return house.scope.transaction((tx) =>
    recordWish(tx, met.personId, { rhythm, content }, { source: 'preferences', textVersion: '1', language: 'en' }),
  )
}

test('F4: a report refused after it was settled as sent goes on to the second channel; refused there too, its result says so', async () => {
  const met = await house.meet({ line: 1, telegram: 50 })
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(met)
  await release(caseId)
  const roundId = await run()
  expect(await ends(roundId)).toEqual(['sent'])
  expect((await house.scope.transaction((tx) => getRound(tx, roundId))).state).toBe('done')
  const [first] = house.reached()
  await refuse(met)
  await house.settleAll()
  expect(house.reached()).toHaveLength(2)
  expect(house.reached()[1]).not.toBe(first)
  expect(await ends(roundId)).toEqual(['sent'])
  await refuse(met)
  await house.settleAll()
  await house.scope.transaction(settleLate)
  expect(house.reached()).toHaveLength(2)
  expect(await ends(roundId)).toEqual(['shown failed'])
})

/** Tells that the last message to a person came back: they blocked the channel it went to. */
async function refuse({ personId }: Met): Promise<void> {
  const [part] = await house.rows(`
    update delivery_parts set provider_id = coalesce(provider_id, gen_random_uuid()::text)
    where delivery_id = (select d.delivery_id from deliveries d join conversations c using (organisation_id, conversation_id)
      join identities i using (organisation_id, identity_id)
      where i.person_id = '${personId}' and d.state = 'sent' order by d.sent_at desc limit 1) returning provider_id`)
  const about = { type: 'delivery', messageId: String(part?.provider_id), at: house.clock.now().getTime() } as const
  const failure = { code: '403', words: 'Forbidden: bot was blocked by the user', meaning: 'blocked' } as const
  const event = { ...about, dedupeKey: 'd', attachments: [], redelivered: false, standby: false }
  await house.scope.transaction((tx) => applyReceipt(tx, { ...event, status: 'failed', failure }))
}

test('F4: who has blocked one channel before a round is told on the other', async () => {
  const met = await house.meet({ line: 1, telegram: 50 })
  await house.rows(`update identities set state = 'blocked' where identity_id = '${met.identities.get('line')}'`)
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(met)
  await release(caseId)
  const roundId = await run()
  expect(house.reached()).toEqual(['telegram'])
  expect(await ends(roundId)).toEqual(['sent'])
})

test('who wishes to hear once a month hears in the digest, once, of all children; who wishes only the end in neither', async () => {
  const [each, monthly, end] = [
    await house.meet({ line: 1 }),
    await house.meet({ line: 1 }),
    await house.meet({ line: 1 }),
  ]
  await wish(monthly, 'monthly')
  await wish(end, 'end')
  const cases = [
    await openTestCase(house.scope, purpose, [30_000n]),
    await openTestCase(house.scope, purpose, [30_000n]),
  ]
  for (const met of [each, monthly, end, each, monthly, end]) await give(met)
  for (const { caseId } of cases) await release(caseId)
  const progress = await run()
  expect(house.reached()).toEqual(['line'])
  expect(await ends(progress)).toEqual([
    ...['sent', 'sent', 'shown at_end', 'shown at_end', 'shown monthly', 'shown monthly'],
  ])
  await run('digest')
  expect(house.reached()).toEqual(['line'])
  await expect(planRound(officer, { ...purpose, kind: 'digest' })).rejects.toMatchObject({
    code: 'feedback.nothing-to-tell',
  })
})

test('who wishes only what was reached hears nothing of a plan and all of a treatment', async () => {
  const met = await house.meet({ line: 1 })
  await wish(met, 'each', 'milestones')
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(met)
  await release(caseId, 'It is planned.', 'approved')
  await expect(planRound(officer, purpose)).rejects.toMatchObject({ code: 'feedback.nothing-to-tell' })
  await release(caseId)
  expect(await ends(await run('milestone'))).toEqual(['sent'])
})

test('a wish is a consent: none refuses, a rhythm agrees, and the less of two records holds when they are joined', async () => {
  const [one, other] = [await house.meet({ line: 1 }, false), await house.meet({ telegram: 1 }, false)]
  await wish(one, 'monthly')
  await wish(other, 'each')
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(other)
  await release(caseId)
  const merge = {
    fromId: one.personId,
    intoId: other.personId,
    proof: 'member',
    proofId: newId(house.clock.now()),
  } as const
  await house.scope.transaction((tx) => mergePersons(tx, merge, [moveGifts, moveTold]))
  expect(await house.scope.transaction((tx) => readWish(tx, other.personId))).toEqual({
    rhythm: 'monthly',
    content: 'all',
  })
  await wish(other, 'none')
  await give(await house.meet({ line: 1 }))
  expect(await ends(await run())).toEqual(['sent', 'shown opted_out'])
})

test('F10: a correction goes to exactly those who heard the first, with what was said and when; the old words stay', async () => {
  const [heard, deaf] = [await house.meet({ telegram: 1 }), await house.meet({ telegram: 1 }, false)]
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(heard)
  await give(deaf)
  const first = await release(caseId, 'The left eye was treated.')
  await run()
  const late = await house.meet({ telegram: 1 })
  await give(late)
  const second = await correctUpdate(officer, first, { texts: { en: 'The right eye was treated.' } })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, second, { evidence: 'Discharge letter', proof, languages: ['en'] })
  const roundId = await run('correction')
  expect(await ends(roundId)).toEqual(['sent'])
  expect(house.sent).toHaveLength(1)
  const said = JSON.stringify(house.sent[0]?.body)
  expect(said).toContain('Correction: news about')
  expect(said).toContain('On March 2, 2026 we wrote to you: “The left eye was treated.”')
  expect(said).toContain('The right eye was treated.')
  expect(said).toContain('/g/')
  await run()
  expect(JSON.stringify(house.sent[0]?.body)).toContain('The right eye was treated.')
  expect(JSON.stringify(house.sent[0]?.body)).not.toContain('left eye')
  const kept = await house.rows(`select update_id, sentence from update_sentences
    where language = 'en' and update_id in ('${first}', '${second}') order by sentence`)
  expect(kept.map(({ sentence }) => sentence)).toEqual(['The left eye was treated.', 'The right eye was treated.'])
  const logged = await house.rows(`select subject_id from log_pending where subject_id in ('${first}', '${second}')
    union all select subject_id from log_entries where subject_id in ('${first}', '${second}')`)
  expect(new Set(logged.map(({ subject_id }) => subject_id))).toEqual(new Set([first, second]))
})

test('only what was released can be corrected', async () => {
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: {} })
  await expect(correctUpdate(officer, updateId, { texts: {} })).rejects.toMatchObject({ code: 'feedback.not-told' })
})

test('the closing report tells each donor once what the money did and their part of it, the refunded nothing', async () => {
  const [one, gone, quiet] = [
    await house.meet({ telegram: 1 }),
    await house.meet({ telegram: 1 }),
    await house.meet({ telegram: 1 }),
  ]
  await wish(quiet, 'none')
  const { caseId, needIds } = await openTestCase(house.scope, purpose, [500_000n])
  await give(one, 100_000n)
  await give(one, 50_000n)
  const refunded = await give(gone, 20_000n)
  await give(quiet, 30_000n)
  await release(caseId)
  await recordExpense(officer, {
    ...{ caseId, needId: needIds[0] ?? '', amountMinor: 120_000n, spentOn: '2026-03-02', documentNote: 'Invoice 7' },
  })
  const roundId = await approved('closing')
  await house.rows(`update gifts set refunded_minor = amount_minor where gift_id = '${refunded}'`)
  house.sent.length = 0
  await sendRound(house.scope, roundId)
  await house.settleAll()
  await sendRound(house.scope, roundId)
  expect(house.sent).toHaveLength(1)
  const said = JSON.stringify(house.sent[0]?.body)
  for (const words of ['NT$1,200', 'NT$1,500', 'surgery']) expect(said).toContain(words)
  expect(await ends(roundId)).toEqual(['sent', 'shown opted_out'])
  expect((await house.scope.transaction((tx) => getRound(tx, roundId))).state).toBe('done')
  await expect(planRound(officer, { ...purpose, kind: 'closing' })).rejects.toMatchObject({
    code: 'feedback.nothing-to-tell',
  })
})

/** A closing report of two donors that waits for the morning; the gift is the first one's. */
async function closingAtNight(): Promise<{ roundId: string; giftId: string }> {
  const [first, second] = [await house.meet({ telegram: 1 }), await house.meet({ telegram: 1 })]
  await openTestCase(house.scope, purpose, [500_000n])
  const giftId = await give(first)
  await give(second)
  house.clock.set('2026-03-02T14:00:00Z')
  const roundId = await approved('closing')
  house.sent.length = 0
  await sendRound(house.scope, roundId)
  return { roundId, giftId }
}

test('F8: of a closing report that waits for the morning nothing reaches whose gift is paid back in the night', async () => {
  const { roundId, giftId } = await closingAtNight()
  await house.rows(`update gifts set refunded_minor = amount_minor where gift_id = '${giftId}'`)
  house.clock.set('2026-03-03T02:00:00Z')
  await house.settleAll()
  await sendRound(house.scope, roundId)
  expect(house.sent).toHaveLength(1)
  expect(await ends(roundId)).toEqual(['held refunded', 'sent'])
})

test('a closing report that was recalled does not leave, and may be planned again', async () => {
  const { roundId } = await closingAtNight()
  expect(await recallRound(approver, roundId)).toEqual({ stopped: 2, alreadySent: 0, left: 0 })
  house.clock.set('2026-03-03T02:00:00Z')
  await house.settleAll()
  expect(house.sent).toEqual([])
  const again = await run('closing')
  expect(house.sent).toHaveLength(2)
  expect(await ends(again)).toEqual(['sent', 'sent'])
})

test('a programme says it in its own words, for a channel before for all; what is written after approval is not sent', async () => {
  const met = await house.meet({ telegram: 1 })
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(met)
  await release(caseId)
  const words = { kind: 'news', language: 'en', title: 'Dear friend', label: 'Look' } as const
  const text = 'OWN {{ news }} {% if several %}many{% else %}one{% endif %} {{ share }}'
  await putTemplate(officer, purpose.programmeId, { ...words, channel: 'all', text: `ALL ${text}` })
  await putTemplate(officer, purpose.programmeId, { ...words, channel: 'telegram', text })
  const roundId = await approved()
  await putTemplate(officer, purpose.programmeId, { ...words, channel: 'telegram', text: `LATER ${text}` })
  house.sent.length = 0
  await sendRound(house.scope, roundId)
  await house.settleAll()
  const said = JSON.stringify(house.sent[0]?.body)
  expect(said).toContain('OWN All went well. one NT$100')
  expect(said).toContain('Send STOP to end these reports, MONTHLY for one a month.')
  expect(said).not.toMatch(/LATER|ALL OWN/)
  await expect(
    putTemplate(officer, purpose.programmeId, { ...words, channel: 'all', text: '{{ share }}' }),
  ).rejects.toMatchObject({ code: 'feedback.template-lacks' })
})

test('a round with a time waits for it', async () => {
  const met = await house.meet({ telegram: 1 })
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(met)
  await release(caseId)
  const roundId = await approved('progress', new Date('2026-03-05T02:00:00Z'))
  house.sent.length = 0
  await sendRound(house.scope, roundId)
  await house.settleAll()
  expect(house.sent).toEqual([])
  house.clock.set('2026-03-05T02:00:01Z')
  await sendRound(house.scope, roundId)
  await house.settleAll()
  expect(house.sent).toHaveLength(1)
})

test('F3: a donor without e-mail but with a chat is told there; the preview says where, and at what cost', async () => {
  const met = await house.meet({ line: 1 })
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(met)
  await release(caseId)
  await house.rows(`update channel_accounts set messages_left = 0, message_price_minor = 20,
    message_price_currency = 'TWD' where kind = 'line'`)
  const roundId = await planRound(officer, purpose)
  expect(await house.scope.transaction((tx) => previewRound(tx, roundId))).toMatchObject({
    people: 1,
    recipients: [{ channel: 'line', by: 'push', people: 1 }],
    cost: { minor: '20', currency: 'TWD' },
  })
  await house.rows(
    'update channel_accounts set messages_left = null, message_price_minor = null, message_price_currency = null',
  )
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  house.sent.length = 0
  await sendRound(house.scope, roundId)
  await house.settleAll()
  expect(house.sent.map(providerOf)).toEqual(['line'])
})

test('F7: 21 months after the gift the report finds the donor after a merge, a new number and a new channel', async () => {
  const [old, now] = [await house.meet({ line: 1 }), await house.meet({ telegram: 1 })]
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  const giftId = await give(old)
  house.clock.set('2027-12-02T02:00:00Z')
  await house.rows(`update identities set state = 'unfollowed' where identity_id = '${old.identities.get('line')}'`)
  const merge = { fromId: old.personId, intoId: now.personId, proof: 'member', proofId: giftId } as const
  await house.scope.transaction(async (tx) => {
    await mergePersons(tx, merge, [moveGifts, moveTold])
    await writeChange(tx, now.personId, { phone: '+886912345678' })
  })
  await release(caseId)
  expect(await ends(await run())).toEqual(['sent'])
  expect(house.reached()).toEqual(['telegram'])
})

test('the list of recipients follows the delivery, names the channel, and no name is a formula', async () => {
  const met = await house.meet({ telegram: 1 })
  await house.scope.transaction((tx) => writeChange(tx, met.personId, { displayName: '=1+1' }))
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(met)
  await release(caseId)
  const roundId = await run()
  await house.rows(`update deliveries set state = 'read', read_at = '2026-03-02T03:00:00Z' where delivery_id = (
    select delivery_id from feedback_results where feedback_round_id = '${roundId}')`)
  let csv = ''
  for await (const part of await resultsFile(officer, roundId, 'en')) csv += part
  expect(csv).toContain(`"'=1+1","${met.personId}"`)
  expect(csv).toContain('"Sent","","telegram","Read"')
  expect(csv).toContain('"2026-03-02T03:00:00.000Z"')
  await expect(resultsFile(await house.member(), roundId, 'en')).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
})

test('a template is shown on a real donor’s data and sent to the member who asks, and to nobody else', async () => {
  const met = await house.meet({ telegram: 1 })
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  const words = { kind: 'news', channel: 'all', language: 'en', title: 'On {{ programme }}', label: 'Look' } as const
  const template = { ...words, text: '{{ news }} Yours: {{ share }}' }
  await expect(sampleCard(officer, purpose.programmeId, template)).rejects.toMatchObject({
    code: 'feedback.nobody-to-show',
  })
  await give(met)
  await release(caseId)
  expect(await sampleCard(officer, purpose.programmeId, template)).toMatchObject({
    title: expect.stringMatching(/^On Programme/),
    body: expect.stringMatching(/^All went well\. Yours: NT\$100/),
  })
  await expect(sendSample(officer, purpose.programmeId, template)).rejects.toMatchObject({
    code: 'feedback.no-way-to-you',
  })
  const { actor } = officer
  const memberId = actor.kind === 'member' ? actor.id : ''
  const own = await house.meet({ telegram: 1 })
  await house.rows(`insert into staff_handles (organisation_id, channel_account_id, handle, member_id, linked_at)
    select organisation_id, channel_account_id, address, '${memberId}', now() from identities
    where identity_id = '${own.identities.get('telegram')}'`)
  house.sent.length = 0
  expect(await sendSample(officer, purpose.programmeId, template)).toMatchObject({
    outcome: 'queued',
    conversationId: own.conversations.get('telegram'),
  })
  await house.settleAll()
  expect(JSON.stringify(house.sent)).toContain('This is a test.')
  expect(JSON.stringify(house.sent)).toContain('Yours: NT$100')
})

test('F6: without a word of a guardian nothing but alias and condition is told: region and age stay out of the message', async () => {
  const met = await house.meet({ telegram: 1 })
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(met)
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: {} })
  await approveUpdate(approver, updateId, {
    evidence: 'Discharge letter',
    proof: await bringProof(officer, caseId),
    languages: [],
  })
  await run()
  const said = JSON.stringify(house.sent[0]?.body)
  expect(said).toContain('小星')
  expect(said).not.toMatch(/Hualien|2.5 years/i)
})

test('F2: without the document that was seen a treatment cannot be released, and what is not released is in no round', async () => {
  const met = await house.meet({ telegram: 1 })
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(met)
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: {} })
  await expect(approveUpdate(approver, updateId, { languages: [] })).rejects.toMatchObject({
    code: 'cases.evidence-missing',
  })
  const named = { evidence: 'Discharge letter', languages: [] }
  await expect(approveUpdate(approver, updateId, named)).rejects.toMatchObject({ code: 'cases.document-missing' })
  await expect(planRound(officer, purpose)).rejects.toMatchObject({ code: 'feedback.nothing-to-tell' })
})
