import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { type ChatHouse, lineText, openChatHouse } from '../conversations/testing.ts'
import { recordConsent } from '../people/consents.ts'
import type { Scope } from '../platform/scope.ts'
import { almostTell } from './almost-told.fixture.ts'
import { approveRound } from './approve.ts'
import { continueRecall, recallRound, recallsUnderWay } from './recall.ts'
import { countRecalled, countResults } from './results.ts'
import { getRound, planRound, submitRound } from './rounds.ts'
import { sendRound } from './send.ts'
import { stillTellable } from './still-tellable.ts'

let house: ChatHouse
let officer: Scope
let approver: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openChatHouse()
  house.mayStillGo = stillTellable
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
})
beforeEach(async () => {
  house.clock.advance(40 * 86_400_000)
  house.clock.set(`${house.clock.now().toISOString().slice(0, 10)}T13:00:00Z`)
  purpose = await foundPurpose(house.scope)
})
afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(() => house.close())

let met = 0

/** An approved round of the evening about one child: nothing of it leaves before the morning. Answers its givers too. */
async function approvedRound(people: number): Promise<{ roundId: string; personIds: string[] }> {
  const { caseId } = await openTestCase(house.scope, purpose, [BigInt(people) * 10_000n])
  const personIds: string[] = []
  for (let person = 0; person < people; person += 1) {
    met += 1
    await house.post(lineText(`U-${met}`, 'hello', { at: house.clock.now() }))
    await house.settle()
    const [identity] = await rows<{ person_id: string }>(
      'select person_id from identities where address = $1',
      `U-${met}`,
    )
    const personId = identity?.person_id ?? ''
    personIds.push(personId)
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
  house.sent.length = 0
  return { roundId: await plan(), personIds }
}

async function plan(): Promise<string> {
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  return roundId
}

async function rows<Row extends pg.QueryResultRow>(text: string, ...values: unknown[]): Promise<Row[]> {
  return (await house.context.databases.owner.query<Row>(text, values)).rows
}

/** The next time the database hears this, the one who says it is killed. */
function killAt(words: string): void {
  vi.restoreAllMocks()
  const query = pg.Client.prototype.query
  let isOver = false
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [said] = given
    const text = typeof said === 'object' && said !== null && 'text' in said ? String(said.text) : String(said)
    if (!isOver && text.includes(words)) {
      isOver = true
      throw new Error('killed')
    }
    return Reflect.apply(query, this, given)
  })
}

const read = (roundId: string) =>
  house.scope.transaction(async (transaction) => ({
    ...(await countRecalled(transaction, roundId)),
    isFinished: (await getRound(transaction, roundId)).finishedAt !== null,
  }))

const morning = () => house.clock.advance(12 * 3_600_000)

test('a recall withdraws a batch at a time, says how far it has come, and goes on where it was killed; all hear it from a later round', async () => {
  const { roundId, personIds } = await approvedRound(5)
  await sendRound(house.scope, roundId)
  expect(await recallRound(approver, roundId, 2)).toEqual({ stopped: 2, alreadySent: 0, left: 3 })
  killAt("result = 'held'")
  await expect(continueRecall(house.scope, roundId, 1)).rejects.toThrow('killed')
  expect(await read(roundId)).toEqual({ stopped: 2, alreadySent: 0, left: 3, isFinished: false })
  killAt('delete from told_updates')
  await expect(continueRecall(house.scope, roundId, 2)).rejects.toThrow('killed')
  expect(await house.scope.transaction(recallsUnderWay)).toEqual([roundId])
  await Promise.all([continueRecall(house.scope, roundId, 1), continueRecall(house.scope, roundId, 2)])
  expect(await read(roundId)).toEqual({ stopped: 5, alreadySent: 0, left: 0, isFinished: true })
  expect(await house.scope.transaction(recallsUnderWay)).toEqual([])

  const again = await plan()
  await sendRound(house.scope, again)
  morning()
  await house.settle()
  await sendRound(house.scope, again)
  expect(house.sent).toHaveLength(personIds.length)
  expect(await house.scope.transaction((tx) => countResults(tx, again))).toEqual({ sent: 5 })
})

test('from the moment of a recall a sender beside it sends nothing, though hardly anything was withdrawn yet', async () => {
  const { roundId } = await approvedRound(4)
  await sendRound(house.scope, roundId)
  morning()
  killAt('distinct person_id from "feedback_results"')
  await expect(recallRound(approver, roundId, 1)).rejects.toThrow('killed')
  await house.settle()
  await sendRound(house.scope, roundId)
  await house.settle()
  expect(house.sent).toEqual([])
  expect(await read(roundId)).toEqual({ stopped: 0, alreadySent: 0, left: 4, isFinished: false })
  await continueRecall(house.scope, roundId, 3)
  expect(await read(roundId)).toEqual({ stopped: 4, alreadySent: 0, left: 0, isFinished: true })
})

test('a recall does not wait for who is just writing; what they wrote is withdrawn after them, and nobody counts as told', async () => {
  const { roundId, personIds } = await approvedRound(5)
  const [first] = personIds.toSorted()
  const [update] = await rows<{ update_id: string }>(
    'select update_id from feedback_round_updates where feedback_round_id = $1',
    roundId,
  )
  const giveUp = await almostTell(house.scope, { personId: first ?? '', updateId: update?.update_id ?? '', roundId })
  const sending = sendRound(house.scope, roundId, { batchSize: 2 })
  await untilWaiting('transactionid')
  const recalling = recallRound(approver, roundId, 2)
  await untilWaiting('advisory')
  expect((await house.scope.transaction((tx) => getRound(tx, roundId))).state).toBe('recalled')
  await giveUp()
  await Promise.all([sending, recalling])
  await continueRecall(house.scope, roundId)
  morning()
  await house.settle()
  expect(house.sent).toEqual([])
  expect(await read(roundId)).toEqual({ stopped: 5, alreadySent: 0, left: 0, isFinished: true })
  expect(await rows('select from told_updates where feedback_round_id = $1', roundId)).toEqual([])
})

/** Until a transaction stands before a lock of this kind. */
async function untilWaiting(kind: string): Promise<void> {
  for (;;) {
    const [found] = await rows<{ waits: boolean }>(
      `select exists (select from pg_stat_activity
         where wait_event_type = 'Lock' and wait_event = $1 and datname = current_database()) as waits`,
      kind,
    )
    if (found?.waits) return
  }
}
