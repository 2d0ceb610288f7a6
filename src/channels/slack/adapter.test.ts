import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { conformance } from '../kit/conformance.ts'
import { readRecordings } from '../kit/recordings.ts'
import type { Inspection, Subject, Verdict } from '../kit/subject.ts'
import { textMessage } from '../message.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { slack } from './adapter.ts'
import type { SlackConfig } from './config.ts'
import { check } from './set-up.ts'

const settings = { botToken: 'xoxb-000000000000-demo', signingSecret: '8f742231b10e8888abcd99aaaaaa85a5' }
const now = new Date(1767225601000)
const context = { now, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user' as const, id: 'U02MEILIN01' }
const config = slack.parseConfig(settings)
const [send] = slack.compose(textMessage('謝謝您'), to, config, context)
const [question] = check(config, context)
if (send === undefined || question === undefined) throw new Error('nothing composed')

const answer = (status: number, body: object | string, headers = {}): ProviderResponse => ({
  kind: 'answered',
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const error = (code: string, more = {}) => answer(200, { ok: false, error: code, ...more })
const verdict = (name: string, response: ProviderResponse, outcome: Verdict['outcome'], request = send): Verdict => ({
  name,
  request,
  response,
  outcome,
})
const means = (kind: 'auth' | 'blocked' | 'rate_limited' | 'unknown', codes: readonly string[]) =>
  codes.map((code) => verdict(`${code} inside HTTP 200 means ${kind}`, error(code), { kind }))
const refusal = (code: string) =>
  verdict(`${code} is a refusal in their words`, error(code), { kind: 'rejected', code, words: code })

conformance({
  adapter: slack,
  settings,
  badSettings: [
    { settings: { ...settings, botToken: 'xoxp-a-user' }, field: 'botToken' },
    { settings: { ...settings, signingSecret: 'short' }, field: 'signingSecret' },
    { settings: null, field: '' },
  ],
  now,
  sign: (body, at) => {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const hex = createHmac('sha256', settings.signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')
    const headers = { 'x-slack-signature': `v0=${hex}`, 'x-slack-request-timestamp': timestamp }
    return { method: 'POST', path: '/hooks/key', query: {}, headers, body }
  },
  proof: { place: 'headers', name: 'x-slack-signature', covers: 'body', toleranceSeconds: 300 },
  recordings: readRecordings(new URL('recorded/', import.meta.url)),
  unknownEvent: JSON.stringify({
    type: 'event_callback',
    event_id: 'Ev1',
    event_time: 1767225600,
    event: { type: 'constructor', deep: [1, '👋'] },
  }),
  redeliver: (body) => body,
  to,
  context,
  inspect,
  verdicts: [
    verdict('a message is accepted under its channel and time', answer(200, { ok: true, channel: 'D01', ts: '1.2' }), {
      kind: 'accepted',
      providerIds: ['D01:1.2'],
    }),
    verdict('200 that is no answer of theirs may have been anything', answer(200, '<html>'), { kind: 'unknown' }),
    verdict('429 says how long to wait', answer(429, error('ratelimited'), { 'retry-after': '30' }), {
      kind: 'rate_limited',
      waitSeconds: 30,
    }),
    verdict('429 without a time', answer(429, ''), { kind: 'rate_limited' }),
    ...means('auth', ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']),
    ...means('auth', ['not_allowed_token_type', 'org_login_required', 'ekm_access_denied', 'access_denied']),
    ...means('blocked', ['user_not_found', 'user_disabled', 'user_not_visible']),
    ...means('rate_limited', ['ratelimited', 'rate_limited', 'message_limit_exceeded']),
    ...means('unknown', ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']),
    ...['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action', 'cannot_dm_bot'].map(refusal),
    ...['msg_too_long', 'msg_blocks_too_long', 'no_text', 'invalid_blocks', 'a_new_error'].map(refusal),
    verdict('a missing right is named', error('missing_scope', { needed: 'chat:write' }), {
      kind: 'rejected',
      code: 'missing_scope',
      words: 'missing_scope: chat:write',
    }),
    verdict('403 without words is our token', answer(403, ''), { kind: 'auth' }),
    verdict('404 is a refusal', answer(404, 'gone'), { kind: 'rejected', code: '404', words: 'gone' }),
    verdict('500 on a send is unknown', answer(503, ''), { kind: 'unknown' }),
    verdict('500 on a question may be asked again', answer(500, ''), { kind: 'retryable' }, question),
    verdict(
      'their own trouble with a question may be asked again',
      error('fatal_error'),
      { kind: 'retryable' },
      question,
    ),
  ],
} satisfies Subject<SlackConfig>)

const words = z.object({ text: z.string() })
const block = z.object({
  type: z.string(),
  block_id: z.string().optional(),
  text: words.optional(),
  fields: z.array(words).optional(),
  elements: z.array(z.object({ text: words, value: z.string().optional() })).optional(),
})
const sent = z.object({ text: z.string(), blocks: z.array(block).optional() })

/** Reads a message back: where there are blocks, `text` is for notifications only. */
function inspect(request: ProviderRequest): Inspection {
  const { text, blocks = [] } = sent.parse(JSON.parse(request.body))
  const said = blocks.flatMap((one) => [
    ...(one.text === undefined ? [] : [one.type === 'header' ? one.text.text : unescaped(one.text.text)]),
    ...(one.fields ?? []).map((field) => unescaped(field.text)),
  ])
  const elements = (id: string) => blocks.flatMap((one) => (one.block_id === id ? (one.elements ?? []) : []))
  const labels = (id: string) => elements(id).map((element) => element.text.text)
  return {
    words: blocks.length === 0 ? [unescaped(text)] : [said.join('')],
    texts: blocks.length === 0 ? [unescaped(text)] : [],
    bubbles: 1,
    buttonLabels: labels('buttons'),
    buttonCounts: [labels('buttons').length],
    payloads: [...elements('buttons'), ...elements('suggestions')].flatMap(({ value }) => value ?? []),
    quickReplyLabels: [labels('suggestions')],
  }
}

function unescaped(escaped: string): string {
  return escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
