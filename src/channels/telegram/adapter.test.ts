import { expect, it } from 'vitest'
import { z } from 'zod'
import { conformance } from '../kit/conformance.ts'
import { readRecordings } from '../kit/recordings.ts'
import type { Inspection, Subject } from '../kit/subject.ts'
import { textMessage } from '../message.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { telegram } from './adapter.ts'
import { call } from './call.ts'
import type { TelegramConfig } from './config.ts'

const settings = {
  botToken: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawe',
  webhookSecret: 'a-secret-of-thirty-two-characters_',
  botName: 'helping_hands_bot',
}
const now = new Date(1767225601000)
const context = { now, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user' as const, id: '7100200300' }
const config = telegram.parseConfig(settings)
const [send] = telegram.compose(textMessage('謝謝您'), to, config, context)
if (send === undefined) throw new Error('nothing composed')
const question = call('getMe', {}, config, context)

const answer = (status: number, body: object | string): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const error = (code: number, description: string, parameters = {}) =>
  answer(code, { ok: false, error_code: code, description, parameters })
const groupSend = { ...send, body: JSON.stringify({ chat_id: '-100', text: 'hi' }) }

conformance({
  adapter: telegram,
  settings,
  badSettings: [
    { settings: { ...settings, botToken: '123' }, field: 'botToken' },
    { settings: { ...settings, webhookSecret: 'short' }, field: 'webhookSecret' },
    { settings: { ...settings, botName: '@with_its_sign' }, field: 'botName' },
    { settings: null, field: '' },
  ],
  now,
  sign: (body) => ({
    method: 'POST',
    path: '/hooks/key',
    query: {},
    headers: { 'x-telegram-bot-api-secret-token': settings.webhookSecret },
    body,
  }),
  proof: { place: 'headers', name: 'x-telegram-bot-api-secret-token', covers: 'sender' },
  recordings: readRecordings(new URL('recorded/', import.meta.url)),
  unknownEvent: JSON.stringify({ update_id: 1, constructor_event: { deep: [1, '👋'] } }),
  redeliver: (body) => body,
  to,
  context,
  inspect,
  verdicts: [
    {
      name: '200 is accepted with an id that is unique across chats',
      request: send,
      response: answer(200, { ok: true, result: { message_id: 366, chat: { id: 7100200300 } } }),
      outcome: { kind: 'accepted', providerIds: ['7100200300:366'] },
    },
    {
      name: 'an album is accepted with all its ids',
      request: send,
      response: answer(200, {
        ok: true,
        result: [7, 8].map((message_id) => ({ message_id, chat: { id: -100 } })),
      }),
      outcome: { kind: 'accepted', providerIds: ['-100:7', '-100:8'] },
    },
    {
      name: '200 that is no answer of theirs may have been anything',
      request: send,
      response: answer(200, '<html>'),
      outcome: { kind: 'unknown' },
    },
    {
      name: '429 says how long to wait',
      request: send,
      response: error(429, 'Too Many Requests: retry after 11', { retry_after: 11 }),
      outcome: { kind: 'rate_limited', waitSeconds: 11 },
    },
    {
      name: '429 without a time',
      request: send,
      response: error(429, 'Too Many Requests'),
      outcome: { kind: 'rate_limited' },
    },
    {
      name: '403 is a block',
      request: send,
      response: error(403, 'Forbidden: bot was blocked by the user'),
      outcome: { kind: 'blocked' },
    },
    { name: '401 is our token', request: send, response: error(401, 'Unauthorized'), outcome: { kind: 'auth' } },
    {
      name: '404 is a token that is none',
      request: question,
      response: error(404, 'Not Found'),
      outcome: { kind: 'auth' },
    },
    {
      name: '400 is a refusal with their words',
      request: send,
      response: error(400, 'Bad Request: chat not found'),
      outcome: { kind: 'rejected', code: '400', words: 'Bad Request: chat not found' },
    },
    {
      name: 'a group that moved is written to where it lives now',
      request: groupSend,
      response: error(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: -1001234567890,
      }),
      outcome: {
        kind: 'next',
        requests: [{ ...groupSend, body: JSON.stringify({ chat_id: '-1001234567890', text: 'hi' }) }],
      },
    },
    {
      name: '200 that is no answer of Telegram’s may have been anything',
      request: send,
      response: answer(200, '{"ok":false,"result":{"message_id":1,"chat":{"id":1}}}'),
      outcome: { kind: 'unknown' },
    },
    { name: '500 on a send is unknown', request: send, response: answer(502, ''), outcome: { kind: 'unknown' } },
    {
      name: '500 on a question may be asked again',
      request: question,
      response: answer(500, ''),
      outcome: { kind: 'retryable' },
    },
  ],
} satisfies Subject<TelegramConfig>)

it('ends the spinner of a press in the answer to its webhook, and says nothing in any other', () => {
  const update = (content: object) => {
    const body = new TextEncoder().encode(JSON.stringify({ update_id: 1, ...content }))
    const headers = { 'x-telegram-bot-api-secret-token': settings.webhookSecret }
    return telegram.receive({ method: 'POST', path: '/', query: {}, headers, body }, config, now).response.body
  }
  const from = { id: 71, is_bot: false, first_name: 'Mei' }
  const chat = { id: 71, type: 'private' }
  const pressed = { id: '4382', from, data: 'give', message: { message_id: 3, date: 1767225600, chat } }
  expect(JSON.parse(update({ callback_query: pressed }))).toEqual({
    method: 'answerCallbackQuery',
    callback_query_id: '4382',
  })
  expect(update({ message: { message_id: 4, date: 1767225600, chat, from, text: 'hi' } })).toBe('{}')
})

const key = z.object({ text: z.string(), callback_data: z.string().optional() })
const sent = z.object({
  text: z.string().optional(),
  caption: z.string().max(1024).optional(),
  entities: z.unknown().optional(),
  caption_entities: z.unknown().optional(),
  title: z.string().optional(),
  address: z.string().optional(),
  media: z
    .array(z.object({ caption: z.string().max(1024).optional() }))
    .min(2)
    .max(10)
    .optional(),
  reply_markup: z.object({ inline_keyboard: z.array(z.array(key)) }).optional(),
})

/** Reads a call back. Suggestions are the last keys of the last message; a card is what has words in bold. */
function inspect(
  request: ProviderRequest,
  { message, isLast }: Parameters<Subject<TelegramConfig>['inspect']>[1],
): Inspection {
  const said = sent.parse(JSON.parse(request.body))
  const keys = said.reply_markup?.inline_keyboard.flat() ?? []
  const suggested = isLast ? Math.min(message.quickReplies.length, telegram.abilities.quickReplies.limit) : 0
  const buttons = keys.slice(0, keys.length - suggested)
  const isCard = said.entities !== undefined || said.caption_entities !== undefined
  return {
    words: [
      said.text,
      said.caption,
      said.title,
      said.address,
      ...(said.media ?? []).map(({ caption }) => caption),
    ].filter((words) => words !== undefined),
    texts: said.text === undefined || isCard ? [] : [said.text],
    bubbles: 1,
    buttonLabels: buttons.map(({ text }) => text),
    buttonCounts: [buttons.length],
    payloads: keys.flatMap(({ callback_data }) => (callback_data === undefined ? [] : [callback_data])),
    quickReplyLabels: [keys.slice(buttons.length).map(({ text }) => text)],
  }
}
