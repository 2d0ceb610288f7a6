import { type Context, Hono } from 'hono'
import { parseJson } from '../../channels/json.ts'
import { type Complaints, underMood } from '../mood.ts'
import { take } from '../recent.ts'
import type { SlackEmulator } from './emulator.ts'
import { longestText, mostInBlocks, slackMessage } from './message.ts'

const scopes = 'chat:write,im:history,channels:history,users:read,files:read'

interface Answer {
  readonly status?: 429 | 500
  readonly body: Readonly<Record<string, unknown>>
}

const refusal = (error: string): Answer => ({ body: { ok: false, error } })
const complaints: Complaints<Answer> = {
  'too-fast': { status: 429, body: { ok: false, error: 'ratelimited' } },
  error: { status: 500, body: {} },
}

/** Slack's Web API under `/sandbox/slack`, path for path. Nearly always HTTP 200; the truth is in `ok`. */
export function slackRoutes(emulator: SlackEmulator) {
  const router = new Hono().basePath('/sandbox/slack')
  const method = (name: string, handle: (request: Context) => Answer | Promise<Answer>) =>
    router.all(`/api/${name}`, async (request) =>
      respond(isOurs(emulator, request.req.raw) ? await handle(request) : refusal('invalid_auth')),
    )

  method('auth.test', () => ({
    body: { ok: true, user: 'riscontro', team: 'Emulated', user_id: emulator.app.botUserId },
  }))
  method('users.info', (request) => userInfo(emulator, request.req.query('user') ?? ''))
  method('files.info', (request) => fileInfo(emulator, request.req.query('file') ?? '', request.req.url))
  method('chat.postMessage', async (request) => {
    const body = parseJson(await request.req.text())
    return underMood(emulator.mood, complaints, () => postMessage(emulator, body))
  })
  router.get('/files/:id', async (request) => {
    const file = isOurs(emulator, request.req.raw) && (await emulator.file(request.req.param('id')))
    return file ? request.body(file.bytes, 200, { 'content-type': file.mediaType }) : request.notFound()
  })
  return router
}

function isOurs(emulator: SlackEmulator, request: Request): boolean {
  return emulator.mood !== 'refused' && emulator.owns(request)
}

function userInfo({ members, locales }: SlackEmulator, id: string): Answer {
  const name = members.get(id)
  if (name === undefined) return refusal('user_not_found')
  return {
    body: {
      ok: true,
      user: { id, real_name: name, locale: locales.get(id) ?? 'en-US', profile: { display_name: name } },
    },
  }
}

async function fileInfo(emulator: SlackEmulator, id: string, url: string): Promise<Answer> {
  const file = await emulator.file(id)
  if (file === undefined) return refusal('file_not_found')
  const address = new URL(`/sandbox/slack/files/${id}`, url).href
  return { body: { ok: true, file: { id, mimetype: file.mediaType, url_private_download: address } } }
}

async function postMessage(emulator: SlackEmulator, body: unknown): Promise<Answer> {
  const read = slackMessage.safeParse(body)
  if (!read.success) return refusal('invalid_blocks')
  const { channel, text, blocks } = read.data
  if (text.length > longestText) return refusal('msg_too_long')
  if (JSON.stringify(blocks ?? []).length > mostInBlocks) return refusal('msg_blocks_too_long')
  const isPerson = channel.startsWith('U')
  if (isPerson && !emulator.members.has(channel)) return refusal('user_not_found')
  if (!isPerson && !channel.startsWith('D') && !emulator.channels.has(channel)) return refusal('not_in_channel')
  const place = isPerson ? emulator.directOf(channel) : channel
  const ts = emulator.nextTs()
  take(emulator.taken, read.data)
  const userId = isPerson ? channel : emulator.personOf(channel)
  await emulator.world.arrived?.({ userId, messageId: `${place}:${ts}`, message: read.data })
  return { body: { ok: true, channel: place, ts } }
}

function respond({ status, body }: Answer): Response {
  const headers = { 'content-type': 'application/json', 'x-oauth-scopes': scopes }
  return new Response(JSON.stringify(body), {
    status: status ?? 200,
    headers: status === 429 ? { ...headers, 'retry-after': '30' } : headers,
  })
}
