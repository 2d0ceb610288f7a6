import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase } from '../allocations/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { type ChatHouse, lineText, openChatHouse } from '../conversations/testing.ts'
import { recordConsent } from '../people/consents.ts'
import { approveRound } from './approve.ts'
import { previewRound } from './preview.ts'
import { resultsOf } from './results.ts'
import { planRound, submitRound } from './rounds.ts'
import { sendRound } from './send.ts'
import { silenceCase } from './stop.ts'
import { batchesAtOnce } from './write-round.ts'

let house: ChatHouse
beforeAll(async () => {
  house = await openChatHouse()
})
afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(() => house.close())

/** An approved round about one child, for so many people. */
async function approvedRound(people: number): Promise<string> {
  const [officer, approver] = [await house.member('programme_officer'), await house.member('programme_officer')]
  const purpose = await foundPurpose(house.scope)
  const { caseId } = await openTestCase(house.scope, purpose, [BigInt(people) * 10_000n])
  for (let person = 0; person < people; person += 1) {
    await house.post(lineText(`H${people}-${person}`, 'hello', { at: house.clock.now() }))
    await house.settle()
    const { rows } = await house.context.databases.owner.query<{ person_id: string }>(
      'select person_id from identities where address = $1',
      [`H${people}-${person}`],
    )
    const personId = rows[0]?.person_id ?? ''
    const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 10_000n, personId })
    await house.scope.transaction(async (transaction) => {
      const words = { channel: 'all', source: 'gift_form', textVersion: '1', language: 'zh-Hant' } as const
      await recordConsent(transaction, { personId, purpose: 'feedback', granted: true, ...words })
      await portionGift(transaction, giftId)
    })
  }
  await allocate(house.scope, purpose.fundId)
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved', texts: {} })
  await approveUpdate(approver, updateId, { languages: [] })
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  return roundId
}

/** Deliveries of a round for each person. */
async function written(roundId: string): Promise<number[]> {
  const { rows } = await house.context.databases.owner.query<{ count: number }>(
    `select count(distinct d.delivery_id)::int as count from feedback_results r
     join identities i using (organisation_id, person_id) join conversations c using (organisation_id, identity_id)
     join deliveries d using (organisation_id, conversation_id)
     where r.feedback_round_id = $1 and d.source_kind = 'feedback' group by r.person_id`,
    [roundId],
  )
  return rows.map(({ count }) => count)
}

test('a batch that fails leaves told who was written to beside it, and going on tells the rest, each once', async () => {
  const roundId = await approvedRound(4)
  const query = pg.Client.prototype.query
  let isBroken = false
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [said] = given
    const text = typeof said === 'object' && said !== null && 'text' in said ? String(said.text) : String(said)
    if (!isBroken && text.includes('insert into told_updates')) {
      isBroken = true
      throw new Error('killed')
    }
    return Reflect.apply(query, this, given)
  })
  await expect(sendRound(house.scope, roundId, { batchSize: 2 })).rejects.toThrow('killed')
  expect(await written(roundId)).toEqual([1, 1])
  await Promise.all([sendRound(house.scope, roundId), sendRound(house.scope, roundId)])
  expect(await written(roundId)).toEqual([1, 1, 1, 1])
  await house.settle()
  await sendRound(house.scope, roundId)
  const results = await house.scope.transaction((transaction) => resultsOf(transaction, roundId))
  expect(results.map(({ result }) => result)).toEqual(['sent', 'sent', 'sent', 'sent'])
})

test('whoever silences a case waits for the batches that are being written, and for none that come after them', async () => {
  const people = 2 * batchesAtOnce
  const roundId = await approvedRound(people)
  const { owner } = house.context.databases
  const { rows: givers } = await owner.query<{ person: string; update: string; case: string }>(
    `select distinct p.person_id as person, u.update_id as update, u.case_id as case from feedback_round_updates o
     join updates u using (organisation_id, update_id) join allocations a using (organisation_id, case_id)
     join gifts p using (organisation_id, gift_id) where o.feedback_round_id = $1 order by p.person_id`,
    [roundId],
  )
  const blocking = await owner.connect()
  await blocking.query('begin')
  // As many as are written beside each other: another hand is about to tell the same, and does not.
  for (const { person, update } of givers.slice(0, batchesAtOnce))
    await blocking.query(
      `insert into told_updates (organisation_id, person_id, update_id, feedback_round_id, at) values ($1, $2, $3, $4, now())`,
      [house.scope.organisationId, person, update, roundId],
    )
  const waiting = async (count: number) => {
    for (;;) {
      const { rows } = await owner.query(
        `select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
      if (rows[0].count >= count) return
    }
  }
  const sending = sendRound(house.scope, roundId, { batchSize: 1 })
  await waiting(batchesAtOnce)
  const silencing = house.scope.transaction((tx) => silenceCase(tx, givers[0]?.case ?? ''))
  await waiting(batchesAtOnce + 1)
  await blocking.query('rollback')
  blocking.release()
  await Promise.all([sending, silencing])
  expect(await written(roundId)).toEqual(Array(batchesAtOnce).fill(1))
  const results = await house.scope.transaction((transaction) => resultsOf(transaction, roundId))
  expect(results.map(({ result, reason }) => `${result} ${reason}`)).toEqual(Array(people).fill('held case_ended'))
})

test('what an approver is shown is the same whatever number of people is looked at in one go: a plan is spent once', async () => {
  const roundId = await approvedRound(5)
  await house.context.databases.owner.query(
    `update channel_accounts set messages_left = 2, message_price_minor = 20, message_price_currency = 'TWD'`,
  )
  const seen = (sliceSize?: number) => house.scope.transaction((tx) => previewRound(tx, roundId, sliceSize))
  const whole = await seen()
  expect(whole).toMatchObject({
    ...{ people: 5, gifts: 5, updates: 1, shown: 0, held: 0 },
    channels: [{ people: 5, messagesLeft: 2, messagesLeftAfter: 0, cost: { minor: '60', currency: 'TWD' } }],
  })
  expect([await seen(1), await seen(2), await seen(5)]).toEqual([whole, whole, whole])
})
