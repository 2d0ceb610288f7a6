import { describe, expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import { settings } from './testing.ts'

const channel = openChannel('email', settings)
const now = new Date('2026-03-02T02:00:00Z')

/** What we hear of a mail, its bytes written one a letter. */
async function hear(...lines: string[]) {
  const usual = ['From: Mei <mei@donor.example>', 'Message-ID: <a@b.example>'].filter(
    (line) => !lines.some((one) => one.startsWith(line.split(' ')[0] ?? '')),
  )
  const body = Uint8Array.from(Buffer.from([...usual, ...lines].join('\r\n'), 'latin1'))
  const headers = { 'content-type': 'message/rfc822', 'x-inbound-secret': settings.inboundSecret }
  const request = { method: 'POST', path: '/hooks/key', query: {}, headers, body }
  const { events, files = [] } = channel.receive(await channel.unpack(request), now)
  const [event] = events
  return { ...event, files: files.map(({ fileName, bytes }) => [fileName, Buffer.from(bytes).toString()]) }
}

const text = (charset: string, encoding: string, words: string) =>
  hear(`Content-Type: text/plain; charset=${charset}`, `Content-Transfer-Encoding: ${encoding}`, '', words)
const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('latin1')

describe('the words of a mail are read as they were written', () => {
  it.each([
    ['utf-8', '8bit', bytes('e8ac9de8ac9d'), '謝謝'],
    ['"UTF-8"', 'base64', '6Kyd6Kyd', '謝謝'],
    ['utf-8', 'BASE64', '6K\r\nyd6Kyd', '謝謝'],
    ['utf-8', 'quoted-printable', '=E8=AC=9D=E8=AC=9D', '謝謝'],
    ['utf-8', 'Quoted-Printable', 'one =\r\nline, 1+1=3D2', 'one line, 1+1=2'],
    ['utf-8', 'quoted-printable', '=E8=AC=\r\n=9D', '謝'],
    ['utf-8', 'quoted-printable', '=e8=ac=9d', '謝'],
    ['big5', '8bit', bytes('c1c2c1c2'), '謝謝'],
    ['big5', 'quoted-printable', '=C1=C2=C1=C2', '謝謝'],
    ['gb2312', 'base64', '0LvQuw==', '谢谢'],
    ['gb18030', '8bit', bytes('d0bbd0bb'), '谢谢'],
    ['iso-2022-jp', '7bit', bytes('1b2442 242a4e69 1b2842'), 'お礼'],
    ['shift_jis', '8bit', bytes('82a8 97e7'), 'お礼'],
    ['euc-jp', '8bit', bytes('a4aacee9'), 'お礼'],
    ['euc-kr', '8bit', bytes('b0a8bbe7'), '감사'],
    ['iso-8859-1', 'quoted-printable', 'perch=E9', 'perché'],
    ['iso-8859-15', 'quoted-printable', '5 =A4', '5 €'],
    ['windows-1252', 'quoted-printable', '5 =80', '5 €'],
    ['iso-8859-1', 'quoted-printable', '5 =80 =9D', '5 € \u009d'],
    ['windows-1252', '8bit', bytes('93 63 69 61 6f 94'), '“ciao”'],
    ['windows-1251', '8bit', bytes('d1efe0f1e8e1ee'), 'Спасибо'],
    ['us-ascii', '7bit', 'plain', 'plain'],
    ['', '7bit', 'no charset', 'no charset'],
    ['x-unheard-of', '7bit', 'still words', 'still words'],
  ])('in %s, %s: %j', async (charset, encoding, words, read) => {
    expect((await text(charset, encoding, words)).text).toBe(read)
  })

  it('of several parts: the plain ones, however deep, before the drawn one', async () => {
    const heard = await hear(
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      'Nobody reads this.',
      '--outer',
      'Content-Type: multipart/related; boundary=mid',
      '',
      '--mid',
      'Content-Type: multipart/alternative; boundary="in ner"',
      '',
      '--in ner',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Caff=C3=A8',
      '--in ner',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>drawn</p>',
      '--in ner--',
      '--mid',
      'Content-Type: image/png; name="logo.png"',
      'Content-Transfer-Encoding: base64',
      'Content-ID: <logo>',
      'Content-Disposition: inline; filename="logo.png"',
      '',
      'bG9nbw==',
      '--mid--',
      '--outer',
      'Content-Type: application/pdf',
      "Content-Disposition: attachment; filename*0*=UTF-8''%E6%94%B6; filename*1*=%E6%93%9A.pdf",
      'Content-Transfer-Encoding: base64',
      '',
      'cGRm',
      '--outer--',
    )
    expect(heard.text).toBe('Caffè')
    expect(heard.files).toEqual([
      ['logo.png', 'logo'],
      ['收據.pdf', 'pdf'],
    ])
    expect(heard.attachments).toMatchObject([
      { kind: 'image', mediaType: 'image/png', fileName: 'logo.png', sizeBytes: 4 },
      { kind: 'file', mediaType: 'application/pdf', fileName: '收據.pdf', sizeBytes: 3 },
    ])
  })

  it('of a mail that is only drawn, in its own character set', async () => {
    const drawn = await hear(
      'Content-Type: text/html; charset=big5',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(bytes('3c703ec1c2c1c23c2f703e'), 'latin1').toString('base64'),
    )
    expect(drawn.text).toBe('謝謝')
    const western = await hear('Content-Type: text/html; charset=windows-1252', '', bytes('93 68 69 94'))
    expect(western.text).toBe('“hi”')
  })
})

describe('the head of a mail', () => {
  it.each([
    ['=?utf-8?B?6Kyd6Kyd?=', '謝謝'],
    ['=?UTF-8?q?=E8=AC=9D_=E8=AC=9D?=', '謝 謝'],
    ['=?utf-8?B?6Kyd?= =?utf-8?B?6Kyd?=', '謝謝'],
    ['=?utf-8?B?6Kyd?=\r\n =?utf-8?B?6Kyd?=', '謝謝'],
    ['=?big5?B?wcLBwg==?=', '謝謝'],
    ['=?gb2312?B?0LvQuw==?=', '谢谢'],
    ['=?iso-2022-jp?B?GyRCJCpOaRsoQg==?=', 'お礼'],
    ['=?iso-8859-1?Q?perch=E9?= no', 'perché no'],
    ['=?windows-1252?Q?5_=80_=96_hi?=', '5 € – hi'],
    ['a subject that goes on\r\n in the next line', 'a subject that goes on in the next line'],
    [bytes('e8ac9d'), '謝'],
    ['50% = half_ ?= no code', '50% = half_ ?= no code'],
  ])('says its subject: %j', async (line, subject) => {
    expect((await hear(`Subject: ${line}`, '', 'Hi')).text).toBe(`${subject}\n\nHi`)
  })

  it.each([
    ['=?utf-8?B?5p6X576O?= <mei@donor.example>', '林美'],
    ['=?windows-1252?Q?O=92Hara?= <mei@donor.example>', 'O’Hara'],
    ['"Lin, Mei" <Mei@Donor.example>', 'Lin, Mei'],
    ['"=?utf-8?B?5p6X576O?=" <mei@donor.example>', '林美'],
    ['Mei\r\n Lin\r\n <mei@donor.example>', 'Mei Lin'],
    ['mei@donor.example (Mei Lin)', 'Mei Lin'],
    ['mei@donor.example', undefined],
  ])('tells who writes: %j', async (line, name) => {
    const heard = await hear(`From: ${line}`, '', 'Hi')
    expect([heard.userId, heard.profile?.displayName]).toEqual(['mei@donor.example', name])
  })

  it.each([
    ['attachment; filename="roof.jpg"', 'roof.jpg'],
    ["attachment; filename*=UTF-8''%E6%94%B6.jpg", '收.jpg'],
    ["attachment; filename*=iso-8859-1'it'perch%E9.jpg", 'perché.jpg'],
    ['attachment; filename="=?utf-8?B?5pS2LmpwZw==?="', '收.jpg'],
    ['attachment;\r\n filename="a; b.jpg"', 'a; b.jpg'],
    ['attachment; filename="a\\"b.jpg"', 'a"b.jpg'],
    ["attachment; filename*=windows-1252''5%20%80.jpg", '5 €.jpg'],
    ['attachment', 'by-type.jpg'],
  ])('names a file: %j', async (disposition, fileName) => {
    const heard = await hear(
      'Content-Type: image/jpeg; name="by-type.jpg"',
      `Content-Disposition: ${disposition}`,
      'Content-Transfer-Encoding: base64',
      '',
      'anBn',
    )
    expect(heard.files).toEqual([[fileName, 'jpg']])
  })
})
