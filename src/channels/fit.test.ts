import { describe, expect, it } from 'vitest'
import type { Abilities } from './abilities.ts'
import { fitMessage, type Particulars } from './fit.ts'
import { lineAbilities } from './line/abilities.ts'
import type { Block, Card } from './message.ts'

const abilities: Abilities = {
  ...lineAbilities,
  text: { limit: 100, unit: 'utf16' },
  cards: { titleLimit: 10, bodyLimit: 20, fieldLimit: 2, buttonLimit: 2 },
  quickReplies: { limit: 2, labelLimit: 20 },
}
const card = (changes: Partial<Card>): Card => ({ type: 'card', title: 'Star', fields: [], buttons: [], ...changes })
const fitted = (block: Block, changes: Partial<Abilities> = {}, particulars: Partial<Particulars> = {}) =>
  fitMessage({ blocks: [block], quickReplies: [] }, { ...abilities, ...changes }, { kind: 'own', ...particulars })
    .blocks
const types = (blocks: readonly Block[]) => blocks.map(({ type }) => type)
const postback = (label: string) => ({ type: 'postback' as const, label, payload: label })

describe('a card', () => {
  const words = (length: number) => 'w'.repeat(length)

  it.each([
    ['title', card({ title: words(10) }), card({ title: words(11) }), ['text', 'card']],
    ['body', card({ body: words(20) }), card({ body: words(21) }), ['card', 'text']],
    [
      'label of its bar',
      card({ progress: { percent: 5, label: words(10) } }),
      card({ progress: { percent: 5, label: words(11) } }),
      ['card', 'text'],
    ],
    [
      'fact',
      card({ fields: [{ label: words(10), value: words(10) }] }),
      card({ fields: [{ label: 'a', value: words(11) }] }),
      ['card', 'text'],
    ],
    [
      'number of facts',
      card({ fields: Array(2).fill({ label: 'a', value: 'b' }) }),
      card({ fields: Array.from({ length: 3 }, (_, index) => ({ label: `${index}`, value: 'b' })) }),
      ['card', 'text'],
    ],
    [
      'number of buttons',
      card({ buttons: [postback('a'), postback('b')] }),
      card({ buttons: [postback('a'), postback('b'), postback('c')] }),
      ['card', 'card'],
    ],
  ] as const)('holds a %s to the last bound, and one more goes on', (_name, within, beyond, become) => {
    expect(fitted(within)).toEqual([within])
    expect(types(fitted(beyond))).toEqual(become)
  })

  it('says what did not fit line by line, in the order of the card', () => {
    const fields = [
      { label: 'Who', value: 'Mei' },
      { label: 'Where', value: words(11) },
    ]
    const [, text] = fitted(card({ body: words(21), progress: { percent: 5, label: words(12) }, fields }))
    expect(text).toEqual({ type: 'text', text: `${words(21)}\n${words(12)}\nWhere: ${words(11)}` })
  })

  it('becomes its words and its links where there are no cards', () => {
    const url = 'https://example.org/give'
    const buttons = [
      postback('Yes'),
      { type: 'link' as const, label: 'Give', url },
      { type: 'call' as const, label: 'Call', phone: '+39061234' },
    ]
    const whole = card({ body: 'A star', fields: [{ label: 'Who', value: 'Mei' }], buttons })
    expect(fitted(whole, { cards: null })).toEqual([
      { type: 'text', text: `Star\nA star\nWho: Mei\nYes\nGive: ${url}\nCall: +39061234` },
    ])
  })

  it('goes without a picture nobody can fetch', () => {
    const picture = { url: 'http://example.org/a.jpg', description: 'A star' }
    expect(fitted(card({ picture }), {}, { fetchable: () => false })).toEqual([card({})])
    expect(fitted(card({ picture }), {}, { fetchable: () => true })).toEqual([card({ picture })])
  })
})

describe('what a channel cannot show', () => {
  const image = {
    type: 'image' as const,
    url: 'https://a.example/a.jpg',
    previewUrl: 'https://b.example/b.jpg',
    description: 'A star',
  }

  it.each([image.url, image.previewUrl])('a picture of which %s cannot be fetched is its description', (closed) => {
    expect(fitted(image, {}, { fetchable: (url) => url !== closed })).toEqual([{ type: 'text', text: 'A star' }])
  })

  it('a place without an address is its name and a map, line by line', () => {
    const place = { type: 'location' as const, title: 'Clinic', latitude: 24.5, longitude: 121.5 }
    const map = 'https://www.openstreetmap.org/?mlat=24.5&mlon=121.5#map=17/24.5/121.5'
    const shows = { ...abilities.shows, location: false }
    expect(fitted(place, { shows })).toEqual([{ type: 'text', text: `Clinic\n${map}` }])
    expect(fitted({ ...place, address: 'Road 1' }, { shows })).toEqual([
      { type: 'text', text: `Clinic\nRoad 1\n${map}` },
    ])
  })
})

describe('words under a picture or a file', () => {
  const shows = { image: true, video: true, audio: true, document: true, location: true, sticker: true }
  const files = (['image', 'video', 'audio', 'document'] as const).map((type) => ({
    type,
    url: 'https://a.example/a.pdf',
    description: 'A kite that flies',
  }))

  it.each(files)('of an $type longer than it holds go on as text, and none is lost', (file) => {
    const captioned = (captionLimit?: number) => fitted(file, { shows }, captionLimit ? { captionLimit } : {})
    expect(captioned()).toEqual([file])
    expect(captioned(17)).toEqual([file])
    expect(captioned(16)).toEqual([
      { ...file, description: 'A kite that ' },
      { type: 'text', text: 'flies' },
    ])
  })

  it('go on in as many texts as it takes', () => {
    const file = { type: 'image' as const, url: 'https://a.example/a.jpg', description: 'w'.repeat(250) }
    const said = fitted(file, { shows }, { captionLimit: 40 })
    expect(said.map((block) => ('text' in block ? block.text : file.description.slice(0, 40)).length)).toEqual([
      40, 100, 100, 10,
    ])
  })
})

it('numbers suggestions that do not fit where there are no cards, and puts them on a card where there are', () => {
  const message = {
    blocks: [{ type: 'text' as const, text: 'Which?' }],
    quickReplies: ['a', 'b', 'c', 'd'].map((label) => ({ label, payload: label })),
  }
  const plain = fitMessage(message, { ...abilities, cards: null }, { kind: 'own' })
  expect(plain.blocks).toEqual([...message.blocks, { type: 'text', text: '1. c\n2. d' }])
  expect(plain.quickReplies.map(({ label }) => label)).toEqual(['a', 'b'])
  const drawn = fitMessage(message, abilities, { kind: 'own' }).blocks
  expect(drawn).toMatchObject([{ type: 'text' }, { type: 'card', buttons: [{ label: 'c' }, { label: 'd' }] }])
})
