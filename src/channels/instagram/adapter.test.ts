import { conformance } from '../kit/conformance.ts'
import { readRecordings } from '../kit/recordings.ts'
import type { Subject } from '../kit/subject.ts'
import { textMessage } from '../message.ts'
import { metaSignature } from '../meta/hook.ts'
import { inspectPage } from '../meta/page/inspected.ts'
import type { Outcome } from '../outcome.ts'
import type { ProviderResponse } from '../request.ts'
import { instagram } from './adapter.ts'
import type { InstagramConfig } from './config.ts'

const settings = {
  instagramId: '17841405822304914',
  pageId: '106540352242922',
  accessToken: 'EAAG-a-pages-own-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
  userName: 'a.charity',
}
const now = new Date(1767225601000)
const context = { now, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user' as const, id: '1254785914612345' }
const config = instagram.parseConfig(settings)
const [send] = instagram.compose(textMessage('謝謝您'), to, config, context)
const [typed] = instagram.compose(textMessage('謝謝您'), to, config, { ...context, byMember: true })
const [question] = instagram.check?.(config, context) ?? []
const typing = instagram.typing?.(to, config, context)
if (!send || !typed?.fallback || !question || !typing) throw new Error('nothing composed')

const answer = (status: number, body: object | string): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const error = (code: number, message: string, error_subcode?: number) =>
  answer(400, { error: { code, message, type: 'OAuthException', error_subcode, fbtrace_id: 'A' } })
const tooLate = error(10, 'This message is sent outside of allowed window.', 2534022)
const refusals: readonly [string, ProviderResponse, Outcome][] = [
  ['an ended token', error(190, 'Error validating access token'), { kind: 'auth' }],
  ['too fast for the account', error(613, 'Calls to this API have exceeded the rate limit'), { kind: 'rate_limited' }],
  ['a closed window', tooLate, { kind: 'window_closed' }],
  ['a person who is not available', error(551, 'This person isn’t available right now.'), { kind: 'blocked' }],
  [
    'a comment that was answered before',
    error(100, 'Private reply already sent', 2534025),
    { kind: 'rejected', code: '100', words: 'Private reply already sent' },
  ],
]

conformance({
  adapter: instagram,
  settings,
  badSettings: [
    { settings: { ...settings, instagramId: '@a.charity' }, field: 'instagramId' },
    { settings: { ...settings, pageId: 'my page' }, field: 'pageId' },
    { settings: { ...settings, userName: '@a.charity' }, field: 'userName' },
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
    object: 'instagram',
    entry: [{ id: '17841405822304914', time: 1767225600123, messaging: [{ constructor: { deep: [1, '👋'] } }] }],
  }),
  redeliver: (body) => body,
  to,
  context,
  inspect: inspectPage,
  verdicts: [
    {
      name: '200 is accepted with the id',
      request: send,
      response: answer(200, { recipient_id: to.id, message_id: 'aWdfZAG1f' }),
      outcome: { kind: 'accepted', providerIds: ['aWdfZAG1f'] },
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
  ],
} satisfies Subject<InstagramConfig>)
