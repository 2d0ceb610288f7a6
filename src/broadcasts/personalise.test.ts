import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type OutboundMessage, outboundMessage, textMessage } from '../channels/message.ts'
import { gapsIn, personalise, withLastLine } from './personalise.ts'

const rich: OutboundMessage = {
  blocks: [
    { type: 'image', url: 'https://example.org/{{name}}.jpg', description: 'For {{name}}' },
    {
      type: 'card',
      title: 'Dear {{ name }}',
      body: '{{name}}, {{name}}',
      fields: [{ label: 'To', value: '{{name}}' }],
      buttons: [{ type: 'link', label: 'Give, {{name}}', url: 'https://example.org/?n={{name}}' }],
    },
  ],
  quickReplies: [{ label: 'I am {{name}}', payload: '{{name}}' }],
  templates: [{ kind: 'whatsapp', name: 'spring', language: 'en', values: { 1: '{{name}}' } }],
}

test('a name stands everywhere words are read, as it was typed, and in no address', () => {
  const filled = personalise(rich, "D'Angelo & <Mei>")
  const [image, card] = filled.blocks
  expect(image).toMatchObject({ url: 'https://example.org/{{name}}.jpg', description: "For D'Angelo & <Mei>" })
  expect(card).toMatchObject({
    title: "Dear D'Angelo & <Mei>",
    body: "D'Angelo & <Mei>, D'Angelo & <Mei>",
    fields: [{ label: 'To', value: "D'Angelo & <Mei>" }],
    buttons: [{ label: "Give, D'Angelo & <Mei>", url: 'https://example.org/?n={{name}}' }],
  })
  expect(filled.quickReplies).toEqual([{ label: "I am D'Angelo & <Mei>", payload: '{{name}}' }])
  expect(filled.templates?.[0]?.values).toEqual({ 1: "D'Angelo & <Mei>" })
})

test('whatever a person calls themselves, the words around it stay, and nothing in it is filled again', () => {
  const anything = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('{{name}}', '$&', '$1', '{{', "$'"))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), anything, fc.string({ unit: 'grapheme' }), (before, name, after) => {
      fc.pre(!/[{}]/.test(before + after))
      const [said] = personalise(textMessage(`${before}{{name}}${after}|`), name).blocks
      expect(said).toEqual({ type: 'text', text: `${before}${name}${after}|` })
    }),
  )
})

test('the gaps of a message are found wherever words stand', () => {
  expect(gapsIn(rich)).toHaveLength(8)
  expect(gapsIn(textMessage('{{name}} {{ amount }} {single}'))).toEqual(['name', 'amount'])
})

test('the last line is said under the last words, or after a picture, and the message stays one that channels take', () => {
  const image = { type: 'image', url: 'https://example.org/a.jpg', description: 'A' } as const
  expect(withLastLine(textMessage('Hello'), 'STOP').blocks).toEqual([{ type: 'text', text: 'Hello\n\nSTOP' }])
  expect(withLastLine({ blocks: [image], quickReplies: [] }, 'STOP').blocks).toEqual([
    image,
    { type: 'text', text: 'STOP' },
  ])
  const ended = withLastLine(rich, 'STOP')
  expect(ended.blocks.at(-1)).toMatchObject({ body: '{{name}}, {{name}}\n\nSTOP' })
  expect(outboundMessage.safeParse(ended).success).toBe(true)
})
