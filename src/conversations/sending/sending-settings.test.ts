import { afterAll, beforeAll, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { sendMessage } from '../actions.ts'
import { type ManyChannels, openManyChannels } from '../many-channels.fixture.ts'
import { changeSending, sendingOf, usualSending } from './sending-settings.ts'

let chat: ManyChannels
beforeAll(async () => {
  chat = await openManyChannels(['line'])
})
afterAll(() => chat.close())

test('an organisation that has set nothing has the usual hours and two appeals a week', async () => {
  expect(await sendingOf(await chat.member('viewer'))).toEqual({
    quiet: { from: '21:00', until: '09:00' },
    ...{ appeals: { messages: 2, days: 7 }, feedback: { messages: null, days: 7 }, whenCapped: 'wait' },
  })
})

test('what is set is read back, set again is replaced, and whoever only looks may not set it', async () => {
  const owner = await chat.member('owner')
  const first = {
    ...usualSending,
    quiet: { from: '20:30', until: '08:15' },
    feedback: { messages: 1, days: 30 },
    whenCapped: 'skip' as const,
  }
  await changeSending(owner, first)
  expect(await sendingOf(owner)).toEqual(first)
  await changeSending(owner, usualSending)
  expect(await sendingOf(owner)).toEqual(usualSending)
  await expect(changeSending(await chat.member('viewer'), first)).rejects.toThrow('organisations.not-permitted')
})

test('quiet hours are those that are set, also for what already waits; equal hours: none', async () => {
  const { personId } = await chat.meet({ line: 1 })
  const states = async () =>
    (await chat.rows('select state from deliveries order by queued_at')).map(({ state }) => state)
  const write = () =>
    chat.scope.transaction((transaction) =>
      sendMessage(
        transaction,
        { personId },
        { content: textMessage('news'), purpose: 'feedback', author: { kind: 'system' } },
      ),
    )
  await changeSending(chat.scope, { ...usualSending, quiet: { from: '13:00', until: '15:00' } })
  chat.clock.set('2026-03-02T05:00:00Z')
  await write()
  await chat.settleAll()
  expect(await states()).toEqual(['held'])
  chat.clock.set('2026-03-02T07:00:00Z')
  await chat.settleAll()
  expect(await states()).toEqual(['sent'])
  chat.clock.set('2026-03-02T13:30:00Z')
  await write()
  await chat.settleAll()
  expect(await states()).toEqual(['sent', 'sent'])
  await changeSending(chat.scope, { ...usualSending, quiet: { from: '22:00', until: '22:00' } })
  chat.clock.set('2026-03-02T14:00:00Z')
  await write()
  await chat.settleAll()
  expect(await states()).toEqual(['sent', 'sent', 'sent'])
})
