import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBase64Url } from './base64.ts'
import { fromUtf8 } from './bytes.ts'
import { type Entry, isEntry, lineOf, readLine } from './entry.ts'
import { leafBytes } from './entry-write.ts'

const gift = toBase64Url(new Uint8Array(16).fill(1))
const update = toBase64Url(new Uint8Array(16).fill(2))
const hidden = toBase64Url(new Uint8Array(32).fill(3))
const sum = { amountMinor: '120000', currency: 'TWD', fund: 'cleft-surgery', day: '2026-02-28' }

const entries: Entry[] = [
  { kind: 'gift.received', gift, ...sum, person: hidden },
  { kind: 'gift.allocated', gift, ...sum, amountMinor: '-5000', case: hidden },
  { kind: 'gift.refunded', gift, ...sum },
  { kind: 'case.spent', ...sum, case: hidden },
  {
    kind: 'update.published',
    update,
    day: '2026-03-01',
    case: hidden,
    stage: hidden,
    text: { en: hidden, 'zh-Hant': hidden },
  },
]

test('an entry is one line of JSON with sorted keys, no blanks and a version', () => {
  expect(entries.map((entry) => fromUtf8(leafBytes(entry)))).toEqual([
    `{"amountMinor":"120000","currency":"TWD","day":"2026-02-28","fund":"cleft-surgery","gift":"${gift}","kind":"gift.received","person":"${hidden}","v":1}`,
    `{"amountMinor":"-5000","case":"${hidden}","currency":"TWD","day":"2026-02-28","fund":"cleft-surgery","gift":"${gift}","kind":"gift.allocated","v":1}`,
    `{"amountMinor":"120000","currency":"TWD","day":"2026-02-28","fund":"cleft-surgery","gift":"${gift}","kind":"gift.refunded","v":1}`,
    `{"amountMinor":"120000","case":"${hidden}","currency":"TWD","day":"2026-02-28","fund":"cleft-surgery","kind":"case.spent","v":1}`,
    `{"case":"${hidden}","day":"2026-03-01","kind":"update.published","stage":"${hidden}","text":{"en":"${hidden}","zh-Hant":"${hidden}"},"update":"${update}","v":1}`,
  ])
})

test.each(entries)('$kind is read back as written, and not with a field lost or added', (entry) => {
  const line = lineOf(entry)
  expect(readLine(line)).toEqual(entry)
  for (const field of Object.keys(entry)) {
    expect(isEntry(Object.fromEntries(Object.entries(entry).filter(([name]) => name !== field))), field).toBe(false)
  }
  expect(isEntry({ ...entry, name: 'Lin' })).toBe(false)
  const respelt = [` ${line}`, `${line}\n`, line.replace(',', ', '), line.replace('"v":1', '"v":1.0')]
  const others = [line.replace('"v":1', '"v":2'), line.replace('kind', '\\u006bind'), line.slice(1), '', 'null', '[]']
  for (const wrong of [...respelt, ...others]) expect(readLine(wrong), wrong).toBeUndefined()
})

test.each([
  ['amountMinor', ['', '0', '-0', '01', '1.0', '+1', '-1', '1e3', ' 1', 1, 1n, null]],
  ['currency', ['twd', 'TW', 'TWDX', '']],
  ['day', ['2026-02-29', '2026-2-28', '2026-02-28T00:00:00Z', '20260228', '']],
  ['fund', ['', 'two words', 'a\nb', 'e\u0301', 'x'.repeat(81)]],
  ['gift', [`${gift}A`, gift.slice(1), `${gift.slice(0, -1)}B`, `${gift}==`]],
  ['person', [hidden.slice(1), 'Lin', '', `${hidden.slice(0, -1)}B`]],
])('%s takes nothing but its one spelling', (field, wrong) => {
  for (const value of wrong) expect(isEntry({ ...entries[0], [field]: value }), String(value)).toBe(false)
})

test('an update needs the commitment of at least one language', () => {
  for (const text of [{}, [], hidden, { English: hidden }, { en: 'words' }, { en: hidden, it: '' }]) {
    expect(isEntry({ ...entries[4], text }), JSON.stringify(text)).toBe(false)
  }
})

test('a malformed entry is never written', () => {
  expect(() => leafBytes({ kind: 'gift.refunded', gift, ...sum, amountMinor: '0' })).toThrow('proofs.entry-malformed')
})

test('reading never throws', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => void expect(readLine(line)).toBeUndefined()))
  fc.assert(fc.property(fc.anything(), (value) => void expect(isEntry(value)).toBe(false)))
})
