import { expect, test } from 'vitest'
import { actFor, keepDraft, putIn, readDraft } from './draft.ts'

const place = { kind: 'news', channel: 'all', language: 'ja' } as const
const words = { title: '見出し', text: '{{ news }}', label: '見る' }

function memory(): Storage {
  const kept = new Map<string, string>()
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

test('what was typed and not saved is there again, in its own place only, until it is forgotten', () => {
  const store = memory()
  keepDraft(store, 'p', place, words)
  expect(readDraft(store, 'p', place)).toEqual(words)
  const elsewhere = [{ language: 'it' }, { kind: 'closing' }, { channel: 'line' }] as const
  for (const other of elsewhere) expect(readDraft(store, 'p', { ...place, ...other })).toBeUndefined()
  expect(readDraft(store, 'q', place)).toBeUndefined()
  keepDraft(store, 'p', place, undefined)
  expect(store.getItem('riscontro.template.p.news.all.ja')).toBeNull()
  expect(readDraft(store, 'p', place)).toBeUndefined()
})

test.each(['{broken', '3', '{}', ...['title', 'text', 'label'].map((part) => JSON.stringify({ ...words, [part]: 3 }))])(
  'what is kept and damaged is as if nothing had been typed: %s',
  (damaged) => {
    const store = memory()
    store.setItem('riscontro.template.p.news.all.ja', damaged)
    expect(readDraft(store, 'p', place)).toBeUndefined()
  },
)

test('a name goes in where the cursor is, over what is selected, and the cursor stands behind it', () => {
  expect(putIn('Dear friend', '{{ child }}', { start: 5, end: 11 })).toEqual({ text: 'Dear {{ child }}', cursor: 16 })
  expect(putIn('ab', '{{ news }}', { start: 1, end: 1 })).toEqual({ text: 'a{{ news }}b', cursor: 11 })
})

test('keys save and test with Ctrl or Command alone, and never while an input method composes', () => {
  const press = { key: 's', ctrlKey: true, metaKey: false, isComposing: false }
  expect(actFor(press)).toBe('save')
  expect(actFor({ ...press, ctrlKey: false, metaKey: true })).toBe('save')
  expect(actFor({ ...press, key: 'Enter' })).toBe('test')
  expect(actFor({ ...press, key: 'S' })).toBe('save')
  expect(actFor({ ...press, key: 'a' })).toBeUndefined()
  expect(actFor({ ...press, isComposing: true })).toBeUndefined()
  expect(actFor({ ...press, ctrlKey: false })).toBeUndefined()
})
