import type { Deed, Person } from '../emulator.ts'

/** What somebody writes or sends by mail. A press is the words on the button: the mail program has opened a mail with them. */
type Written = Exclude<Deed, { type: 'follow' | 'block' | 'unsend' | 'sticker' }>

interface Envelope {
  readonly from: Person
  readonly to: string
  readonly date: Date
  readonly boundary: string
  /** The mail this is the answer to. */
  readonly answers: { readonly messageId: string; readonly subject: string } | undefined
}

/** A mail as a mail program writes it (RFC 5322, 2045, 2047). */
export function writeLetter(deed: Written, { from, to, date, boundary, answers }: Envelope): string {
  const subject = answers && (/^re:/i.test(answers.subject) ? answers.subject : `Re: ${answers.subject}`)
  const headers = [
    `From: ${encoded(from.name)} <${from.userId}>`,
    `To: ${to}`,
    `Subject: ${encoded(subject ?? '')}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${deed.id}`,
    ...(answers ? [`In-Reply-To: ${answers.messageId}`] : []),
    'MIME-Version: 1.0',
  ]
  const text = part('text/plain; charset=utf-8', Buffer.from(wordsOf(deed)))
  if (deed.type !== 'photo') return [...headers, ...text].join('\r\n')
  const name = deed.mediaType === 'image/png' ? 'photo.png' : 'photo.jpg'
  const photo = part(deed.mediaType, Buffer.from(deed.bytes), [`Content-Disposition: attachment; filename="${name}"`])
  const divider = `--${boundary}`
  const kind = `Content-Type: multipart/mixed; boundary="${boundary}"`
  return [...headers, kind, '', divider, ...text, divider, ...photo, `${divider}--`, ''].join('\r\n')
}

function wordsOf(deed: Written): string {
  switch (deed.type) {
    case 'say':
      return deed.text
    case 'press':
      return deed.words ?? deed.data
    case 'photo':
      return ''
    case 'location':
      return `${deed.title}\nhttps://www.openstreetmap.org/?mlat=${deed.latitude}&mlon=${deed.longitude}`
  }
}

function part(type: string, bytes: Buffer, more: readonly string[] = []): string[] {
  const lines = bytes.toString('base64').match(/.{1,76}/g) ?? ['']
  return [`Content-Type: ${type}`, ...more, 'Content-Transfer-Encoding: base64', '', ...lines, '']
}

function encoded(words: string): string {
  return /^[\x20-\x7e]*$/.test(words) ? words : `=?UTF-8?B?${Buffer.from(words).toString('base64')}?=`
}
