import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFilm } from './film.ts'
import { checkReceived } from './received.ts'

function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** A box whose size is told in eight bytes. */
function long(type: string, content: string): Buffer {
  const head = Buffer.alloc(16)
  head.writeUInt32BE(1)
  head.write(type, 4, 'latin1')
  head.writeBigUInt64BE(BigInt(content.length + 16), 8)
  return Buffer.concat([head, Buffer.from(content)])
}

const place = '+25.0330+121.5654/'
const moment = Buffer.from('e1a2b3c4e1a2b3c4', 'hex')
const dated = (type: string) => box(type, Buffer.alloc(4), moment, Buffer.alloc(80, 1))
const film = Buffer.concat([
  box('ftyp', 'isom', Buffer.alloc(4), 'mp42'),
  box(
    'moov',
    dated('mvhd'),
    box(
      'trak',
      dated('tkhd'),
      box('mdia', dated('mdhd'), box('minf', 'how to play it')),
      box('udta', `Canon ${place}`),
    ),
    box('udta', box('\xa9xyz', place)),
    box('meta', 'com.apple.quicktime.location.ISO6709', place),
  ),
  box('uuid', '<x:xmpmeta>', place),
  long('mdat', 'the film itself'),
])

test('a film loses where, when and with what it was taken, and nothing moves', async () => {
  const { bytes, mediaType } = await checkReceived(film, 'IMG_0001.MOV')
  expect(mediaType).toBe('video/mp4')
  const clean = Buffer.from(bytes)
  for (const told of [place, 'Canon', 'com.apple', 'xmpmeta']) expect(clean.includes(told)).toBe(false)
  expect(clean.includes(moment.subarray(0, 4))).toBe(false)
  expect(clean.length).toBe(film.length)
  for (const kept of ['how to play it', 'the film itself', 'isom', '\x01'.repeat(80)])
    expect(clean.indexOf(kept)).toBe(film.indexOf(kept))
  expect(clean.toString('latin1').match(/free/g)).toHaveLength(4)
})

test('a film of eight-byte times loses both', () => {
  const header = box('mvhd', Buffer.from([1, 0, 0, 0]), Buffer.alloc(16, 7), Buffer.alloc(80, 1))
  const clean = Buffer.from(cleanFilm(box('moov', header)))
  expect(clean.includes(7)).toBe(false)
  expect(clean.includes(Buffer.alloc(80, 1))).toBe(true)
})

test('whatever the bytes, nothing is thrown, nothing moves, and once is enough', () => {
  const bent = fc.tuple(fc.nat(film.length - 1), fc.nat(255)).map(([at, byte]) => {
    const copy = Buffer.from(film)
    copy[at] = byte
    return copy
  })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), bent), (bytes) => {
      const clean = cleanFilm(bytes)
      expect(clean.length).toBe(bytes.length)
      expect(cleanFilm(clean)).toEqual(clean)
    }),
  )
})
