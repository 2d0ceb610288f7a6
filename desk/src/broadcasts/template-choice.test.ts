import { expect, test } from 'vitest'
import type { MessageTemplate } from '../api/templates.ts'
import { chosenFor, hasEmptyGap, offeredOf, withChoice } from './template-choice.ts'

const template = (id: string, changes: Partial<MessageTemplate> = {}): MessageTemplate => ({
  ...{ id, channelAccountId: 'a', name: 'news', language: 'it', category: 'utility', text: 'Ciao {{1}}' },
  ...{ parameters: ['1'], takesUrl: false, isFillable: true, state: 'approved', reason: null, isByHand: false },
  ...{ syncedAt: '2026-03-02T02:00:00Z' },
  ...changes,
})
const account = (id: string, kind: string) => ({ id, kind, name: id, tells: true, readAt: null })

test('what is offered for a kind of channel can be sent now, the same words once', () => {
  const data = {
    accounts: [account('a', 'whatsapp'), account('b', 'whatsapp'), account('c', 'wechat')],
    items: [
      template('1'),
      template('2', { channelAccountId: 'b' }),
      template('3', { name: 'old', state: 'paused' }),
      template('4', { name: 'with a picture', isFillable: false }),
      template('5', { channelAccountId: 'c' }),
      template('6', { language: 'en' }),
    ],
  }
  expect(offeredOf(data, 'whatsapp').map(({ id }) => id)).toEqual(['1', '6'])
  expect(offeredOf(undefined, 'whatsapp')).toEqual([])
})

test('a template that was picked wants its gaps and its link filled', () => {
  const picked = chosenFor('whatsapp', template('1', { takesUrl: true }))
  expect(hasEmptyGap([picked])).toBe(true)
  expect(hasEmptyGap([{ ...picked, values: { 1: '{{name}}' } }])).toBe(true)
  expect(hasEmptyGap([{ ...picked, values: { 1: '{{name}}' }, url: 'https://example.org' }])).toBe(false)
  expect(hasEmptyGap([chosenFor('whatsapp', template('1', { parameters: [] }))])).toBe(false)
})

test('there is one template for each kind of channel', () => {
  const [one, other] = [chosenFor('whatsapp', template('1')), chosenFor('wechat', template('5'))]
  const both = withChoice([one], 'wechat', other)
  expect(both.map(({ kind }) => kind)).toEqual(['whatsapp', 'wechat'])
  expect(withChoice(both, 'whatsapp', undefined)).toEqual([other])
})
