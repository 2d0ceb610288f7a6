import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { mergePersons } from '../../people/merge.ts'
import type { Transaction } from '../../platform/scope.ts'
import { sendMessage } from '../actions.ts'
import type { Sending } from '../conversation.ts'
import { type ManyChannels, type Met, openManyChannels } from '../many-channels.fixture.ts'
import { findCapped, freeAgain } from './caps.ts'
import { changeSending, usualSending } from './sending-settings.ts'

const day = 86_400_000

describe('a cap', () => {
  const two = { messages: 2, days: 7 }
  const at = (days: number) => new Date(Date.UTC(2026, 2, 1) + days * day)

  test('rolls: the third may leave when the first of the last two is seven days old, to the moment', () => {
    expect(freeAgain(at(3), [at(0), at(2)], two, 'UTC')).toEqual(at(7))
    expect(freeAgain(new Date(at(7).getTime() - 1), [at(0), at(2)], two, 'UTC')).toEqual(at(7))
    expect(freeAgain(at(7), [at(0), at(2)], two, 'UTC')).toBeUndefined()
    expect(freeAgain(at(8), [at(0), at(2), at(7)], two, 'UTC')).toEqual(at(9))
    expect(freeAgain(at(3), [at(0), at(1), at(2)], { messages: null, days: 7 }, 'UTC')).toBeUndefined()
  })

  test('counts days of the person’s: across a change of clocks the hour on the wall is the same', () => {
    const friday = new Date('2026-03-27T10:00:00+01:00')
    const until = freeAgain(new Date('2026-03-28T10:00:00+01:00'), [friday], { messages: 1, days: 7 }, 'Europe/Rome')
    expect(until).toEqual(new Date('2026-04-03T10:00:00+02:00'))
  })

  test('in any seven days nobody ever hears more than the limit, and a wait is never longer than seven days', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 3 * day }), { maxLength: 40 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (gaps, limit) => {
        const sent: Date[] = []
        let now = at(0)
        for (const gap of gaps) {
          now = new Date(now.getTime() + gap)
          const until = freeAgain(now, sent, { messages: limit, days: 7 }, 'UTC')
          if (until) expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(7 * day)
          else sent.push(now)
        }
        for (const one of sent)
          expect(
            sent.filter((other) => other >= one && other.getTime() < one.getTime() + 7 * day).length,
          ).toBeLessThanOrEqual(limit)
      }),
    )
  })
})

