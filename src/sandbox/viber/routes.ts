import { Hono } from 'hono'
import { z } from 'zod'
import { parseJson } from '../../channels/json.ts'
import type { ViberEmulator } from './emulator.ts'
import { viberMessage } from './message.ts'

/** A request that hangs is let go after this long, so that a test cannot hold a connection for ever. */
const hangMilliseconds = 60_000
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
const broken: Answer = { http: 500, status: -1, words: 'broken' }

/** Viber's REST API under `/sandbox/viber`, path for path. Always HTTP 200; the truth is in `status`. */
export function viberRoutes(emulator: ViberEmulator) {
  const router = new Hono().basePath('/sandbox/viber')
  const post = (path: string, handle: (body: unknown) => Answer | Promise<Answer>) =>
    router.post(path, async (request) => {
      if (request.req.header('x-viber-auth-token') !== emulator.bot.authToken) {
        return respond({ status: 2, words: 'invalidAuthToken' })
      }
      const text = await request.req.text()
      const body = Buffer.byteLength(text) > largestBytes ? undefined : parseJson(text)
      return respond(body === undefined ? badData : await handle(body))
    })

  post('/pa/set_webhook', (body) => setWebhook(emulator, body))
  post('/pa/get_account_info', () => accountInfo(emulator))
  post('/pa/get_user_details', (body) => userDetails(emulator, body))
  post('/pa/send_message', (body) => underMood(emulator, () => sendMessage(emulator, body)))
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

function sendMessage(emulator: ViberEmulator, body: unknown): Answer {
  if (emulator.hook === undefined) return { status: 10, words: 'webhookNotSet' }
  const read = viberMessage.safeParse(body)
  if (!read.success) return badData
  if (!emulator.subscribers.has(read.data.receiver)) return notSubscribed
  emulator.taken.push(read.data)
  return { ...ok, token: emulator.nextToken() }
}

async function underMood({ mood }: ViberEmulator, send: () => Answer): Promise<Answer> {
  switch (mood) {
    case 'too-fast':
      return { status: 12, words: 'tooManyRequests' }
    case 'no-balance':
      return { status: 24, words: 'noBalance' }
    case 'error':
      return broken
    case 'lost':
      send()
      return broken
    case 'hang':
      await new Promise((resolve) => setTimeout(resolve, hangMilliseconds).unref())
      return broken
    case 'normal':
      return send()
  }
}

/** The token is written as digits: JSON of JavaScript's own would round it. */
function respond({ http = 200, status, words, more = {}, token }: Answer): Response {
  const fields = JSON.stringify({ status, status_message: words, ...more }).slice(0, -1)
  const body = token === undefined ? `${fields}}` : `${fields},"message_token":${token}}`
  return new Response(body, { status: http, headers: { 'content-type': 'application/json' } })
}
