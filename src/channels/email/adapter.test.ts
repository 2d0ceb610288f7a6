import { conformance } from '../kit/conformance.ts'
import { readRecordings } from '../kit/recordings.ts'
import type { Inspection, Subject } from '../kit/subject.ts'
import { textMessage } from '../message.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { email } from './adapter.ts'
import type { EmailConfig } from './config.ts'
import { check } from './set-up.ts'
import { partsOf, settings } from './testing.ts'

const now = new Date('2026-03-02T02:00:00Z')
const context = { now, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user' as const, id: 'mei.lin@donor.example' }
const config = email.parseConfig(settings)
const [send] = email.compose(textMessage('謝謝您'), to, config, context)
const [question] = check(config, context)
if (send === undefined || question === undefined) throw new Error('nothing composed')

const answer = (status: number, body: string): ProviderResponse => ({ kind: 'answered', status, headers: {}, body })
const refused = (line: string, outcome: Subject<EmailConfig>['verdicts'][number]['outcome']) => ({
  name: `“${line}” is ${outcome.kind}`,
  request: send,
  response: answer(422, line),
  outcome,
})

conformance({
  adapter: email,
  settings,
  badSettings: [
    { settings: { ...settings, smtpHost: 'http://169.254.169.254' }, field: 'smtpHost' },
    { settings: { ...settings, smtpHost: '10.0.0.1' }, field: 'smtpHost' },
    { settings: { ...settings, smtpPort: '6379' }, field: 'smtpPort' },
    { settings: { ...settings, password: undefined }, field: 'password' },
    { settings: { ...settings, fromAddress: 'a@example.org, b@example.org' }, field: 'fromAddress' },
    { settings: { ...settings, fromName: 'Hands\r\nBcc: x@example.org' }, field: 'fromName' },
    { settings: { ...settings, inboundSecret: 'short' }, field: 'inboundSecret' },
    { settings: null, field: '' },
  ],
  now,
  sign: (body) => ({
    method: 'POST',
    path: '/hooks/key',
    query: { secret: settings.inboundSecret },
    headers: { 'content-type': body[0] === 0x7b ? 'application/json' : 'message/rfc822' },
    body,
  }),
  proof: { place: 'query', name: 'secret', covers: 'sender' },
  recordings: readRecordings(new URL('recorded/', import.meta.url)),
  unknownEvent: JSON.stringify({ RecordType: 'SpendingLimit', deep: [1, '👋'] }),
  redeliver: (body) => body,
  to,
  context,
  inspect,
  verdicts: [
    {
      name: '202 is accepted under our own Message-ID',
      request: send,
      response: answer(202, '250 2.0.0 Ok: queued as 4WxYz'),
      outcome: { kind: 'accepted', providerIds: [send.headers['message-id'] ?? ''] },
    },
    {
      name: 'a sign-in that works says nothing to anybody',
      request: question,
      response: answer(202, '235 2.7.0 Authentication successful'),
      outcome: { kind: 'accepted', providerIds: [] },
    },
    {
      name: 'a mailbox that makes strangers wait has not taken the mail',
      request: send,
      response: answer(503, '451 4.7.1 Greylisted, please try again'),
      outcome: { kind: 'retryable' },
    },
    {
      name: 'too many connections',
      request: send,
      response: answer(503, '421 4.7.0 Too many concurrent connections'),
      outcome: { kind: 'rate_limited' },
    },
    {
      name: 'too many mails',
      request: send,
      response: answer(503, '452 4.5.3 Too many recipients'),
      outcome: { kind: 'rate_limited' },
    },
    {
      name: '503 that is no reply of SMTP may have been anything',
      request: send,
      response: answer(503, '<html>'),
      outcome: { kind: 'unknown' },
    },
    {
      name: 'a refused sign-in is our password',
      request: send,
      response: answer(401, '535 5.7.8 Authentication failed'),
      outcome: { kind: 'auth' },
    },
    refused('550 5.1.1 <mei@donor.example>: no such user', { kind: 'blocked' }),
    refused('550 5.2.1 Mailbox disabled', { kind: 'blocked' }),
    refused('550 5.4.5 Daily user sending limit exceeded', { kind: 'quota' }),
    refused('552 5.2.2 Mailbox full', { kind: 'rejected', code: '5.2.2', words: '552 5.2.2 Mailbox full' }),
    refused('550 5.7.26 Unauthenticated email', {
      kind: 'rejected',
      code: '5.7.26',
      words: '550 5.7.26 Unauthenticated email',
    }),
    refused('554 Spam', { kind: 'rejected', code: '554', words: '554 Spam' }),
  ],
} satisfies Subject<EmailConfig>)

/** Reads a mail back: the words from the plain part, what can be pressed from the other. */
function inspect(request: ProviderRequest, { message }: Parameters<Subject<EmailConfig>['inspect']>[1]): Inspection {
  const { plain, html } = partsOf(request.body)
  const sections = html.split('<section').slice(1)
  const labels = (part: string) =>
    [...part.matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map(([, label = '']) => label.replace(/^↩ | \(\+\d+\)$/g, ''))
  const [block, ...others] = message.blocks
  const isText = block?.type === 'text' && others.length === 0 && message.quickReplies.length === 0
  return {
    words: [plain],
    texts: isText ? [plain] : [],
    bubbles: 1,
    buttonLabels: labels(html).map(unescapeHtml),
    buttonCounts: sections.map((section) => labels(section.split('</section>')[0] ?? '').length),
    payloads: [],
    quickReplyLabels: [],
  }
}

function unescapeHtml(words: string): string {
  const signs = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
  return Object.entries(signs)
    .reduce((text, [name, sign]) => text.replaceAll(name, sign), words)
    .replaceAll('&amp;', '&')
}
