import { Hono } from 'hono'
import { z } from 'zod'
import { parseJson } from '../../channels/json.ts'
import { type Complaints, underMood } from '../mood.ts'
import { take } from '../recent.ts'
import type { ViberEmulator } from './emulator.ts'
import { viberMessage } from './message.ts'

const largestBytes = 30 * 1024

const registration = z.object({ url: z.url(), event_types: z.array(z.string()).default([]) })
const question = z.object({ id: z.string() })

interface Answer {
  readonly http?: 200 | 500
  readonly status: number
  readonly words: string
  readonly more?: Readonly<Record<string, unknown>>
  readonly token?: bigint
}

const ok: Answer = { status: 0, words: 'ok' }
const badData: Answer = { status: 3, words: 'badData' }
const notSubscribed: Answer = { status: 6, words: 'receiverNotSubscribed' }
const unknownToken: Answer = { status: 2, words: 'invalidAuthToken' }
const complaints: Complaints<Answer> = {
  'too-fast': { status: 12, words: 'tooManyRequests' },
  quota: { status: 24, words: 'noBalance' },
  error: { http: 500, status: -1, words: 'broken' },
}

/** Viber's REST API under `/sandbox/viber`, path for path. Always HTTP 200; the truth is in `status`. */
export function viberRoutes(emulator: ViberEmulator) {
  const router = new Hono().basePath('/sandbox/viber')
  const post = (path: string, handle: (body: unknown) => Answer | Promise<Answer>) =>
    router.post(path, async (request) => {
      if (emulator.mood === 'refused' || !emulator.owns(request.req.raw)) return respond(unknownToken)
      const text = await request.req.text()
      const body = Buffer.byteLength(text) > largestBytes ? undefined : parseJson(text)
      return respond(body === undefined ? badData : await handle(body))
    })

  post('/pa/set_webhook', (body) => setWebhook(emulator, body))
  post('/pa/get_account_info', () => accountInfo(emulator))
  post('/pa/get_user_details', (body) => userDetails(emulator, body))
  post('/pa/send_message', (body) => underMood(emulator.mood, complaints, () => sendMessage(emulator, body)))
  router.get('/files/:id', async (request) => {
    const photo = await emulator.world.photo?.(request.req.param('id'))
    return photo ? request.body(photo.bytes, 200, { 'content-type': photo.mediaType }) : request.notFound()
  })
  return router
}

/** Calls the address before it believes in it. */
async function setWebhook(emulator: ViberEmulator, body: unknown): Promise<Answer> {
  const read = registration.safeParse(body)
  if (!read.success) return badData
  const { url, event_types: eventTypes } = read.data
  if (!(await emulator.tell('webhook', {}, emulator.nextToken(), url))) return { status: 1, words: 'invalidUrl' }
  emulator.hook = { url, eventTypes }
  return { ...ok, more: { event_types: eventTypes } }
}

function accountInfo({ bot, hook, subscribers }: ViberEmulator): Answer {
  const account = { id: 'pa:1', name: bot.name, uri: 'emulated', subscribers_count: subscribers.size }
  return { ...ok, more: { ...account, webhook: hook?.url ?? '', event_types: hook?.eventTypes ?? [] } }
}

function userDetails({ subscribers }: ViberEmulator, body: unknown): Answer {
  const id = question.safeParse(body).data?.id ?? ''
  const name = subscribers.get(id)
  return name === undefined ? notSubscribed : { ...ok, more: { user: { id, name, language: 'en', country: 'TW' } } }
}

async function sendMessage(emulator: ViberEmulator, body: unknown): Promise<Answer> {
  if (emulator.hook === undefined) return { status: 10, words: 'webhookNotSet' }
  const read = viberMessage.safeParse(body)
  if (!read.success) return badData
  if (!emulator.subscribers.has(read.data.receiver)) return notSubscribed
  const token = emulator.nextToken()
  const userId = read.data.receiver
  take(emulator.taken, read.data)
  const message = read.data
  if (!emulator.gone.has(userId)) await emulator.world.arrived?.({ userId, messageId: String(token), message })
  emulator.world.later?.(() => emulator.tellFate(userId, token))
  return { ...ok, token }
}

/** The token is written as digits: JSON of JavaScript's own would round it. */
function respond({ http = 200, status, words, more = {}, token }: Answer): Response {
  const fields = JSON.stringify({ status, status_message: words, ...more }).slice(0, -1)
  const body = token === undefined ? `${fields}}` : `${fields},"message_token":${token}}`
  return new Response(body, { status: http, headers: { 'content-type': 'application/json' } })
}
