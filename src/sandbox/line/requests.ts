import { z } from 'zod'
import { parseJson } from '../../channels/json.ts'
import { findLine } from '../chat-store.ts'
import { phoneOfUser } from '../phone-store.ts'
import { answers, invalidBody, type LineAnswer } from './answer.ts'
import type { EmulatedChannel } from './channel.ts'
import type { LineEmulator } from './emulator.ts'
import { loadingBody, multicastBody, pushBody, replyBody } from './message.ts'
import { deliver, type Parcel, pushesThisMonth } from './send.ts'

/** An API request past its authorisation. Header names in lower case. */
export interface LineRequest {
  readonly emulator: LineEmulator
  readonly channel: EmulatedChannel
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** LINE takes requests of up to 2 MB. */
const bodyBytes = 2 * 1024 * 1024

const retryKey = z.uuid()

/** `POST /v2/bot/message/reply`. Free, once, within a minute; a retry key is not for replies. */
export async function reply(request: LineRequest): Promise<LineAnswer> {
  const read = readBody(request, replyBody)
  if (!read.ok) return read.answer
  if (request.headers['x-line-retry-key'] !== undefined) return answers.retryKeyUnusable
  const { emulator, channel } = request
  const to = emulator.replyTokens.spend(read.value.replyToken, channel.channelAccountId, emulator.context.clock.now())
  if (to === undefined) return answers.invalidReplyToken
  return send(request, { via: 'reply', to: [to], messages: read.value.messages, retryKey: undefined })
}

/** `POST /v2/bot/message/push`. The same `X-Line-Retry-Key` is taken once: 409 with what was sent the first time. */
export async function push(request: LineRequest): Promise<LineAnswer> {
  const read = readBody(request, pushBody)
  if (!read.ok) return read.answer
  return sendOnce(request, { via: 'push', to: [read.value.to], messages: read.value.messages })
}

/** `POST /v2/bot/message/multicast`. Answers an empty object, as LINE does. */
export async function multicast(request: LineRequest): Promise<LineAnswer> {
  const read = readBody(request, multicastBody)
  if (!read.ok) return read.answer
  return sendOnce(request, { via: 'multicast', to: read.value.to, messages: read.value.messages })
}

/** `POST /v2/bot/chat/loading/start`: three dots until a message comes. */
export async function startLoading(request: LineRequest): Promise<LineAnswer> {
  const read = readBody(request, loadingBody)
  if (!read.ok) return read.answer
  const { emulator, channel } = request
  const phone = await channel.scope.transaction((tx) => phoneOfUser(tx, channel.channelAccountId, read.value.chatId))
  if (phone) emulator.typing.show(phone.phoneId, read.value.loadingSeconds)
  return { status: 202, body: {} }
}

/** `GET /v2/bot/profile/{userId}`: 404 for strangers and for people who block the account. */
export async function profile({ channel }: LineRequest, userId: string): Promise<LineAnswer> {
  const phone = await channel.scope.transaction((tx) => phoneOfUser(tx, channel.channelAccountId, userId))
  if (!phone?.isFriend) return answers.notFound
  const language = { 'zh-Hant': 'zh-TW', 'zh-Hans': 'zh-CN', en: 'en', it: 'it', ja: 'ja' }[phone.language]
  return { status: 200, body: { displayName: phone.name, userId: phone.userId, language } }
}

/** `GET /v2/bot/message/quota` */
export function quota({ emulator }: LineRequest): LineAnswer {
  return { status: 200, body: { type: 'limited', value: emulator.conditions.monthlyLimit } }
}

/** `GET /v2/bot/message/quota/consumption` */
export async function consumption({ channel }: LineRequest): Promise<LineAnswer> {
  const totalUsage = await channel.scope.transaction((tx) => pushesThisMonth(tx, channel.channelAccountId))
  return { status: 200, body: { totalUsage } }
}

/** `GET /v2/bot/info` */
export function botInfo({ channel }: LineRequest): LineAnswer {
  const body = {
    userId: channel.botUserId,
    basicId: '@sandbox',
    displayName: 'Sandbox',
    chatMode: 'bot',
    markAsReadMode: 'auto',
  }
  return { status: 200, body }
}

/** `POST /v2/bot/channel/webhook/test`: a signed webhook without events goes to our hook. */
export async function testWebhook({ emulator, channel }: LineRequest): Promise<LineAnswer> {
  const statusCode = await emulator.webhooks.check(channel)
  const timestamp = emulator.context.clock.now().toISOString()
  const success = statusCode === 200
  const reason = success ? 'OK' : statusCode === 0 ? 'COULD_NOT_CONNECT' : 'ERROR_STATUS_CODE'
  return { status: 200, body: { success, timestamp, statusCode, reason, detail: String(statusCode) } }
}

/** `GET /v2/bot/message/{id}/content`: the bytes of a photo a person sent, and their media type. */
export async function content({ emulator, channel }: LineRequest, messageId: string) {
  const line = await channel.scope.transaction((tx) => findLine(tx, messageId))
  if (!line?.isOwn || line.content.photo === undefined) return undefined
  const { sha256, mediaType } = line.content.photo
  return { bytes: await emulator.context.files.get(Buffer.from(sha256, 'hex')), mediaType }
}

async function sendOnce(request: LineRequest, parcel: Omit<Parcel, 'retryKey'>): Promise<LineAnswer> {
  const key = request.headers['x-line-retry-key']
  if (key !== undefined && !retryKey.safeParse(key.toLowerCase()).success) return answers.retryKeyMalformed
  return send(request, { ...parcel, retryKey: key?.toLowerCase() })
}

async function send({ emulator, channel }: LineRequest, parcel: Parcel): Promise<LineAnswer> {
  const sent = await deliver(emulator, channel, parcel)
  switch (sent.outcome) {
    case 'over-quota':
      return answers.overQuota
    case 'unknown-recipient':
      return answers.unknownRecipient
    case 'repeated':
      return {
        status: 409,
        headers: { 'x-line-accepted-request-id': sent.requestId },
        body: {
          message: 'The retry key is already accepted',
          ...(parcel.via === 'push' ? { sentMessages: sent.sentMessages.map(({ id }) => ({ id })) } : {}),
        },
      }
    case 'accepted':
      return {
        status: 200,
        headers: { 'x-line-request-id': sent.requestId },
        body: parcel.via === 'multicast' ? {} : { sentMessages: sent.sentMessages },
      }
  }
}

function readBody<Shape>(
  { headers, body }: LineRequest,
  schema: z.ZodType<Shape>,
): { ok: true; value: Shape } | { ok: false; answer: LineAnswer } {
  if (!headers['content-type']?.startsWith('application/json')) return { ok: false, answer: answers.wrongMediaType }
  if (body.byteLength > bodyBytes) return { ok: false, answer: answers.tooLarge }
  const parsed = parseJson(body)
  if (parsed === undefined) return { ok: false, answer: answers.noJson }
  const read = schema.safeParse(parsed)
  return read.success ? { ok: true, value: read.data } : { ok: false, answer: invalidBody(read.error) }
}
