import { type Context, Hono } from 'hono'
import { parseJson } from '../../channels/json.ts'
import type { SlackEmulator } from './emulator.ts'
import { longestText, mostInBlocks, slackMessage } from './message.ts'

/** A request that hangs is let go after this long, so that a test cannot hold a connection for ever. */
const hangMilliseconds = 60_000
const scopes = 'chat:write,im:history,channels:history,users:read,files:read'

interface Answer {
  readonly status?: 429 | 500
  readonly body: Readonly<Record<string, unknown>>
}

const refusal = (error: string): Answer => ({ body: { ok: false, error } })
const broken: Answer = { status: 500, body: {} }

/** Slack's Web API under `/sandbox/slack`, path for path. Nearly always HTTP 200; the truth is in `ok`. */
export function slackRoutes(emulator: SlackEmulator) {
  const router = new Hono().basePath('/sandbox/slack')
  const method = (name: string, handle: (request: Context) => Answer | Promise<Answer>) =>
    router.all(`/api/${name}`, async (request) =>
      respond(isOurs(emulator, request) ? await handle(request) : refusal('invalid_auth')),
    )

  method('auth.test', () => ({
    body: { ok: true, user: 'riscontro', team: 'Emulated', user_id: emulator.app.botUserId },
  }))
  method('users.info', (request) => userInfo(emulator, request.req.query('user') ?? ''))
  method('files.info', (request) => fileInfo(emulator, request.req.query('file') ?? '', request.req.url))
  method('chat.postMessage', async (request) => {
    const body = parseJson(await request.req.text())
    return underMood(emulator, () => postMessage(emulator, body))
  })
  router.get('/files/:id', (request) => {
    const file = isOurs(emulator, request) ? emulator.files.get(request.req.param('id')) : undefined
    return file === undefined ? request.notFound() : request.body(file.bytes)
  })
  return router
}

function isOurs({ app, mood }: SlackEmulator, request: Context): boolean {
  return mood !== 'revoked' && request.req.header('authorization') === `Bearer ${app.botToken}`
}

function userInfo({ members }: SlackEmulator, id: string): Answer {
  const name = members.get(id)
  if (name === undefined) return refusal('user_not_found')
  return { body: { ok: true, user: { id, real_name: name, locale: 'en-US', profile: { display_name: name } } } }
}

function fileInfo({ files }: SlackEmulator, id: string, url: string): Answer {
  const file = files.get(id)
  if (file === undefined) return refusal('file_not_found')
  const address = new URL(`/sandbox/slack/files/${id}`, url).href
  return { body: { ok: true, file: { id, name: file.name, url_private_download: address } } }
}

function postMessage(emulator: SlackEmulator, body: unknown): Answer {
  const read = slackMessage.safeParse(body)
  if (!read.success) return refusal('invalid_blocks')
  const { channel, text, blocks } = read.data
  if (text.length > longestText) return refusal('msg_too_long')
  if (JSON.stringify(blocks ?? []).length > mostInBlocks) return refusal('msg_blocks_too_long')
  const isPerson = channel.startsWith('U')
  if (isPerson && !emulator.members.has(channel)) return refusal('user_not_found')
  if (!isPerson && !channel.startsWith('D') && !emulator.channels.has(channel)) return refusal('not_in_channel')
  emulator.taken.push(read.data)
  return { body: { ok: true, channel: isPerson ? emulator.directOf(channel) : channel, ts: emulator.nextTs() } }
}

async function underMood({ mood }: SlackEmulator, send: () => Answer): Promise<Answer> {
  switch (mood) {
    case 'too-fast':
      return { status: 429, body: { ok: false, error: 'ratelimited' } }
    case 'error':
      return broken
    case 'lost':
      send()
      return refusal('fatal_error')
    case 'hang':
      await new Promise((resolve) => setTimeout(resolve, hangMilliseconds).unref())
      return broken
    case 'revoked':
    case 'normal':
      return send()
  }
}

function respond({ status, body }: Answer): Response {
  const headers = { 'content-type': 'application/json', 'x-oauth-scopes': scopes }
  return new Response(JSON.stringify(body), {
    status: status ?? 200,
    headers: status === 429 ? { ...headers, 'retry-after': '30' } : headers,
  })
}
