import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outboundMessage } from '../../../src/channels/message.ts'
import { isWritten, messageOf, nothingWritten, writtenIn } from './written.ts'

const words = fc.constantFrom('', 'Spring', 'Dear {{name}},\nthank you', '春')
const address = fc.constantFrom('', 'https://example.org/a.jpg')
const anything = fc.record({
  title: words,
  text: words,
  picture: address,
  pictureWords: words,
  buttonLabel: words,
  buttonUrl: address,
  templates: fc.constantFrom([], [{ kind: 'whatsapp', name: 'news', language: 'it', values: { 1: '{{name}}' } }]),
})

test('whatever is written is a message channels take, and opens again as the same message', () => {
  fc.assert(
    fc.property(anything, (written) => {
      fc.pre(isWritten(written) && (written.title + written.text !== '' || written.buttonUrl === ''))
      const message = messageOf(written)
      expect(outboundMessage.safeParse(message).success).toBe(true)
      const again = writtenIn(message)
      expect(again && messageOf(again)).toEqual(message)
    }),
  )
})

test('a message the form cannot give back as it was is not opened in it', () => {
  const text = { type: 'text', text: 'a' } as const
  expect(writtenIn({ blocks: [text], quickReplies: [{ label: 'Yes', payload: 'yes' }] })).toBeUndefined()
  expect(writtenIn({ blocks: [text, { type: 'text', text: 'b' }], quickReplies: [] })).toBeUndefined()
  expect(writtenIn({ blocks: [{ type: 'sticker' }], quickReplies: [] })).toBeUndefined()
  expect(writtenIn({ blocks: [text], quickReplies: [] })).toEqual({ ...nothingWritten, text: 'a' })
})
