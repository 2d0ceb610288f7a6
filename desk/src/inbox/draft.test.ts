import { expect, test } from 'vitest'
import { Drafts } from './draft.ts'

function emptyDrafts() {
  const kept = new Map<string, string>()
  let count = 0
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  return {
    kept,
    drafts: new Drafts(storage, () => {
      count += 1
      return `key-${count}`
    }),
  }
}

test('what was written is there again after the page was closed', () => {
  const { drafts } = emptyDrafts()
  drafts.write('reply.1', { text: '謝謝您' })
  expect(drafts.read('reply.1').text).toBe('謝謝您')
  expect(drafts.read('reply.2').text).toBe('')
})

test('trying to send the same words again uses the same key, other words get their own', () => {
  const { drafts } = emptyDrafts()
  const first = drafts.write('reply.1', { text: 'Thank you' })
  expect(drafts.read('reply.1').clientKey).toBe(first.clientKey)
  expect(drafts.write('reply.1', { text: 'Thank you' }).clientKey).toBe(first.clientKey)
  expect(drafts.write('reply.1', { text: 'Thank you!' }).clientKey).not.toBe(first.clientKey)
})

test('what was sent is forgotten, what was written meanwhile is not', () => {
  const { drafts, kept } = emptyDrafts()
  const draft = drafts.write('reply.1', { text: 'One' })
  drafts.write('reply.1', { text: 'Two' })
  drafts.sent('reply.1', draft)
  expect(drafts.read('reply.1').text).toBe('Two')
  drafts.sent('reply.1', drafts.read('reply.1'))
  expect(kept.size).toBe(0)
})

test('a piece beside the words is kept with them, and makes another message of it', () => {
  const { drafts } = emptyDrafts()
  const place = { type: 'location', title: 'Our house', latitude: 25, longitude: 121 } as const
  const words = drafts.write('reply.1', { text: 'Here' })
  const more = drafts.write('reply.1', { pieces: [place], answers: ['Yes'] })
  expect(drafts.read('reply.1')).toMatchObject({ text: 'Here', pieces: [place], answers: ['Yes'] })
  expect(more.clientKey).not.toBe(words.clientKey)
  drafts.write('reply.1', { text: '', pieces: [] })
  expect(drafts.read('reply.1').answers).toEqual(['Yes'])
})

test('what stood in the thread when the writing began is remembered until it is sent', () => {
  const { drafts } = emptyDrafts()
  drafts.write('reply.1', { text: 'O' }, 'message-1')
  expect(drafts.write('reply.1', { text: 'One' }, 'message-2').seenMessageId).toBe('message-1')
  drafts.write('reply.1', { text: '' }, 'message-3')
  expect(drafts.write('reply.1', { text: 'Two' }, 'message-4').seenMessageId).toBe('message-4')
})

test('words, a piece or an answer alone is something, and any change to one of them is another message', () => {
  const { drafts, kept } = emptyDrafts()
  const place = { type: 'location', title: 'Our house', latitude: 25, longitude: 121 } as const
  for (const change of [{ text: 'Here' }, { pieces: [place] }, { answers: ['Yes'] }]) {
    const name = Object.keys(change).join()
    const nothing = drafts.read(name)
    const draft = drafts.write(name, change)
    expect(drafts.read(name)).toEqual(draft)
    expect(draft.clientKey).not.toBe(nothing.clientKey)
  }
  expect([...kept.keys()]).toEqual(['riscontro.draft.text', 'riscontro.draft.pieces', 'riscontro.draft.answers'])
})

test('what is emptied is nowhere any more, and what is written next is another message', () => {
  const { drafts, kept } = emptyDrafts()
  const { clientKey } = drafts.write('reply.1', { text: 'One' })
  const emptied = drafts.write('reply.1', { text: '' })
  expect(emptied).toMatchObject({ text: '', pieces: [], answers: [], clientKey: expect.stringMatching(/^key-/) })
  expect(kept.size).toBe(0)
  expect([clientKey, emptied.clientKey]).not.toContain(drafts.write('reply.1', { text: 'One' }).clientKey)
  expect(drafts.read('reply.2').clientKey).toMatch(/^key-/)
})

test.each(['{broken', 'null', '3', '"text"', '[]', '{}', '{"text":"x"}', '{"clientKey":"k"}'])(
  'a damaged draft is an empty one: %s',
  (damaged) => {
    const { drafts, kept } = emptyDrafts()
    kept.set('riscontro.draft.reply.1', damaged)
    expect(drafts.read('reply.1')).toMatchObject({ text: '', clientKey: 'key-1' })
  },
)

test('a draft from before it was asked what stood in the thread is whole without', () => {
  const { drafts, kept } = emptyDrafts()
  kept.set('riscontro.draft.reply.1', '{"text":"One","clientKey":"k"}')
  expect(drafts.read('reply.1')).toMatchObject({ text: 'One', clientKey: 'k', seenMessageId: undefined })
})
