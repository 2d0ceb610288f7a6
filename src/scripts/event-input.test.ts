import { expect, test } from 'vitest'
import { type ChannelEvent, channelEvent } from '../channels/event.ts'
import { inputsOf } from './event-input.ts'

const at = new Date('2026-03-02T02:00:00Z')
const event = (change: Partial<ChannelEvent>): ChannelEvent =>
  channelEvent.parse({ type: 'message', dedupeKey: 'd', at: at.getTime(), messageId: 'm1', ...change })
const group = { type: 'group', id: 'G1' } as const

test('words and what came with them are inputs in order', () => {
  const inputs = inputsOf(event({ text: 'look', attachments: [{ kind: 'image' }, { kind: 'file' }] }), at)
  expect(inputs).toEqual([
    { kind: 'text', text: 'look', at },
    { kind: 'attachment', attachmentId: 'm1/0', media: 'image', at },
    { kind: 'attachment', attachmentId: 'm1/1', media: 'file', at },
  ])
})

test('a code arrives the same way from a message, a press, a start parameter and a follow', () => {
  const arrive = [{ kind: 'arrive', code: 'abc_-1', at }]
  expect(inputsOf(event({ text: ' RSC:abc_-1 ' }), at)).toEqual(arrive)
  expect(inputsOf(event({ type: 'postback', payload: 'RSC:abc_-1' }), at)).toEqual(arrive)
  expect(inputsOf(event({ type: 'command', text: '/start', payload: 'abc_-1' }), at)).toEqual(arrive)
  expect(inputsOf(event({ type: 'referral', referral: 'RSC:abc_-1' }), at)).toEqual(arrive)
  expect(inputsOf(event({ type: 'follow', referral: 'abc_-1' }), at)).toEqual([{ kind: 'follow', code: 'abc_-1', at }])
  expect(inputsOf(event({ text: 'my code is RSC:abc' }), at)).toMatchObject([{ kind: 'text' }])
})

test('in a group nothing is answered but our own buttons and commands', () => {
  expect(inputsOf(event({ chat: group, text: 'stop' }), at)).toEqual([])
  expect(inputsOf(event({ chat: group, type: 'follow' }), at)).toEqual([])
  expect(inputsOf(event({ chat: group, type: 'postback', payload: 'menu' }), at)).toHaveLength(1)
  expect(inputsOf(event({ chat: group, type: 'command', command: 'menu', text: '/menu' }), at)).toMatchObject([
    { kind: 'postback', payload: 'menu' },
  ])
})

test('what nobody said is no input', () => {
  for (const type of ['delivery', 'read', 'unsend', 'join', 'ignored'] as const) {
    expect(inputsOf(event({ type }), at)).toEqual([])
  }
  expect(inputsOf(event({}), at)).toEqual([])
})
