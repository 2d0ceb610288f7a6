import { expect, test } from 'vitest'
import { attachmentOf, lengthOf, mapOf, sizeOf, telephoneOf } from './attachment.ts'

test('a place leads to the map at its very position, and one without a position leads nowhere', () => {
  const here = { kind: 'location', latitude: 25.0339, longitude: -121.5645 } as const
  expect(mapOf(here)).toBe('https://www.openstreetmap.org/?mlat=25.0339&mlon=-121.5645#map=17/25.0339/-121.5645')
  expect(mapOf({ kind: 'location', title: 'Taipei 101' })).toBeUndefined()
  expect(mapOf({ kind: 'image', latitude: 1, longitude: 1 })).toBeUndefined()
})

test('a recording says how long it is and a file how large', () => {
  expect(lengthOf({ kind: 'audio', durationMilliseconds: 65_400 })).toBe('1:05')
  expect(sizeOf({ kind: 'file', sizeBytes: 12_001 })).toBe('13 kB')
  expect(sizeOf({ kind: 'file', sizeBytes: 2_340_000 })).toBe('2.3 MB')
  expect(sizeOf({ kind: 'file' })).toBeUndefined()
})

test('a visiting card is called by its digits, and a name without a number is not', () => {
  const card = { kind: 'contact', title: 'Lin', phone: '+886 912-345-678' } as const
  expect(telephoneOf(card)).toEqual({ number: '+886 912-345-678', href: 'tel:+886912345678' })
  expect(telephoneOf({ kind: 'contact', title: 'Lin', phone: 'javascript:' })).toBeUndefined()
  expect(telephoneOf({ kind: 'image', phone: '123' })).toBeUndefined()
})

test('what we sent is shown as what it is: a place with its map, a document by its file', () => {
  const place = { type: 'location', title: 'Office', latitude: 25, longitude: 121 } as const
  expect(mapOf(attachmentOf(place))).toContain('mlat=25')
  const url = 'https://example.org/files/o/f/s/r.pdf'
  expect(attachmentOf({ type: 'document', url, description: 'Receipt', fileName: 'r.pdf' })).toEqual({
    kind: 'file',
    fileName: 'r.pdf',
    href: '/files/o/f/s/r.pdf',
    use: 'download',
  })
  const foreign = attachmentOf({ type: 'image', url: 'https://example.com/x.jpg', description: 'Garden' })
  expect(foreign).toEqual({ kind: 'image', title: 'Garden' })
})
