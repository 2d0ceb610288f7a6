import { conformance } from '../kit/conformance.ts'
import { readRecordings } from '../kit/recordings.ts'
import type { Subject } from '../kit/subject.ts'
import { textMessage } from '../message.ts'
import { metaSignature } from '../meta/hook.ts'
import { inspectPage } from '../meta/page/inspected.ts'
import type { Outcome } from '../outcome.ts'
import type { ProviderResponse } from '../request.ts'
import { messenger } from './adapter.ts'
import type { MessengerConfig } from './config.ts'

const settings = {
  pageId: '106540352242922',
  accessToken: 'EAAG-a-pages-own-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
}
const now = new Date(1767225601000)
const context = { now, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user' as const, id: '6254785914612345' }
const config = messenger.parseConfig(settings)
const [send] = messenger.compose(textMessage('謝謝您'), to, config, context)
const [typed] = messenger.compose(textMessage('謝謝您'), to, config, { ...context, byMember: true })
const [question] = messenger.check?.(config, context) ?? []
const typing = messenger.typing?.(to, config, context)
if (!send || !typed?.fallback || !question || !typing) throw new Error('nothing composed')

const answer = (status: number, body: object | string): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const error = (code: number, message: string, error_subcode?: number) =>
  answer(400, { error: { code, message, type: 'OAuthException', error_subcode, fbtrace_id: 'A' } })
const tooLate = error(10, 'This message is sent outside of allowed window.', 2018278)
const refusals: readonly [string, ProviderResponse, Outcome][] = [
  ['an ended token', error(190, 'Error validating access token'), { kind: 'auth' }],
  ['a missing permission', error(200, 'Requires pages_messaging permission'), { kind: 'auth' }],
  ['too fast for the app', error(4, 'Application request limit reached'), { kind: 'rate_limited' }],
  ['too fast for the page', error(613, 'Calls to this API have exceeded the rate limit'), { kind: 'rate_limited' }],
  ['a closed window', tooLate, { kind: 'window_closed' }],
  ['a closed window, by its older name', error(10, 'outside of allowed window', 2018065), { kind: 'window_closed' }],
  ['a person who is not available', error(551, 'This person isn’t available right now.'), { kind: 'blocked' }],
  ['a person who does not receive our messages', error(200, 'not receiving messages', 1545041), { kind: 'blocked' }],
  ['trouble at Meta, after which it may have gone', error(2, 'An unexpected error'), { kind: 'unknown' }],
  ['trouble Meta calls temporary', error(1200, 'Temporary send message failure'), { kind: 'unknown' }],
  [
    'nobody by this number',
    error(100, 'No matching user found', 2018001),
    { kind: 'rejected', code: '100', words: 'No matching user found' },
  ],
  [
    'a restricted page',
    error(10, 'Page is restricted', 1893063),
    { kind: 'rejected', code: '10', words: 'Page is restricted' },
  ],
  [
    'a comment that was answered before',
    error(10900, 'Activity already replied to'),
    { kind: 'rejected', code: '10900', words: 'Activity already replied to' },
  ],
]

conformance({
  adapter: messenger,
  settings,
  badSettings: [
    { settings: { ...settings, pageId: 'my page' }, field: 'pageId' },
    { settings: { ...settings, appSecret: 'short' }, field: 'appSecret' },
    { settings: null, field: '' },
  ],
  now,
  sign: (body) => ({
    method: 'POST',
    path: '/hooks/key',
    query: {},
    headers: { 'x-hub-signature-256': metaSignature(body, settings.appSecret) },
    body,
  }),
  proof: { place: 'headers', name: 'x-hub-signature-256', covers: 'body' },
  recordings: readRecordings(new URL('recorded/', import.meta.url)),
  unknownEvent: JSON.stringify({
    object: 'page',
    entry: [{ id: '106540352242922', time: 1767225600123, messaging: [{ constructor: { deep: [1, '👋'] } }] }],
  }),
  redeliver: (body) => body,
  to,
  context,
  inspect: inspectPage,
  verdicts: [
    {
      name: '200 is accepted with the id',
      request: send,
      response: answer(200, { recipient_id: to.id, message_id: 'm_AG5H' }),
      outcome: { kind: 'accepted', providerIds: ['m_AG5H'] },
    },
    {
      name: 'the three dots have no id',
      request: typing,
      response: answer(200, { recipient_id: to.id }),
      outcome: { kind: 'accepted', providerIds: [] },
    },
    {
      name: '200 that is no answer of theirs may have been anything',
      request: send,
      response: answer(200, '<html>'),
      outcome: { kind: 'unknown' },
    },
    ...refusals.map(([name, response, outcome]) => ({ name, request: send, response, outcome })),
    {
      name: 'a member’s answer after the window goes on as a human agent’s word',
      request: typed,
      response: tooLate,
      outcome: { kind: 'next', requests: [typed.fallback] },
    },
    {
      name: 'a human agent’s word after seven days is too late',
      request: typed.fallback,
      response: tooLate,
      outcome: { kind: 'window_closed' },
    },
    { name: '500 on a send is unknown', request: send, response: answer(503, ''), outcome: { kind: 'unknown' } },
    {
      name: '500 on a question may be asked again',
      request: question,
      response: answer(500, ''),
      outcome: { kind: 'retryable' },
    },
    { name: '429 is too fast', request: send, response: answer(429, ''), outcome: { kind: 'rate_limited' } },
    {
      name: '429 may say how long',
      request: send,
      response: { kind: 'answered', status: 429, headers: { 'retry-after': '9' }, body: '' },
      outcome: { kind: 'rate_limited', waitSeconds: 9 },
    },
    {
      name: 'the account’s use may say how long, in minutes',
      request: send,
      response: {
        kind: 'answered',
        status: 400,
        headers: {
          'x-business-use-case-usage': JSON.stringify({
            '1': [{ type: 'messenger', call_count: 100, estimated_time_to_regain_access: 3 }],
            '2': [{ type: 'messenger', call_count: 9, estimated_time_to_regain_access: 0 }],
          }),
        },
        body: JSON.stringify({ error: { code: 613, message: 'Calls to this API have exceeded the rate limit' } }),
      },
      outcome: { kind: 'rate_limited', waitSeconds: 180 },
    },
  ],
} satisfies Subject<MessengerConfig>)
