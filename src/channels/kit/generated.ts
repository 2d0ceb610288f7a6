import fc from 'fast-check'
import type { Block, Button, OutboundMessage } from '../message.ts'

/** People's words: any script, emoji families, accents; now and then far longer than a channel carries. */
export const words = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), fc.integer({ min: 20, max: 300 }))
      .map(([phrase, times]) => phrase.repeat(times)),
  },
)

const payload = fc.string({ minLength: 1, maxLength: 300 })

const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({ type: fc.constant('postback' as const), label: words, payload }),
  fc.record({ type: fc.constant('link' as const), label: words, url: fc.webUrl({ validSchemes: ['https'] }) }),
)

const picture = fc.record({ url: fc.webUrl({ validSchemes: ['https', 'http'] }), description: words })

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: words }),
  picture.map((shown) => ({ type: 'image' as const, ...shown })),
  fc.record(
    {
      type: fc.constant('card' as const),
      title: words,
      fields: fc.array(fc.record({ label: words, value: words }), { maxLength: 12 }),
      buttons: fc.array(button, { maxLength: 20 }),
      body: words,
      picture,
      progress: fc.record({ percent: fc.double({ min: 0, max: 100, noNaN: true }), label: words }),
    },
    { requiredKeys: ['type', 'title', 'fields', 'buttons'] },
  ),
)

/** Any message the contract allows, many of them more than a channel can do. */
export const messages: fc.Arbitrary<OutboundMessage> = fc.record(
  {
    blocks: fc.array(block, { minLength: 1, maxLength: 6 }),
    quickReplies: fc.array(fc.record({ label: words, payload }), { maxLength: 16 }),
    altText: words,
  },
  { requiredKeys: ['blocks', 'quickReplies'] },
)
