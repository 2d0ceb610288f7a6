import type { CarriedFile, RawRequest, Reception } from '../adapter.ts'
import type { ChannelEvent } from '../event.ts'
import { parseJson } from '../json.ts'
import { digest } from '../keys.ts'
import { isAddress, normaliseAddress } from './address.ts'
import type { EmailConfig } from './config.ts'
import { type Mail, unpackedMail, withoutFiles } from './mail.ts'
import { readUnsubscribeToken } from './own.ts'
import { postmarkMail, readPostmark } from './postmark.ts'
import { isProven } from './proof.ts'
import { cutTail } from './reply.ts'
import { readReport } from './report.ts'
import { isForged, isRobot } from './robot.ts'

type Told = Pick<ChannelEvent, 'type'> & Partial<ChannelEvent>

const day = 24 * 60 * 60 * 1000
const handedCode = /^\s*RSC:([\w-]{1,100})\s*$/
const answers = /^\s*(re|r|rif|aw|sv|回复|回覆|答复|返信|fwd?|i|inoltro|转发|轉寄|転送)\s*[:：]/i

/**
 * Reads what the mail provider hands over: a mail that `unpack` has read or Postmark's own JSON, proven by our secret; and the
 * press of "unsubscribe" in a mail program (RFC 8058), proven by the link itself.
 */
export function receive(request: RawRequest, config: EmailConfig, now: Date): Reception {
  if (request.query.unsubscribe !== undefined) return pressed(request, request.query.unsubscribe, config, now)
  if (!isProven(request, config)) return answer(401)
  if (request.method !== 'POST') return answer(405)
  const content = parseJson(request.body)
  const read = mailIn(content)
  const events = read === null ? [] : eventsOf(read, config, now)
  if (read !== null && events.length > 0) return answer(200, events, filesIn(read, events))
  // Not a mail for a person to read: a robot's, a forged one, a webhook of another kind. Kept as it came.
  const raw = (read === null ? content : withoutFiles(read)) ?? new TextDecoder().decode(request.body)
  const dedupeKey = read === null ? digest(request.body) : keyOf(read)
  return answer(200, [{ ...bare(dedupeKey, now.getTime()), type: 'ignored', raw }])
}

function mailIn(content: unknown): Mail | null {
  const unpacked = unpackedMail.safeParse(content)
  if (unpacked.success) return unpacked.data.mail
  const posted = postmarkMail.safeParse(content)
  return posted.success ? readPostmark(posted.data) : null
}

function eventsOf(read: Mail, config: EmailConfig, now: Date): ChannelEvent[] {
  const base = bare(keyOf(read), clockOf(read, now))
  const report = readReport(read, config)
  if (report !== null) return [{ ...base, ...report }]
  const address = normaliseAddress(read.from?.address ?? '')
  if (read.report !== undefined || !isAddress(address) || isRobot(read, config) || isForged(read)) return []
  const { name = '' } = read.from ?? {}
  const from: Partial<ChannelEvent> = {
    userId: address,
    chat: { type: 'user', id: address },
    ...(name.trim() === '' ? {} : { profile: { displayName: name.trim() } }),
    ...threadOf(read, base.at),
  }
  const [, code] = handedCode.exec(read.subject) ?? []
  const attachments = filesOf(read, base.dedupeKey)
  const message: Told = {
    messageId: base.dedupeKey,
    ...from,
    type: 'message',
    ...wordsOf(read, code !== undefined),
    attachments,
  }
  if (code === undefined) return [{ ...base, ...message }]
  const arrival = {
    ...base,
    ...from,
    type: 'referral' as const,
    referral: code,
    dedupeKey: digest(`${base.dedupeKey}/code`),
  }
  return message.text === '' && read.attachments.length === 0 ? [arrival] : [arrival, { ...base, ...message }]
}

