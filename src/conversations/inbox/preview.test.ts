import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { type ChannelKind, channelKinds } from '../../channels/adapter.ts'
import { type OutboundMessage, outboundMessage } from '../../channels/message.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { previewFor } from './preview.ts'
import { previewChannel, previewContext } from './preview-accounts.ts'

const now = new Date('2026-03-02T02:00:00Z')
const house = { now, publicUrl: 'https://example.org', isSandbox: false }
const open = { ...house, window: 'open' } as const
const picture = { url: 'https://example.org/garden.jpg', description: 'The garden' }

const rich = outboundMessage.parse({
  blocks: [
    { type: 'text', text: 'Good morning' },
    { type: 'image', ...picture },
    { type: 'document', url: 'https://example.org/report.pdf', description: 'The report', fileName: 'report.pdf' },
    { type: 'location', title: 'Our house', latitude: 25.03, longitude: 121.56 },
    { type: 'sticker', kind: 'line', pack: '446', id: '1988', words: 'Well done' },
    {
      type: 'card',
      title: 'Visit us',
      body: 'On Sunday there is tea.',
      picture,
      buttons: [
        { type: 'call', label: 'Call', phone: '+390000000000' },
        { type: 'postback', label: 'I come with pleasure, and my aunt', payload: 'answer:I come' },
        ...['one', 'two', 'three', 'four'].map((label) => ({
          type: 'link',
          label,
          url: `https://example.org/${label}`,
        })),
      ],
    },
  ],
  quickReplies: Array.from({ length: 13 }, (_, place) => ({ label: `Answer ${place}`, payload: `answer:${place}` })),
})

test.each(channelKinds)('%s: every word of the preview is in what the adapter sends', async (kind) => {
  const preview = previewFor(kind, rich, open)
  const said = await wordsSent(kind, rich)
  expect(preview.requestCount).toBeGreaterThan(0)
  for (const words of wordsShown(preview)) expect(said, words).toContain(flat(words))
})

test('what each channel cannot show is said', () => {
  const changes = Object.fromEntries(
    channelKinds.map((kind) => [kind, previewFor(kind, rich, open).changes.map(({ code }) => code)]),
  )
  expect(changes).toEqual({
    line: ['file-as-link'],
    webchat: ['sticker-as-words'],
    telegram: ['sticker-as-words', 'call-as-words', 'replies-continue'],
    whatsapp: expect.arrayContaining(['sticker-as-words', 'card-continues', 'label-shortened', 'call-as-words']),
    wechat: expect.arrayContaining(['file-as-link', 'place-as-link', 'sticker-as-words']),
    messenger: expect.arrayContaining(['place-as-link', 'sticker-as-words', 'card-continues', 'label-shortened']),
    instagram: expect.arrayContaining(['place-as-link', 'sticker-as-words', 'card-continues', 'call-as-words']),
    viber: expect.arrayContaining(['file-as-link', 'sticker-as-words', 'call-as-words']),
    slack: expect.arrayContaining(['file-as-link', 'place-as-link', 'sticker-as-words', 'call-as-words']),
    email: expect.arrayContaining(['file-as-link', 'place-as-link', 'answer-as-words']),
  })
  const http = outboundMessage.parse({ blocks: [{ type: 'image', ...picture, url: 'http://example.org/garden.jpg' }] })
  expect(previewFor('line', http, open)).toMatchObject({
    bubbles: [{ type: 'text', text: 'The garden' }],
    changes: [{ code: 'picture-as-words', count: 1 }],
  })
  expect(previewFor('line', http, { ...open, isSandbox: true })).toMatchObject({ changes: [] })
})

test('in a closed window nothing is shown but that a template is needed, where the channel has a window', () => {
  const closed = channelKinds.filter(
    (kind) => previewFor(kind, rich, { ...open, window: 'closed' }).refusal === 'template',
  )
  expect(closed).toEqual(['whatsapp', 'wechat'])
})

test('no words, however long, are lost between what is written and what is shown', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...channelKinds),
      fc.string({ minLength: 1, maxLength: 9000, unit: 'grapheme' }),
      (kind, text) => {
        const preview = previewFor(kind, { blocks: [{ type: 'text', text }], quickReplies: [] }, open)
        expect(preview.bubbles.map((block) => (block.type === 'text' ? block.text : '')).join('')).toBe(text)
        expect(preview.changes).toHaveLength(preview.bubbles.length > 1 ? 1 : 0)
      },
    ),
    { numRuns: 60 },
  )
})

function wordsShown({ bubbles, quickReplies }: ReturnType<typeof previewFor>): string[] {
  const shown = bubbles.flatMap((block) => {
    if (block.type === 'text') return block.text.split('\n')
    if (block.type === 'card') return [block.title, block.body ?? '', ...block.buttons.map(({ label }) => label)]
    if (block.type === 'location') return [block.title]
    return 'url' in block ? [block.url] : [block.id]
  })
  return [...shown, ...quickReplies].filter((words) => words !== '')
}

/** Everything the adapter's requests hold, as one line. */
async function wordsSent(kind: ChannelKind, message: OutboundMessage): Promise<string> {
  const { channel, to } = previewChannel(kind)
  const requests = channel.compose(message, to, previewContext(kind, house))
  return flat((await Promise.all(requests.map(read))).join('\n'))
}

async function read({ method, body, upload, leadsTo = [] }: ProviderRequest): Promise<string> {
  const further = await Promise.all(leadsTo.map(read))
  if (method !== 'MAIL') return [upload?.url, ...strings(JSON.parse(body || 'null')), ...further].join('\n')
  const { html = '', text = '' } = await PostalMime.parse(body)
  return `${html}\n${text}`
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

// Slack is told its signs of markup in other words.
const flat = (words: string) => words.replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim()
