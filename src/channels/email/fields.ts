import PostalMime from 'postal-mime'
import { z } from 'zod'
import { readJson } from '../json.ts'
import type { Mail } from './mail.ts'
import { plainOf } from './plain.ts'

const pairs = z.array(z.tuple([z.string(), z.string()]))
const limits = { maxHeadersSize: 256 * 1024 }

/**
 * A mail its provider has taken apart into the fields of a form: SendGrid's Inbound Parse, Mailgun's parsed route (their pages,
 * read 2026-11-22). Bounces and words in other character sets than UTF-8 do not survive that: the raw mail is better. `null`: a
 * form of another kind.
 */
export async function readFields(form: FormData): Promise<Mail | null> {
  const head = headOf(form)
  if (head === null) return null
  const { headers, from, subject, date, messageId, inReplyTo } = await PostalMime.parse(`${head}\r\n\r\n`, limits)
  const text = wordsIn(form, 'text', 'body-plain')
  const files = [...form.values()].flatMap((value) => (typeof value === 'string' ? [] : [value]))
  return {
    from: from?.address ? { address: from.address, name: from.name } : undefined,
    subject: subject ?? wordsIn(form, 'subject'),
    date,
    messageId,
    inReplyTo,
    headers: headers.map(({ key, value }) => ({ name: key, value })),
    text: text.trim() === '' ? plainOf(wordsIn(form, 'html', 'body-html')) : text,
    attachments: await Promise.all(files.map(readFile)),
  }
}

/** The header lines: as they came (SendGrid), or as pairs (Mailgun). */
function headOf(form: FormData): string | null {
  const listed = readJson(wordsIn(form, 'message-headers'), pairs)
  const lines = listed === null ? wordsIn(form, 'headers').trim() : listed.map(line).join('\r\n')
  if (lines === '') return null
  return /^from:/im.test(lines) ? lines : `${lines}\r\n${line(['From', wordsIn(form, 'from')])}`
}

function line([name, value]: readonly [string, string]): string {
  return `${name}: ${value.replace(/[\r\n]+/g, ' ')}`
}

function wordsIn(form: FormData, ...names: readonly string[]): string {
  const values = names.map((name) => form.get(name))
  return values.find((value) => typeof value === 'string') ?? ''
}

async function readFile(file: File): Promise<Mail['attachments'][number]> {
  const bytes = Buffer.from(await file.arrayBuffer())
  const { name, type } = file
  return {
    fileName: name === '' ? undefined : name,
    mediaType: type === '' ? 'application/octet-stream' : type,
    sizeBytes: bytes.length,
    content: bytes.toString('base64'),
  }
}