/** The first mail of a thread says something in its subject too. A code there is no words, and an answer's subject is ours. */
function wordsOf(read: Mail, isCode: boolean): Pick<ChannelEvent, 'text' | 'quoted'> {
  const { text, quoted } = cutTail(read.text)
  const subject = read.subject.trim()
  if (handedCode.test(text)) return { text }
  const isFirst = read.inReplyTo === undefined && !answers.test(subject) && !isCode && subject !== ''
  const words = isFirst ? [subject, text].filter((part) => part !== '').join('\n\n') : text
  return { text: words, ...(quoted === undefined ? {} : { quoted }) }
}

/** What an answer refers to, so that mail programs show it below: the id and the subject. */
function threadOf({ messageId, subject, inReplyTo }: Mail, at: number): Partial<ChannelEvent> {
  const answered = inReplyTo === undefined ? {} : { repliesTo: inReplyTo.slice(0, 998) }
  if (messageId === undefined) return answered
  return { ...answered, messageId, replyToken: { token: `${messageId} ${subject}`, expiresAt: at + 30 * day } }
}

/** What came with the mail. What the provider left out is named only: it cannot be fetched later. */
function filesOf({ attachments }: Mail, key: string): ChannelEvent['attachments'] {
  return attachments.map(({ fileName, mediaType, sizeBytes, content }, place) => ({
    kind: kindOf(mediaType),
    mediaType,
    sizeBytes,
    ...(fileName === undefined ? {} : { fileName }),
    ...(content === undefined ? {} : { mediaId: fileId(key, place) }),
  }))
}

/** The bytes of what a message names; a report's, or those of a mere code, are nobody's. */
function filesIn(read: Mail, events: readonly ChannelEvent[]): CarriedFile[] {
  const named = new Set(events.flatMap(({ attachments }) => attachments.map(({ mediaId }) => mediaId)))
  return read.attachments.flatMap(({ content, fileName }, place) => {
    const mediaId = fileId(keyOf(read), place)
    if (content === undefined || !named.has(mediaId)) return []
    return [{ mediaId, fileName, bytes: Buffer.from(content, 'base64') }]
  })
}

function fileId(key: string, place: number): string {
  return `${key}/${place}`
}

function kindOf(mediaType: string): ChannelEvent['attachments'][number]['kind'] {
  const [family] = mediaType.split('/')
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
}

/** One press, no questions asked: it counts as the word that ends messages in every language’s script. A second within the minute is the same. */
function pressed(request: RawRequest, token: string, config: EmailConfig, now: Date): Reception {
  const address = readUnsubscribeToken(token, config)
  if (address === null) return answer(401)
  // Scanners follow every link with GET; only a press posts.
  if (request.method !== 'POST') return answer(405)
  const event: ChannelEvent = {
    ...bare(digest(`${token}/${Math.floor(now.getTime() / 60_000)}`), now.getTime()),
    type: 'message',
    userId: address,
    chat: { type: 'user', id: address },
    text: 'unsubscribe',
  }
  return answer(200, [event])
}

/** Equal for the same mail of the same sender, whichever way and however often it comes. */
function keyOf({ from, messageId, date, subject, text }: Mail): string {
  const sender = normaliseAddress(from?.address ?? '')
  return digest(JSON.stringify(messageId === undefined ? [sender, date, subject, text] : [sender, messageId]))
}

/** A sender's clock may be wrong or lie: never the future, never more than five days ago, the longest servers try (RFC 5321 §4.5.4). */
function clockOf({ date }: Mail, now: Date): number {
  const written = Date.parse(date ?? '')
  const latest = now.getTime()
  return Number.isNaN(written) ? latest : Math.min(latest, Math.max(latest - 5 * day, written))
}

function bare(dedupeKey: string, at: number): Omit<ChannelEvent, 'type'> {
  return { dedupeKey, at, attachments: [], redelivered: false, standby: false }
}

function answer(status: number, events: readonly ChannelEvent[] = [], files: readonly CarriedFile[] = []): Reception {
  const headers = { 'content-type': 'application/json', ...(status === 405 ? { allow: 'POST' } : {}) }
  return {
    accepted: status === 200,
    response: { status, headers, body: '{}' },
    events,
    ...(files.length === 0 ? {} : { files }),
  }
}
