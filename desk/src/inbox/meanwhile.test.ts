import { expect, test } from 'vitest'
import type { Message } from '../api/conversations.ts'
import { answeredSince } from './meanwhile.ts'

const message = (id: string, more: Partial<Message> = {}): Message => ({
  ...{ id, direction: 'in', authorKind: 'person', authorName: null, at: '2026-03-02T02:00:00Z', unsentAt: null },
  ...{
    text: id,
    payload: null,
    edited: false,
    attachments: [],
    blocks: [],
    quickReplies: [],
    delivery: null,
    reactions: [],
  },
  ...more,
})
const answer = (id: string, authorName: string) => message(id, { direction: 'out', authorKind: 'member', authorName })

test('a colleague’s answer since the writing began is noticed, one’s own and older ones are not', () => {
  const thread = [answer('1', 'Ann'), message('2'), answer('3', 'Ben'), answer('4', 'Me')]
  expect(answeredSince(thread, '2', 'Me')).toBe('Ben')
  expect(answeredSince(thread, '3', 'Me')).toBeUndefined()
  expect(answeredSince(thread, undefined, 'Me')).toBeUndefined()
  expect(answeredSince(thread, 'not on this page', 'Me')).toBeUndefined()
  const script = message('3', { direction: 'out', authorKind: 'script', authorName: null })
  expect(answeredSince([message('2'), script], '2', 'Me')).toBeUndefined()
})
