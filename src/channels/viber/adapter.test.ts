import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { conformance } from '../kit/conformance.ts'
import { readRecordings } from '../kit/recordings.ts'
import type { Inspection, Subject, Verdict } from '../kit/subject.ts'
import { textMessage } from '../message.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { viber } from './adapter.ts'
import type { ViberConfig } from './config.ts'
import { payloadOf } from './press.ts'
import { check } from './set-up.ts'

const settings = {
  authToken: '4453b6ac1s345678-e02c5f12174805f9-daec9cbb5448c51r',
  senderName: 'Helping Hands',
  chatUri: 'helpinghands',
}
const now = new Date(1767225601000)
const context = { now, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user' as const, id: '01234567890aBcDeFgHiJk==' }
const config = viber.parseConfig(settings)
const [send] = viber.compose(textMessage('謝謝您'), to, config, context)
const [question] = check(config, context)
if (send === undefined || question === undefined) throw new Error('nothing composed')

const answer = (status: number, body: string): ProviderResponse => ({ kind: 'answered', status, headers: {}, body })
const told = (status: number, words: string) =>
  answer(200, `{"status":${status},"status_message":"${words}","message_token":5741311803571721087}`)
const verdict = (name: string, response: ProviderResponse, outcome: Verdict['outcome'], request = send): Verdict => ({
  name,
  request,
  response,
  outcome,
})
const refusal = (status: number, words: string) =>
  verdict(`status ${status} is a refusal with their words`, told(status, words), {
    kind: 'rejected',
    code: String(status),
    words,
  })
const means = (kind: 'auth' | 'blocked' | 'rate_limited' | 'quota', statuses: readonly number[]) =>
  statuses.map((status) => verdict(`status ${status} inside HTTP 200 means ${kind}`, told(status, 'no'), { kind }))

conformance({
  adapter: viber,
  settings,
  badSettings: [
    { settings: { ...settings, authToken: 'abc' }, field: 'authToken' },
    { settings: { ...settings, senderName: 'a name of more than twenty-eight' }, field: 'senderName' },
    { settings: { ...settings, chatUri: 'viber://pa' }, field: 'chatUri' },
    { settings: null, field: '' },
  ],
  now,
  sign: (body) => ({
    method: 'POST',
    path: '/hooks/key',
    query: {},
    headers: { 'x-viber-content-signature': createHmac('sha256', settings.authToken).update(body).digest('hex') },
    body,
  }),
  proof: { place: 'headers', name: 'x-viber-content-signature', covers: 'body' },
  recordings: readRecordings(new URL('recorded/', import.meta.url)),
  // Its shape is published nowhere: kept as it comes.
  unknownEvent:
    '{"event":"client_status","timestamp":1767225600900,"message_token":4912661846655238299,"user":{"id":"a="}}',
  redeliver: (body) => body,
  to,
  context,
  inspect,
  verdicts: [
    verdict('the token of an accepted message is exact to the last digit', told(0, 'ok'), {
      kind: 'accepted',
      providerIds: ['5741311803571721087'],
    }),
    verdict('a token may come as a text', answer(200, '{"status":0,"message_token":"1234567890"}'), {
      kind: 'accepted',
      providerIds: ['1234567890'],
    }),
    verdict('a webhook is taken without a token', answer(200, '{"status":0}'), { kind: 'accepted', providerIds: [] }),
    verdict('200 that is no answer of theirs may have been anything', answer(200, '<html>'), { kind: 'unknown' }),
    ...means('auth', [2, 7, 8, 9, 10, 15]),
    ...means('blocked', [5, 6]),
    ...means('rate_limited', [12]),
    ...means('quota', [23, 24]),
    ...[1, 3, 4, 11, 13, 14, 16, 17, 18, 19, 20, 21, 22, 99].map((status) => refusal(status, 'not so')),
    verdict('401 is our token', answer(401, ''), { kind: 'auth' }),
    verdict('429 is too fast', answer(429, ''), { kind: 'rate_limited' }),
    verdict('413 is a refusal', answer(413, 'too large'), { kind: 'rejected', code: '413', words: 'too large' }),
    verdict('500 on a send is unknown', answer(502, ''), { kind: 'unknown' }),
    verdict('500 on a question may be asked again', answer(500, ''), { kind: 'retryable' }, question),
  ],
} satisfies Subject<ViberConfig>)

const drawn = z.object({ Text: z.string(), ActionBody: z.string() })
const sent = z.object({
  text: z.string().optional(),
  type: z.string(),
  rich_media: z.object({ Buttons: z.array(drawn) }).optional(),
  keyboard: z.object({ Buttons: z.array(drawn) }).optional(),
})

/** Reads a message back. */
function inspect(request: ProviderRequest): Inspection {
  const said = sent.parse(JSON.parse(request.body))
  const buttons = said.rich_media?.Buttons ?? []
  const suggestions = said.keyboard?.Buttons ?? []
  return {
    words: said.text === undefined ? [] : [said.text],
    texts: said.type === 'text' && said.text !== undefined ? [said.text] : [],
    bubbles: 1,
    buttonLabels: buttons.map(labelOf),
    buttonCounts: [buttons.length],
    payloads: [...buttons, ...suggestions].flatMap(({ ActionBody }) => payloadOf(ActionBody) ?? []),
    quickReplyLabels: [suggestions.map(labelOf)],
  }
}

function labelOf({ Text }: z.infer<typeof drawn>): string {
  return Text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
