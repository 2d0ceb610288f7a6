import fc from 'fast-check'
import { type Block, type Button, type OutboundMessage, payloadLimit } from '../message.ts'

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

const payload = fc.string({ minLength: 1, maxLength: payloadLimit })

const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({ type: fc.constant('postback' as const), label: words, payload }),
  fc.record({ type: fc.constant('link' as const), label: words, url: fc.webUrl({ validSchemes: ['https'] }) }),
  fc.record({ type: fc.constant('call' as const), label: words, phone: fc.constant('+886223456789') }),
)

const picture = fc.record({ url: fc.webUrl({ validSchemes: ['https', 'http'] }), description: words })

const media = fc.record(
  {
    type: fc.constantFrom('video' as const, 'audio' as const, 'document' as const),
    url: fc.webUrl({ validSchemes: ['https'] }),
    description: words,
    previewUrl: fc.webUrl({ validSchemes: ['https'] }),
    fileName: fc.constant('report.pdf'),
    durationMilliseconds: fc.integer({ min: 1, max: 600_000 }),
  },
  { requiredKeys: ['type', 'url', 'description'] },
)

/** Short names: a map shows them on one line, and longer ones may be shortened there. */
const place = fc.record(
  {
    type: fc.constant('location' as const),
    title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    address: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  },
  { requiredKeys: ['type', 'title', 'latitude', 'longitude'] },
)

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: words }),
  picture.map((shown) => ({ type: 'image' as const, ...shown })),
  media,
  place,
  fc.record({ type: fc.constant('sticker' as const), kind: fc.constant('elsewhere'), id: words, words }),
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
