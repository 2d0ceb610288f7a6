import { describe, expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import { settings } from './testing.ts'

const channel = openChannel('email', settings)
const now = new Date('2026-03-02T02:00:00Z')
const mail = 'From: Mei <mei@donor.example>\r\nSubject: Hi\r\nMessage-ID: <a@b.example>\r\n\r\nHello 1+1=2 & more\r\n'
const told = {
  accepted: true,
  events: [{ type: 'message', userId: 'mei@donor.example', text: 'Hi\n\nHello 1+1=2 & more' }],
}

async function take(body: FormData | URLSearchParams | string, type?: string, secret = settings.inboundSecret) {
  const posted = new Response(body)
  const headers = { 'content-type': type ?? posted.headers.get('content-type') ?? '', 'x-inbound-secret': secret }
  const request = {
    method: 'POST',
    path: '/hooks/key',
    query: {},
    headers,
    body: new Uint8Array(await posted.arrayBuffer()),
  }
  const unpacked = await channel.unpack(request)
  return { isUnpacked: unpacked !== request, ...channel.receive(unpacked, now) }
}

function form(field: string) {
  const filled = new FormData()
  filled.set(field, mail)
  return filled
}

function formWithFile() {
  const filled = new FormData()
  filled.set('email', new File([mail], 'mail.eml', { type: 'message/rfc822' }))
  return filled
}

describe('a mail as providers hand it over', () => {
  it.each([
    ['as it is', mail, 'message/rfc822'],
    ['in Mailgun’s form', form('body-mime'), undefined],
    ['in Mailgun’s form without files', new URLSearchParams({ 'body-mime': mail }), undefined],
    ['in SendGrid’s form', form('email'), undefined],
    ['in a form as a file', formWithFile(), undefined],
    ['as something without a name', mail, ''],
    [
      'within Postmark’s JSON',
      JSON.stringify({ FromFull: { Email: 'postmaster@x.example' }, MessageID: 'p', RawEmail: mail }),
      'application/json',
    ],
  ])('is read %s', async (_name, body, type) => {
    expect(await take(body, type)).toMatchObject({ isUnpacked: true, ...told })
  })

  it('is not taken for the one before where its Message-ID is empty', async () => {
    const posted = (id: string) =>
      JSON.stringify({
        FromFull: { Email: 'a@b.example' },
        MessageID: id,
        TextBody: 'Hello',
        Headers: ['Message-ID', 'In-Reply-To'].map((Name) => ({ Name, Value: '' })),
      })
    const [one, other] = await Promise.all(['p1', 'p2'].map((id) => take(posted(id), 'application/json')))
    expect(one?.events[0]?.dedupeKey).not.toBe(other?.events[0]?.dedupeKey)
    expect(one?.events[0]).not.toHaveProperty('repliesTo')
  })

  it.each([
    [
      'SendGrid',
      { headers: mail.split('\r\n\r\n')[0] ?? '', text: 'Hello 1+1=2 & more', from: 'Mei <mei@donor.example>' },
    ],
    [
      'Mailgun',
      {
        'message-headers': JSON.stringify([
          ['From', 'Mei <mei@donor.example>'],
          ['Subject', 'Hi'],
          ['Message-Id', '<a@b.example>'],
        ]),
        'body-plain': 'Hello 1+1=2 & more',
      },
    ],
    [
      'SendGrid, without a plain part',
      { headers: mail.split('\r\n\r\n')[0] ?? '', html: '<p>Hello 1+1=2 &amp; more</p>' },
    ],
  ])('is read as %s takes it apart, with its files and under the same name', async (_name, fields) => {
    const filled = new FormData()
    for (const [name, value] of Object.entries(fields)) filled.set(name, value)
    filled.set('attachment1', new File([new Uint8Array([1, 2, 3])], 'house.png', { type: 'image/png' }))
    const heard = await take(filled)
    expect(heard).toMatchObject({ isUnpacked: true, ...told })
    expect(heard.events[0]?.dedupeKey).toBe((await take(mail, 'message/rfc822')).events[0]?.dedupeKey)
    expect(heard.events[0]?.attachments).toMatchObject([{ kind: 'image', fileName: 'house.png', sizeBytes: 3 }])
    expect(heard.files?.map(({ bytes }) => [...bytes])).toEqual([[1, 2, 3]])
  })

  it('is read as Postmark takes it apart, with its files', async () => {
    const posted = (changes: object) =>
      take(
        JSON.stringify({
          FromFull: { Email: 'mei@donor.example', Name: 'Mei' },
          MessageID: 'p1',
          Subject: 'Hi',
          TextBody: 'Hello 1+1=2 & more',
          Headers: [{ Name: 'Message-ID', Value: ' <a@b.example> ' }],
          ...changes,
        }),
        'application/json',
      )
    const file = { Name: 'house.png', ContentType: 'image/png', ContentLength: 3, Content: 'AQID' }
    const heard = await posted({ Attachments: [file, { ...file, Name: '', Content: '' }] })
    expect(heard).toMatchObject({ isUnpacked: false, ...told })
    const key = heard.events[0]?.dedupeKey
    expect(key).toBe((await take(mail, 'message/rfc822')).events[0]?.dedupeKey)
    expect(heard.events[0]?.attachments).toEqual([
      { kind: 'image', mediaType: 'image/png', sizeBytes: 3, fileName: 'house.png', mediaId: `${key}/0` },
      { kind: 'image', mediaType: 'image/png', sizeBytes: 3 },
    ])
    expect(heard.files?.map(({ fileName, bytes }) => [fileName, [...bytes]])).toEqual([['house.png', [1, 2, 3]]])
    const bare = await posted({ FromFull: { Email: 'mei@donor.example' }, Headers: undefined, Subject: undefined })
    expect(bare.events[0]).toMatchObject({
      text: 'Hello 1+1=2 & more',
      messageId: '<p1@inbound.postmarkapp.com>',
      replyToken: { token: '<p1@inbound.postmarkapp.com> ' },
    })
    expect(bare.events[0]).not.toHaveProperty('profile')
  })

  it('taken apart keeps what it answers, its time, and a sender named beside the headers', async () => {
    const filled = new FormData()
    const date = 'Sun, 1 Mar 2026 02:00:00 +0000'
    filled.set(
      'headers',
      `Message-ID: <c@b.example>\r\nX-From: nobody@b.example\r\nIn-Reply-To: <q@y.example>\r\nDate: ${date}`,
    )
    filled.set('from', 'Mei\r\n <mei@donor.example>')
    filled.set('subject', 'Re: Hi')
    filled.set('text', 'Yes')
    const { events } = await take(filled)
    expect(events).toMatchObject([
      { userId: 'mei@donor.example', text: 'Yes', repliesTo: '<q@y.example>', profile: { displayName: 'Mei' } },
    ])
    expect(events[0]).toMatchObject({ at: Date.parse(date), replyToken: { token: '<c@b.example> Re: Hi' } })
  })

  it('of a file keeps no bytes twice: what is not for a person to read is kept without', async () => {
    const robot = new FormData()
    robot.set('headers', 'From: no-reply@b.example\r\nSubject: News')
    robot.set('file', new File(['secret'], 'a.txt', { type: 'text/plain' }))
    const { events } = await take(robot)
    expect(events).toMatchObject([
      { type: 'ignored', raw: { subject: 'News', attachments: [{ fileName: 'a.txt', sizeBytes: 6 }] } },
    ])
    expect(JSON.stringify(events)).not.toContain(Buffer.from('secret').toString('base64'))
  })

  it('is read from its drawn part where the plain one is blank', async () => {
    const part = (type: string, words: string) => `--b\r\nContent-Type: text/${type}\r\n\r\n${words}\r\n`
    const head = mail.split('\r\n\r\n')[0] ?? ''
    const both = `${head}\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n${part('plain', ' ')}${part('html', '<p>Drawn</p>')}--b--\r\n`
    expect((await take(both, 'message/rfc822')).events).toMatchObject([{ text: 'Hi\n\nDrawn' }])
  })

  it('has the same name on every way', async () => {
    const keys = [await take(mail, 'message/rfc822'), await take(form('email'))].map(
      ({ events }) => events[0]?.dedupeKey,
    )
    expect(new Set(keys).size).toBe(1)
  })

  it('is not looked into without proof', async () => {
    const refused = { isUnpacked: false, accepted: false, response: { status: 401 } }
    expect(await take(mail, 'message/rfc822', 'guessed')).toMatchObject(refused)
  })

  it.each([
    ['a form of something else', form('subject'), undefined],
    ['a form that is broken', 'nonsense', 'multipart/form-data; boundary=b'],
    [
      'mails within mails without end',
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(500)}`,
      'message/rfc822',
    ],
  ])('that is %s is kept and ignored', async (_name, body, type) => {
    expect(await take(body, type)).toMatchObject({ accepted: true, events: [{ type: 'ignored' }] })
  })
})
