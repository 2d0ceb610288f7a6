import PostalMime, { type Attachment, type Email } from 'postal-mime'
import type { RawRequest } from '../adapter.ts'
import { readJson } from '../json.ts'
import { normaliseAddress } from './address.ts'
import type { EmailConfig } from './config.ts'
import { readFields } from './fields.ts'
import type { Mail } from './mail.ts'
import { plainOf } from './plain.ts'
import { postmarkMail } from './postmark.ts'
import { isProven } from './proof.ts'
import { westernSigns } from './western.ts'

/** Where a form carries the mail: Mailgun's raw MIME route, SendGrid's raw Inbound Parse (their pages, read 2026-11-22). */
const formFields = ['body-mime', 'email']

const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 1 }

/**
 * Turns a whole mail, as it is or in a form, into the JSON that `receive` reads. What is not proven, is JSON already, or
 * cannot be read as a mail is answered as it came.
 */
export async function unpack(request: RawRequest, config: EmailConfig): Promise<RawRequest> {
  if (request.method !== 'POST' || request.query.unsubscribe !== undefined || !isProven(request, config)) return request
  try {
    const read = await mailOf(request)
    if (read === null) return request
    const body = JSON.stringify({ mail: read })
    const headers = { ...request.headers, 'content-type': 'application/json' }
    return { ...request, headers, body: new TextEncoder().encode(body) }
  } catch {
    return request
  }
}

/** The mail in a request: raw, or taken apart by the provider into the fields of a form. `null`: JSON, which `receive` reads itself. */
async function mailOf({ headers, body }: RawRequest): Promise<Mail | null> {
  const type = headers['content-type'] ?? ''
  if (/json/i.test(type)) {
    // Not read twice for a name that is not in it.
    if (!Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes('"RawEmail"')) return null
    const raw = readJson(body, postmarkMail)?.RawEmail
    return raw === undefined ? null : readMail(raw)
  }
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)) return readMail(body)
  const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData()
  const field = formFields.map((name) => form.get(name)).find((value) => value !== null)
  if (field === undefined || field === null) return readFields(form)
  return readMail(typeof field === 'string' ? field : new Uint8Array(await field.arrayBuffer()))
}

async function readMail(raw: string | Uint8Array): Promise<Mail> {
  const email = await PostalMime.parse(raw, limits)
  const { from } = email
  return {
    from:
      from?.address === undefined || from.address === ''
        ? undefined
        : { address: from.address, name: westernSigns(from.name) },
    subject: westernSigns(email.subject ?? ''),
    date: email.date,
    messageId: email.messageId,
    inReplyTo: email.inReplyTo,
    headers: email.headers.map(({ key, value }) => ({ name: key, value })),
    text: westernSigns(wordsOf(email)),
    attachments: email.attachments.map((attachment) => {
      const bytes = bytesOf(attachment)
      const content = Buffer.from(bytes).toString('base64')
      const fileName = attachment.filename === null ? undefined : westernSigns(attachment.filename)
      return { fileName, mediaType: attachment.mimeType, sizeBytes: bytes.length, content }
    }),
    report: await readReport(email),
  }
}

/** The plain part; where it says nothing, the words of the drawn one. */
function wordsOf({ text = '', html = '' }: Email): string {
  return text.trim() === '' ? plainOf(html) : text
}

/** What a mail server tells about a mail of ours: its fields, and the mail they are about. */
async function readReport({ attachments }: Email): Promise<Mail['report']> {
  const part = (...types: string[]) => attachments.find(({ mimeType }) => types.includes(mimeType))
  const delivery = part('message/delivery-status')
  const told = delivery ?? part('message/feedback-report')
  const about = part('message/rfc822', 'text/rfc822-headers')
  if (told === undefined || about === undefined) return undefined
  const groups = new TextDecoder().decode(bytesOf(told)).split(/\r?\n\r?\n/)
  const read = await Promise.all(groups.slice(0, 10).map((group) => PostalMime.parse(group, limits)))
  const original = await PostalMime.parse(bytesOf(about), limits)
  const ownId = original.headers.find(({ key }) => key === 'x-riscontro-id')?.value
  return {
    kind: delivery === undefined ? 'feedback' : 'delivery',
    fields: Object.fromEntries(read.flatMap(({ headers }) => headers.map(({ key, value }) => [key, value]))),
    original: { id: ownId ?? original.messageId ?? '', to: normaliseAddress(original.to?.[0]?.address ?? '') },
  }
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content)
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}
