import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { PackedFile } from './packed.ts'

const words = new TextEncoder().encode('a child can smile, and run. '.repeat(200))

test('a file travels as small as the browser reads it, and comes out the same', async () => {
  const file = new PackedFile(words, 'text/css; charset=utf-8')
  const brotli = await file.for('gzip, deflate, br, zstd')
  expect([brotli.packing, brotli.body.length < words.length / 10]).toEqual(['br', true])
  expect(new Uint8Array(brotliDecompressSync(brotli.body))).toEqual(words)
  const old = await file.for('gzip;q=1.0, *;q=0.5')
  expect(old.packing).toBe('gzip')
  expect(new Uint8Array(gunzipSync(old.body))).toEqual(words)
})

test.each([undefined, '', 'identity', 'deflate', 'br;q=0, gzip;q=0.0'])(
  'whoever reads nothing packed (%s) gets the bytes as they are',
  async (accepted) => {
    expect(await new PackedFile(words, 'text/css').for(accepted)).toEqual({ body: words })
  },
)

test('what is small, or packed already, is left alone', async () => {
  for (const file of [new PackedFile(words.slice(0, 500), 'text/css'), new PackedFile(words, 'image/jpeg')]) {
    expect([file.varies, (await file.for('br')).packing]).toEqual([false, undefined])
  }
})
