import sharp from 'sharp'
import { expect, test } from 'vitest'
import { checkReceived } from './received.ts'
import { letterPdf } from './testing/pdf.ts'

const point = () => sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
const pdf = letterPdf()

test.each([
  ['a PDF that calls itself a photo', async () => pdf, 'photo.jpg', 'application/pdf', 'photo.pdf'],
  ['a photo that calls itself a PDF', () => point().jpeg().toBuffer(), 'bill.pdf', 'image/jpeg', 'bill.jpg'],
  ['a format browsers rarely see', () => point().gif().toBuffer(), 'wave.gif', 'image/webp', 'wave.webp'],
  ['a page', async () => Buffer.from('<!doctype html><script/>'), 'a.html', 'text/plain', 'a.txt'],
  [
    'what has no mark and is no text',
    async () => Buffer.from([0xff, 0, 0xff]),
    '',
    'application/octet-stream',
    'file.bin',
  ],
])('%s is kept as what it is', async (_name, bytes, name, mediaType, fileName) => {
  expect(await checkReceived(await bytes(), name)).toMatchObject({ mediaType, fileName })
})

test('a PDF that somebody sends is kept without who wrote it', async () => {
  const { bytes } = await checkReceived(pdf, 'letter.pdf')
  expect(Buffer.from(bytes).includes('Operated and well')).toBe(true)
  expect(Buffer.from(bytes).includes('Dr. Who Wrote It')).toBe(false)
})

test.each([
  ['nothing', Buffer.alloc(0), 'files.empty'],
  ['too much', Buffer.alloc(20 * 1024 * 1024 + 1), 'files.too-large'],
  ['a program', Buffer.from(`MZ${'\0'.repeat(100)}`), 'files.is-program'],
  ['a picture cut off', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'), 'files.picture-unreadable'],
])('%s is refused', async (_name, bytes, code) => {
  await expect(checkReceived(bytes, 'photo.jpg')).rejects.toMatchObject({ code })
})