describe('in a house', () => {
  let chat: ManyChannels
  beforeAll(async () => {
    chat = await openManyChannels(['line', 'telegram'])
  })
  afterAll(() => chat.close())
  beforeEach(async () => {
    chat.clock.set('2026-03-02T02:00:00Z')
    chat.sent.length = 0
    await chat.rows(`update deliveries set state = 'cancelled' where state in ('queued', 'held')`)
    await changeSending(chat.scope, usualSending)
  })

  test('Q9: of three appeals over two channels the third waits until the first is seven days old', async () => {
    const met = await chat.meet({ line: 1, telegram: 2 })
    await write(met, 'line')
    await chat.settleAll()
    chat.clock.set('2026-03-05T03:00:00Z')
    await write(met, 'telegram')
    await chat.settleAll()
    chat.clock.set('2026-03-06T03:00:00Z')
    await write(met, 'line')
    await chat.settleAll()
    expect(await states(met)).toEqual(['sent', 'sent', 'held capped 2026-03-09T02:00'])
    chat.clock.set('2026-03-09T02:30:00Z')
    await chat.settleAll()
    expect(await states(met)).toEqual(['sent', 'sent', 'sent'])
    expect(chat.reached()).toEqual(['line', 'telegram', 'line'])
  })

  test('Q9: by setting the third is skipped, with its reason', async () => {
    await changeSending(chat.scope, { ...usualSending, whenCapped: 'skip' })
    const met = await chat.meet({ line: 1 })
    for (let n = 0; n < 3; n++) await write(met, 'line')
    await chat.settleAll()
    expect(await states(met)).toEqual(['sent', 'sent', 'skipped capped'])
  })

  test('Q10: of two who ask for the last place at the same moment one gets it, the other waits', async () => {
    const { personId } = await chat.meet({ line: 1, telegram: 2 })
    const caps = { ...usualSending, appeals: { messages: 1, days: 7 } }
    const [first, second] = [await writeTo(personId), await writeTo(personId)]
    const ask = (transaction: Transaction, deliveryId: string) =>
      findCapped(transaction, [{ deliveryId, personId, purpose: 'appeals', timeZone: 'Asia/Taipei' }], caps)
    let other: Promise<ReadonlyMap<string, Date>> | undefined
    await chat.scope.transaction(async (transaction) => {
      expect((await ask(transaction, first)).size).toBe(0)
      const { organisationId } = transaction
      await transaction.db
        .updateTable('deliveries')
        .set({ state: 'sending', sending_at: transaction.now })
        .where('organisation_id', '=', organisationId)
        .where('delivery_id', '=', first)
        .execute()
      other = chat.scope.transaction((another) => ask(another, second))
      await Promise.race([other, expect.poll(waiting).toBeGreaterThan(0)])
    })
    expect([...((await other)?.keys() ?? [])]).toEqual([second])
  })

  test('Q10: two accounts sending to the same twenty people at once write to each of them once', async () => {
    await changeSending(chat.scope, { ...usualSending, appeals: { messages: 1, days: 7 } })
    for (let n = 0; n < 20; n++) {
      const met = await chat.meet({ line: 1, telegram: 2 })
      await write(met, 'line')
      await write(met, 'telegram')
    }
    await Promise.all([...chat.accounts.values()].map((account) => chat.board.sender.run(chat.organisationId, account)))
    await chat.board.sender.settled()
    expect(chat.sent).toHaveLength(20)
  })

  test('Q11: receipts and answers are sent whatever the cap, and take no place under it', async () => {
    await changeSending(chat.scope, { ...usualSending, appeals: { messages: 1, days: 7 } })
    const met = await chat.meet({ line: 1 })
    for (let n = 0; n < 3; n++) await write(met, 'line', { purpose: 'service' })
    await write(met, 'line', { purpose: 'feedback' })
    await chat.settleAll()
    await write(met, 'line')
    await write(met, 'line', { purpose: 'service' })
    await chat.settleAll()
    expect(await states(met)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'sent'])
  })

  test('feedback is not capped until the organisation says so', async () => {
    await changeSending(chat.scope, { ...usualSending, feedback: { messages: 1, days: 30 }, whenCapped: 'skip' })
    const met = await chat.meet({ line: 1 })
    for (let n = 0; n < 2; n++) await write(met, 'line', { purpose: 'feedback' })
    await chat.settleAll()
    expect(await states(met)).toEqual(['sent', 'skipped capped'])
  })

  test('Q12: who is found to be one person has been sent what both were', async () => {
    const [mei, lin] = [await chat.meet({ line: 1 }), await chat.meet({ telegram: 1 })]
    await write(mei, 'line')
    await write(lin, 'telegram')
    await chat.settleAll()
    const merge = { fromId: lin.personId, intoId: mei.personId, proof: 'member', proofId: 'member' } as const
    await chat.scope.transaction((transaction) => mergePersons(transaction, merge, []))
    await write(mei, 'line')
    await chat.settleAll()
    expect(await states(mei)).toEqual(['sent', 'held capped 2026-03-09T02:00'])
  })

  const appeal = { content: textMessage('Please help'), purpose: 'appeals', author: { kind: 'system' } } as const

  async function write({ conversations }: Met, kind: string, more: Partial<Sending> = {}): Promise<void> {
    const conversationId = conversations.get(kind) ?? ''
    // Bulk, all of it: what one lane leaves first would otherwise decide the order.
    const sending: Sending = { ...appeal, priority: 1, ...more }
    await chat.scope.transaction((transaction) => sendMessage(transaction, { conversationId }, sending))
    chat.clock.advance(1)
  }

  async function writeTo(personId: string): Promise<string> {
    const sent = await chat.scope.transaction((transaction) => sendMessage(transaction, { personId }, appeal))
    if (sent.outcome === 'skipped') throw new Error(sent.reason)
    return sent.deliveryId
  }

  /** Of the person's conversations, in the order in which they were written. */
  async function states({ conversations }: Met): Promise<unknown[]> {
    const ids = [...conversations.values()].map((id) => `'${id}'`).join()
    const rows = await chat.rows(`
      select concat_ws(' ', state, reason, case when state = 'held' then
        to_char(next_attempt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') end) as state
      from deliveries where conversation_id in (${ids}) order by queued_at, delivery_id`)
    return rows.map(({ state }) => state)
  }

  async function waiting(): Promise<number> {
    const rows = await chat.rows(`select 1 from pg_locks where locktype = 'advisory' and not granted`)
    return rows.length
  }
})
