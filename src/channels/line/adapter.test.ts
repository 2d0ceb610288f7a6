import { z } from 'zod'
import { conformance } from '../kit/conformance.ts'
import { readRecordings } from '../kit/recordings.ts'
import type { Inspection } from '../kit/subject.ts'
import { textMessage } from '../message.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { line } from './adapter.ts'
import { lineSignature } from './receive.ts'

const settings = { channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' }
const now = new Date(1767225601000)
const accessToken = { token: 'a-stateless-token', expiresAt: now.getTime() + 60_000 }
const context = { now, accessToken, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user' as const, id: 'U4af4980629a1b2c3d4e5f60718293a4b' }
const replyToken = { token: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA', expiresAt: now.getTime() + 1 }

const compose = (changes: object) => {
  const [request] = line.compose(textMessage('謝謝您'), to, line.parseConfig(settings), { ...context, ...changes })
  if (request === undefined) throw new Error('nothing composed')
  return request
}
const push = compose({})
const reply = compose({ replyToken })
const token = line.authorise(line.parseConfig(settings), { now })
if (token === null || reply.fallback === undefined) throw new Error('no token request or no fallback')

const answer = (status: number, body: object | string): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const sentMessages = [{ id: '461230966842064897', quoteToken: 'IStG5h1Tz7b' }]
const badToken = answer(400, { message: 'Invalid reply token' })

conformance({
  adapter: line,
  settings,
  badSettings: [
    { settings: { ...settings, channelId: 'abc' }, field: 'channelId' },
    { settings: { ...settings, channelSecret: 'short' }, field: 'channelSecret' },
    { settings: { ...settings, basicId: 'without-its-sign' }, field: 'basicId' },
    { settings: null, field: '' },
  ],
  now,
  sign: (body) => ({
    method: 'POST',
    path: '/hooks/key',
    query: {},
    headers: { 'x-line-signature': lineSignature(body, settings.channelSecret) },
    body,
  }),
  proof: { place: 'headers', name: 'x-line-signature', covers: 'body' },
  recordings: readRecordings(new URL('recorded/', import.meta.url)),
  unknownEvent: JSON.stringify({
    destination: 'U7fb0c9d1e2a3b4c5d6e7f8091a2b3c4d',
    events: [
      { type: 'constructor', timestamp: 1, mode: 'active', webhookEventId: '01', whatever: { deep: [1, '👋'] } },
    ],
  }),
  redeliver: (body) => body.replaceAll('"isRedelivery":false', '"isRedelivery":true'),
  to,
  context,
  inspect,
  verdicts: [
    {
      name: '200 is accepted with the ids, exact to the last digit',
      request: push,
      response: answer(200, { sentMessages }),
      outcome: { kind: 'accepted', providerIds: ['461230966842064897'] },
    },
    {
      name: '200 without a list is accepted all the same',
      request: reply,
      response: answer(200, '{}'),
      outcome: { kind: 'accepted', providerIds: [] },
    },
    {
      name: '409 means an earlier attempt was accepted',
      request: push,
      response: answer(409, { message: 'The retry key is already accepted', sentMessages }),
      outcome: { kind: 'accepted', providerIds: ['461230966842064897'] },
    },
    {
      name: '409 without a retry key of ours is a refusal',
      request: reply,
      response: answer(409, { message: 'Conflict' }),
      outcome: { kind: 'rejected', code: '409', words: 'Conflict' },
    },
    {
      name: 'a spent reply token is said again by push',
      request: reply,
      response: badToken,
      outcome: { kind: 'next', requests: [reply.fallback] },
    },
    {
      name: 'a push can spend no reply token: that is a refusal',
      request: push,
      response: badToken,
      outcome: { kind: 'rejected', code: '400', words: 'Invalid reply token' },
    },
    {
      name: 'another 400 is a refusal with LINE’s words',
      request: push,
      response: answer(400, { message: 'Failed to send messages' }),
      outcome: { kind: 'rejected', code: '400', words: 'Failed to send messages' },
    },
    { name: '401 is our token', request: push, response: answer(401, '{}'), outcome: { kind: 'auth' } },
    {
      name: '403 is the plan',
      request: push,
      response: answer(403, { message: 'Access to this API is not available for your account' }),
      outcome: { kind: 'rejected', code: '403', words: 'Access to this API is not available for your account' },
    },
    {
      name: '429 for speed is told apart',
      request: push,
      response: answer(429, { message: 'The API rate limit has been exceeded. Try again later.' }),
      outcome: { kind: 'rate_limited' },
    },
    {
      name: '429 may say how long',
      request: push,
      response: {
        kind: 'answered',
        status: 429,
        headers: { 'retry-after': '7' },
        body: JSON.stringify({ message: 'The API rate limit has been exceeded. Try again later.' }),
      },
      outcome: { kind: 'rate_limited', waitSeconds: 7 },
    },
    {
      name: '400 names what in the message is wrong',
      request: push,
      response: answer(400, {
        message: 'The request body has 1 error(s)',
        details: [{ message: 'May not be empty', property: 'messages[0].text' }],
      }),
      outcome: {
        kind: 'rejected',
        code: '400',
        words: 'The request body has 1 error(s): messages[0].text: May not be empty',
      },
    },
    {
      name: '429 for the monthly quota is told apart',
      request: push,
      response: answer(429, { message: 'You have reached your monthly limit.' }),
      outcome: { kind: 'quota' },
    },
    { name: '500 on a push is repeatable', request: push, response: answer(500, ''), outcome: { kind: 'retryable' } },
    { name: '500 on a reply is unknown', request: reply, response: answer(500, ''), outcome: { kind: 'unknown' } },
    { name: '500 on a token is repeatable', request: token, response: answer(503, ''), outcome: { kind: 'retryable' } },
  ],
  quotas: [
    {
      name: 'a limited plan has the rest left',
      responses: [answer(200, { type: 'limited', value: 1000 }), answer(200, { totalUsage: 400 })],
      quota: { messagesLeft: 600 },
    },
    {
      name: 'a plan lowered below its use has nothing left, not less',
      responses: [answer(200, { type: 'limited', value: 200 }), answer(200, { totalUsage: 400 })],
      quota: { messagesLeft: 0 },
    },
    {
      name: 'an unlimited plan has no figure',
      responses: [answer(200, { type: 'none' }), answer(200, { totalUsage: 400 })],
      quota: { messagesLeft: null },
    },
    {
      name: 'half an answer tells nothing',
      responses: [answer(200, { type: 'limited', value: 1000 }), answer(500, '')],
      quota: null,
    },
    { name: 'no answer tells nothing', responses: [{ kind: 'unanswered', reason: 'timeout' }], quota: null },
  ],
})

const action = z.object({ label: z.string(), data: z.string().optional() })
const bubble = z.object({
  type: z.string(),
  text: z.string().optional(),
  title: z.string().optional(),
  address: z.string().optional(),
  altText: z.string().min(1).max(1500).optional(),
  contents: z.unknown().optional(),
  quickReply: z.object({ items: z.array(z.object({ action })) }).optional(),
})
const sentBody = z.object({ messages: z.array(bubble) })
const flexPart = z.object({ type: z.string(), text: z.string().optional(), action: action.optional() })

/** Reads a push or a reply back, bubble by bubble, Flex boxes all the way down. */
function inspect(request: ProviderRequest): Inspection {
  const { messages } = sentBody.parse(JSON.parse(request.body))
  const parts = messages.map((message) => flexParts(message.contents))
  const buttons = parts.map((flex) =>
    flex.flatMap((part) => (part.type === 'button' && part.action ? [part.action] : [])),
  )
  const replies = messages.map((message) => (message.quickReply?.items ?? []).map((item) => item.action))
  return {
    words: messages
      .flatMap(({ text, title, address }, index) => [
        text,
        title,
        address,
        ...(parts[index] ?? []).map((part) => part.text),
      ])
      .filter((t) => t !== undefined),
    texts: messages.flatMap(({ text }) => (text === undefined ? [] : [text])),
    bubbles: messages.length,
    buttonLabels: buttons.flat().map(({ label }) => label),
    buttonCounts: buttons.map((list) => list.length),
    payloads: [...buttons.flat(), ...replies.flat()].flatMap(({ data }) => (data === undefined ? [] : [data])),
    quickReplyLabels: replies.map((list) => list.map(({ label }) => label)),
  }
}

function flexParts(node: unknown): z.infer<typeof flexPart>[] {
  if (typeof node !== 'object' || node === null) return []
  const part = flexPart.safeParse(node)
  const below = Object.values(node).flatMap(flexParts)
  return part.success ? [part.data, ...below] : below
}
