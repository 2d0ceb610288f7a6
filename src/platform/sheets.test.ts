import { crc32, deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText } from './encodings.ts'
import { readSheetFile, writeCsv } from './sheets.ts'

const utf8 = (text: string) => Buffer.from(text)
const bytes = (hex: string) => Buffer.from(hex.replace(/\s/g, ''), 'hex')

async function xlsx(rows: unknown[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('orders').addRows(rows)
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('reading', () => {
  test('headings and cells are text, blank rows are left out and rows keep the numbers a spreadsheet shows', async () => {
    const sheet = await readSheetFile(
      utf8('\ufeff order number ,amount\r\n0012,"1,000"\r\n\r\n`20211234567890123456, 5 \r\n'),
    )
    expect(sheet.columns).toEqual(['order number', 'amount'])
    expect(sheet.rows).toEqual([
      { number: 2, cells: { 'order number': '0012', amount: '1,000' } },
      { number: 4, cells: { 'order number': '20211234567890123456', amount: '5' } },
    ])
  })

  test.each([
    ['semicolons', 'nome;importo\nAnna;1,50\n', { nome: 'Anna', importo: '1,50' }],
    ['tabs', 'name\tcity\nAnna\tRoma\n', { name: 'Anna', city: 'Roma' }],
    ['a stray quote', 'name,city\nAnna "la Rossa",Roma\n', { name: 'Anna "la Rossa"', city: 'Roma' }],
  ])('%s are understood', async (_what, text, cells) => {
    expect((await readSheetFile(utf8(text))).rows[0]?.cells).toEqual(cells)
  })

  test.each([
    // 訂單編號,姓名,金額 / A1,陳美玲,100
    [
      'big5',
      bytes('ad71 b3e6 bd73 b8b9 2c a96d a657 2c aaf7 c342 0a 4131 2c b3af acfc acc2 2c 313030 0a'),
      { 訂單編號: 'A1', 姓名: '陳美玲', 金額: '100' },
    ],
    // 订单编号,姓名,金额 / A1,李秀英,100
    [
      'gb18030',
      bytes('b6a9 b5a5 b1e0 bac5 2c d0d5 c3fb 2c bdf0 b6ee 0a 4131 2c c0ee d0e3 d3a2 2c 313030 0a'),
      { 订单编号: 'A1', 姓名: '李秀英', 金额: '100' },
    ],
    // 注文番号,氏名 / A1,佐藤
    ['shift_jis', bytes('928d 95b6 94d4 8d86 2c 8e81 96bc 0a 4131 2c 8db2 93a1 0a'), { 注文番号: 'A1', 氏名: '佐藤' }],
  ])('a file in %s is recognised without being told', async (encoding, file, cells) => {
    const sheet = await readSheetFile(file)
    expect(sheet.encoding).toBe(encoding)
    expect(sheet.rows[0]?.cells).toEqual(cells)
  })

  test('UTF-16 with its mark, as spreadsheets save “Unicode text”', () => {
    expect(decodeText(Buffer.from('\ufeff姓名\t金額', 'utf16le'))).toEqual({ text: '姓名\t金額', encoding: 'utf-16le' })
  })

  test('XLSX keeps a long order number that is text, and days as days', async () => {
    const file = await xlsx([
      ['order number', 'amount', 'day', 'note'],
      ['20211234567890123456', 1000.1 + 0.2, new Date('2026-03-02T00:00:00Z'), null],
    ])
    expect((await readSheetFile(file)).rows[0]?.cells).toEqual({
      'order number': '20211234567890123456',
      amount: '1000.3',
      day: '2026-03-02',
      note: '',
    })
  })

  test('a number a spreadsheet has cut short is refused by row and column, in CSV and in XLSX', async () => {
    const csv = readSheetFile(utf8('order number,amount\nA1,5\n2.02112E+18,7\n'))
    await expect(csv).rejects.toMatchObject({
      code: 'sheets.number-corrupted',
      facts: { row: 3, column: 'order number', value: '2.02112E+18' },
    })
    const excel = readSheetFile(await xlsx([['order number'], [Number('20211234567890123456')]]))
    await expect(excel).rejects.toMatchObject({ code: 'sheets.number-corrupted', facts: { row: 2 } })
  })

  test.each([
    ['an old .xls', bytes('d0cf11e0a1b11ae1 0000'), 'sheets.unreadable'],
    ['half a zip', bytes('504b0304 0000'), 'sheets.unreadable'],
    ['headings alone', utf8('name,city\n'), 'sheets.empty'],
    ['nothing', utf8(''), 'sheets.empty'],
    ['two columns of one name', utf8('name,name\na,b\n'), 'sheets.repeated-heading'],
    ['too many rows', utf8(`name\n${'a\n'.repeat(50_001)}`), 'sheets.too-many-rows'],
    ['an unclosed quote', utf8('name,city\n"a,b\nc,d'), 'sheets.unreadable'],
  ])('%s is refused', async (_what, file, code) => {
    await expect(readSheetFile(file)).rejects.toMatchObject({ code })
  })

  test('an archive’s own words about its size are not believed: neither too much nor too little', async () => {
    const file = await xlsx([['name'], ['a']])
    const directory = file.readUInt32LE(file.lastIndexOf(Buffer.from('PK\u0005\u0006')) + 16)
    for (const said of [0xfffffff0, 1]) {
      file.writeUInt32LE(said, directory + 24)
      file.writeUInt32LE(said, file.readUInt32LE(directory + 42) + 22)
      expect((await readSheetFile(file)).rows).toEqual([{ number: 2, cells: { name: 'a' } }])
    }
  })

  test('what really unpacks to too much is refused by the limit’s name, however little it says', async () => {
    const bomb = withSheet((sheet) =>
      sheet.replace('<sheetData>', `<!--${' '.repeat(101 * 1024 * 1024)}--><sheetData>`),
    )
    expect(bomb.length).toBeLessThan(1024 * 1024)
    await expect(readSheetFile(bomb)).rejects.toMatchObject({ code: 'sheets.too-large', facts: { mebibytes: 100 } })
  })

  test.each([
    ['a cell far out', '<c r="XFD1048576"><v>1</v></c>'],
    ['a cell far out behind a disguise', `<c t='>' r = 'XFD1048576'><v>1</v></c>`],
    ['cells without addresses', '<c/>'.repeat(1_000_001)],
  ])('%s makes no table larger than the limit', async (_what, cells) => {
    const bomb = withSheet((sheet) => sheet.replace('</sheetData>', `<row r="3">${cells}</row></sheetData>`))
    await expect(readSheetFile(bomb)).rejects.toMatchObject({
      code: 'sheets.too-many-cells',
      facts: { maximum: 2_000_000 },
    })
  })

  test('a small file of the same make is read', async () => {
    expect((await readSheetFile(withSheet((sheet) => sheet))).rows).toEqual([{ number: 2, cells: { name: 'a' } }])
  })

  test('an address nobody can read is refused', async () => {
    const file = withSheet((sheet) => sheet.replace('r="A2"', 'r="&#88;FD1048576"'))
    await expect(readSheetFile(file)).rejects.toMatchObject({ code: 'sheets.unreadable' })
  })
})

/** A small file whose sheet was written by somebody who knows the format. */
function withSheet(change: (sheet: string) => string): Buffer {
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
  const rows = `<row r="1">${cell('A1', 'name')}</row><row r="2">${cell('A2', 'a')}</row>`
  return deflated({
    'xl/workbook.xml': `<workbook xmlns:r="${relation}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': change(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  })
}

/** A compressed archive (APPNOTE 6.3.10). */
function deflated(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  for (const [name, text] of Object.entries(files)) {
    const content = deflateRawSync(text)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(text), 10)
    facts.writeUInt32LE(content.length, 14)
    facts.writeUInt32LE(text.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(Buffer.concat(parts).length, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), facts, place, Buffer.from(name))
    parts.push(Buffer.from('PK\u0003\u0004'), facts, Buffer.from(name), content)
  }
  const [listed, before] = [Buffer.concat(directory), Buffer.concat(parts)]
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006')
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(before.length, 16)
  return Buffer.concat([before, listed, end])
}

describe('writing', () => {
  test.each(['=1+1', '+886', '-cmd', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'])(
    '%j is no formula',
    (cell) => {
      expect(writeCsv([[cell]])).toBe(`\ufeff"'${cell}"\r\n`)
    },
  )

  test('plain negative amounts stay numbers', () => {
    expect(writeCsv([['-100', '-1.50', '100']])).toBe('\ufeff"-100","-1.50","100"\r\n')
  })

  test('what is written is read back', async () => {
    const anyCell = fc
      .stringMatching(/^[a-z0-9,"'陳é ]{1,12}$/)
      .filter((cell) => cell.trim() === cell && !/^\d/.test(cell))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyCell, anyCell), { minLength: 1, maxLength: 8 }), async (rows) => {
        const sheet = await readSheetFile(Buffer.from(writeCsv([['a', 'b'], ...rows])))
        expect(sheet.rows.map(({ cells }) => [cells.a, cells.b])).toEqual(rows)
      }),
      { numRuns: 50 },
    )
  })
})
