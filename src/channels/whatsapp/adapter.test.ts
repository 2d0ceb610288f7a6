import { z } from 'zod'
import { conformance } from '../kit/conformance.ts'
import { readRecordings } from '../kit/recordings.ts'
import type { Inspection, Subject } from '../kit/subject.ts'
import { textMessage } from '../message.ts'
import { metaSignature } from '../meta/hook.ts'
import type { Outcome } from '../outcome.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { whatsapp } from './adapter.ts'
import type { WhatsappConfig } from './config.ts'

const settings = {
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  accessToken: 'EAAG-a-system-users-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
  publicNumber: '+886223456789',
}
const now = new Date(1767225601000)
const context = { now, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user' as const, id: 'TW.13491208655302741918' }
const config = whatsapp.parseConfig(settings)
const [send] = whatsapp.compose(textMessage('謝謝您'), to, config, context)
const [question] = whatsapp.check?.(config, context) ?? []
if (send === undefined || question === undefined) throw new Error('nothing composed')

const answer = (status: number, body: object | string): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const error = (code: number, message: string, more = {}) => answer(400, { error: { code, message, ...more } })
const accepted = { messaging_product: 'whatsapp', contacts: [{ input: to.id }], messages: [{ id: 'wamid.HBgM1' }] }
const refusals: readonly [string, ProviderResponse, Outcome][] = [
  ['an ended token', error(190, 'Error validating access token'), { kind: 'auth' }],
  ['a missing permission', error(200, 'Requires permission'), { kind: 'auth' }],
  ['too fast for the number', error(130429, 'Rate limit hit'), { kind: 'rate_limited' }],
  ['too fast for this person', error(131056, 'Pair rate limit hit'), { kind: 'rate_limited', waitSeconds: 6 }],
  ['an account that is barred for a while', error(368, 'Temporarily blocked'), { kind: 'auth' }],
  ['a closed window', error(131047, 'Re-engagement message'), { kind: 'window_closed' }],
  [
    'a person who stopped marketing, and may still be answered',
    error(131050, 'User has stopped'),
    { kind: 'rejected', code: '131050', words: 'User has stopped' },
  ],
  [
    'enough marketing for this person for now',
    error(131049, 'This message was not delivered to maintain healthy ecosystem engagement.'),
    {
      kind: 'rejected',
      code: '131049',
      words: 'This message was not delivered to maintain healthy ecosystem engagement.',
    },
  ],
  ['trouble at Meta, after which it may have gone', error(131000, 'Something went wrong'), { kind: 'unknown' }],
  [
    'a template that is none',
    error(132001, 'Template name does not exist', { error_data: { details: 'name (x) does not exist in zh_TW' } }),
    { kind: 'rejected', code: '132001', words: 'name (x) does not exist in zh_TW' },
  ],
  [
    'somebody who cannot be reached, for whatever reason',
    error(131026, 'Message undeliverable'),
    { kind: 'rejected', code: '131026', words: 'Message undeliverable' },
  ],
]

conformance({
  adapter: whatsapp,
  settings,
  badSettings: [
    { settings: { ...settings, phoneNumberId: 'abc' }, field: 'phoneNumberId' },
    { settings: { ...settings, appSecret: 'short' }, field: 'appSecret' },
    { settings: { ...settings, publicNumber: '0912' }, field: 'publicNumber' },
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
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'constructor', value: { deep: [1, '👋'] } }] }],
  }),
  redeliver: (body) => body,
  to,
  context,
  inspect,
  verdicts: [
    {
      name: '200 is accepted with the id',
      request: send,
      response: answer(200, accepted),
      outcome: { kind: 'accepted', providerIds: ['wamid.HBgM1'] },
    },
    {
      name: '200 that is no answer of theirs may have been anything',
      request: send,
      response: answer(200, '<html>'),
      outcome: { kind: 'unknown' },
    },
    ...refusals.map(([name, response, outcome]) => ({ name, request: send, response, outcome })),
    { name: '500 on a send is unknown', request: send, response: answer(503, ''), outcome: { kind: 'unknown' } },
    {
      name: '500 on a question may be asked again',
      request: question,
      response: answer(500, ''),
      outcome: { kind: 'retryable' },
    },
    { name: '429 is too fast', request: send, response: answer(429, ''), outcome: { kind: 'rate_limited' } },
  ],
} satisfies Subject<WhatsappConfig>)

const reply = z.object({ id: z.string(), title: z.string() })
const sent = z.object({
  text: z.object({ body: z.string() }).optional(),
  image: z.object({ caption: z.string().max(1024).optional() }).optional(),
  video: z.object({ caption: z.string().max(1024).optional() }).optional(),
  document: z.object({ caption: z.string().max(1024).optional() }).optional(),
  location: z.object({ name: z.string(), address: z.string().optional() }).optional(),
  interactive: z
    .object({
      body: z.object({ text: z.string().max(1024) }),
      action: z.object({
        buttons: z.array(z.object({ reply })).max(3).optional(),
        sections: z.array(z.object({ rows: z.array(reply).max(10) })).optional(),
        parameters: z.object({ display_text: z.string() }).optional(),
      }),
    })
    .optional(),
})

/** Reads a message back. The last choices of the last message are the suggestions, when they hang on nothing of a card. */
function inspect(
  request: ProviderRequest,
  { message, isLast }: Parameters<Subject<WhatsappConfig>['inspect']>[1],
): Inspection {
  const said = sent.parse(JSON.parse(request.body))
  const action = said.interactive?.action
  const choices = [
    ...(action?.buttons ?? []).map((button) => button.reply),
    ...(action?.sections ?? []).flatMap(({ rows }) => rows),
  ]
  const isSuggesting = isLast && message.quickReplies.length > 0
  const links = action?.parameters ? [action.parameters.display_text] : []
  const buttons = isSuggesting ? [] : choices
  return {
    words: [
      said.text?.body,
      said.interactive?.body.text,
      said.image?.caption,
      said.video?.caption,
      said.document?.caption,
      said.location?.name,
      said.location?.address,
    ].filter((words) => words !== undefined),
    texts: said.text === undefined ? [] : [said.text.body],
    bubbles: 1,
    buttonLabels: [...buttons.map(({ title }) => title), ...links],
    buttonCounts: [buttons.length + links.length],
    payloads: choices.map(({ id }) => id),
    quickReplyLabels: [isSuggesting ? choices.map(({ title }) => title) : []],
  }
}
