import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { letterPdf } from './testing/pdf.ts'
import { checkUpload, safeFileName } from './upload.ts'

const pdf = letterPdf()
const html = Buffer.from('<!doctype html><script>alert(1)</script>')

/** Two points wide and one high, as a camera held upright keeps it, with the place where it was taken. */
function photograph(): Promise<Buffer> {
  return sharp({ create: { width: 2, height: 1, channels: 3, background: '#14655a' } })
    .withExif({
      IFD0: { Make: 'A camera', ImageDescription: 'The child’s legal name' },
      IFD3: { GPSLatitude: '25/1 2/1 0/1', GPSLatitudeRef: 'N', GPSLongitude: '121/1 31/1 0/1', GPSLongitudeRef: 'E' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

function check(bytes: Uint8Array, fileName?: string) {
  return checkUpload({ bytes, fileName, use: 'expense', field: 'document' })
}

describe('what a file is', () => {
  test('is read from its content, and its name follows', async () => {
    expect(await check(pdf, 'invoice.html')).toMatchObject({
      mediaType: 'application/pdf',
      purpose: 'expense',
      fileName: 'invoice.pdf',
    })
    const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    expect(await check(png, 'invoice.pdf')).toMatchObject({ mediaType: 'image/png', fileName: 'invoice.png' })
  })

  test('a PDF is made anew; what proves something is kept as it came, what is only sent is not', async () => {
    const proof = await check(pdf)
    expect(Buffer.from(proof.bytes).includes('Dr. Who Wrote It')).toBe(false)
    expect(proof.original).toEqual({ bytes: pdf, isSigned: false })
    const sent = await checkUpload({ bytes: pdf, use: 'message', field: 'file' })
    expect(sent.bytes).toEqual(proof.bytes)
    expect(sent.original).toBeUndefined()
  })

  test.each([
    ['a page called invoice.pdf', html],
    ['a drawing that is a program', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a page with the beginning of a PDF further in', Buffer.concat([html, pdf])],
    ['an archive', Buffer.from('PK\x03\x04 and more of it')],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00')],
  ])('%s is refused, naming the field and what is taken', async (_name, bytes) => {
    await expect(check(bytes, 'invoice.pdf')).rejects.toMatchObject({
      code: 'files.not-accepted',
      field: 'document',
      facts: { accepted: 'PDF, JPG, PNG' },
    })
  })

  test('nothing, too much, and a picture cut off are refused', async () => {
    await expect(check(Buffer.alloc(0))).rejects.toMatchObject({ code: 'files.empty', field: 'document' })
    const large = Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)])
    await expect(check(large)).rejects.toMatchObject({
      code: 'files.too-large',
      field: 'document',
      facts: { mebibytes: 10 },
    })
    const cut = (await photograph()).subarray(0, 200)
    await expect(check(cut)).rejects.toMatchObject({ code: 'files.picture-unreadable', field: 'document' })
  })

  test('a small file that unpacks to more points than any camera has is refused', async () => {
    const bomb = await sharp({ create: { width: 10_000, height: 6_001, channels: 3, background: 'white' } })
      .png({ compressionLevel: 1 })
      .toBuffer()
    expect(bomb.byteLength).toBeLessThan(3 * 1024 * 1024)
    await expect(check(bomb)).rejects.toMatchObject({ code: 'files.picture-unreadable' })
  })
})

test('a photograph loses its place, its camera and its words, and stands upright', async () => {
  const taken = await photograph()
  const before = await sharp(taken).metadata()
  expect([before.exif?.includes('A camera'), before.orientation]).toEqual([true, 6])
  const { bytes } = await check(Buffer.concat([taken, Buffer.from('something behind the picture')]))
  const { exif, xmp, iptc, orientation, width, height } = await sharp(bytes).metadata()
  expect({ exif, xmp, iptc, orientation, width, height }).toEqual({ width: 1, height: 2 })
  const kept = Buffer.from(bytes)
  for (const words of ['A camera', 'legal name', 'something behind']) expect(kept.includes(words)).toBe(false)
})

describe('a file name', () => {
  test.each([
    ['invoice.pdf', 'invoice.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\bills\\二月 收據.PDF', '二月 收據.pdf'],
    ['invoice.pdf.exe', 'invoice.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['bill\u202egpj.exe\r\nx: y', 'billgpj.exex_ y.pdf'],
    ['  ', undefined],
    ['..', undefined],
    [undefined, undefined],
  ])('%j becomes %j', (given, kept) => {
    expect(safeFileName(given, 'pdf')).toBe(kept)
  })

  test('leads to no folder, shows all of itself, and is short, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = safeFileName(given, 'pdf') ?? 'none.pdf'
        expect(name).toMatch(/^[^./\\\p{Cc}\p{Cf}"][^/\\\p{Cc}\p{Cf}"]*\.pdf$/u)
        expect([...name].length).toBeLessThanOrEqual(104)
      }),
    )
  })
})
