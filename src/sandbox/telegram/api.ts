import { Hono } from 'hono'
import { z } from 'zod'
import { parseJson } from '../../channels/json.ts'
import type { Photo } from '../emulator.ts'
import { type Complaints, underMood } from '../mood.ts'
import { take } from '../recent.ts'
import type { TelegramEmulator } from './emulator.ts'
import { type Method, methods, telegramMessage } from './message.ts'

interface Answer {
  readonly status: 200 | 400 | 401 | 403 | 404 | 429 | 500
  readonly body: object
}

const webhook = z.object({ url: z.url(), secret_token: z.string(), allowed_updates: z.array(z.string()) })
const addressed = z.object({ chat_id: z.string() })
const menuButton = z.object({
  menu_button: z.union([
    z.object({ type: z.enum(['default', 'commands']) }),
    z.object({ type: z.literal('web_app'), text: z.string().min(1), web_app: z.object({ url: z.url() }) }),
  ]),
})
const wanted = z.object({ file_id: z.string() })

const unauthorised = refusal(401, 'Unauthorized')
const notFound = refusal(404, 'Not Found')
const complaints: Complaints<Answer> = {
  'too-fast': refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
  error: refusal(500, 'Internal Server Error'),
}

/** The Bot API under `/sandbox/telegram`, path for path. A wrong token is 401, a method nobody has is 404. */
export function telegramApi(emulator: TelegramEmulator) {
  const router = new Hono().basePath('/sandbox/telegram')
  router.all('/file/:bot/:path{.+}', async (request) => {
    const photo = isOurs(emulator, request.req.param('bot')) && (await photoAt(emulator, request.req.param('path')))
    return photo ? request.body(photo.bytes, 200, { 'content-type': photo.mediaType }) : request.notFound()
  })
  router.all('/:bot/:method', async (request) => {
    const { bot, method } = request.req.param()
    const body = parseJson(await request.req.text()) ?? {}
    const { status, body: said } = isOurs(emulator, bot) ? await answer(emulator, method, body) : unauthorised
    return request.json(said, status)
  })
  return router
}

function isOurs({ bot, mood }: TelegramEmulator, path: string): boolean {
  return mood !== 'refused' && path === `bot${bot.botToken}`
}

async function answer(emulator: TelegramEmulator, method: string, body: unknown): Promise<Answer> {
  if (isMethod(method)) return underMood(emulator.mood, complaints, () => send(emulator, method, body))
  switch (method) {
    case 'getMe':
      return result({ is_bot: true, first_name: emulator.name, username: emulator.bot.botName })
    case 'setWebhook':
      return setWebhook(emulator, body)
    case 'getWebhookInfo': {
      const { url, wanted: allowed_updates } = emulator.hook
      return result({ url, has_custom_certificate: false, pending_update_count: 0, allowed_updates })
    }
    case 'sendChatAction':
      emulator.world.typing?.(addressed.safeParse(body).data?.chat_id ?? '', 5)
      return result(true)
    case 'getFile': {
      const id = wanted.safeParse(body).data?.file_id ?? ''
      const photo = await emulator.world.photo?.(id)
      return photo ? result({ file_id: id, file_path: `photos/${id}` }) : refusal(400, 'Bad Request: invalid file_id')
    }
    case 'setChatMenuButton':
      return menuButton.safeParse(body).success ? result(true) : refusal(400, 'Bad Request: invalid menu button')
    case 'setMyCommands':
    case 'deleteMyCommands':
    case 'answerCallbackQuery':
      return result(true)
    default:
      return notFound
  }
}

async function send(emulator: TelegramEmulator, method: Method, body: unknown): Promise<Answer> {
  const to = addressed.safeParse(body).data?.chat_id ?? ''
  const standing = emulator.people.get(to)
  if (standing === undefined) return refusal(400, 'Bad Request: chat not found')
  if (standing === 'blocked') return refusal(403, 'Forbidden: bot was blocked by the user')
  const read = methods[method].safeParse(body)
  if (!read.success) return refusal(400, `Bad Request: ${read.error.issues[0]?.path.join('.')}`)
  const message = telegramMessage.parse({ method, ...read.data })
  const messageId = emulator.nextId(to)
  take(emulator.taken, message)
  await emulator.world.arrived?.({ userId: to, messageId, message })
  const sent = (id: string) => ({ message_id: Number(id.split(':')[1]), chat: { id: Number(to), type: 'private' } })
  if (message.method !== 'sendMediaGroup') return result(sent(messageId))
  // Each picture of an album is a message of its own.
  return result(message.media.map((_, place) => sent(place === 0 ? messageId : emulator.nextId(to))))
}

function setWebhook(emulator: TelegramEmulator, body: unknown): Answer {
  const read = webhook.safeParse(body)
  if (!read.success) return refusal(400, 'Bad Request: bad webhook')
  emulator.hook = { url: read.data.url, secret: read.data.secret_token, wanted: read.data.allowed_updates }
  return result(true)
}

async function photoAt({ world }: TelegramEmulator, path: string): Promise<Photo | undefined> {
  return world.photo?.(decodeURIComponent(path.split('/').at(-1) ?? ''))
}

function isMethod(name: string): name is Method {
  return Object.hasOwn(methods, name)
}

function result(said: unknown): Answer {
  return { status: 200, body: { ok: true, result: said } }
}

function refusal(status: Answer['status'], description: string, parameters?: object): Answer {
  return { status, body: { ok: false, error_code: status, description, parameters } }
}
