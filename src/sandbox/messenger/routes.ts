import { Hono } from 'hono'
import { z } from 'zod'
import { parseJson } from '../../channels/json.ts'
import { type Complaints, underMood } from '../mood.ts'
import { take } from '../recent.ts'
import type { PageEmulator } from './emulator.ts'
import { isBeyondInstagram, type SendRequest, sendRequest } from './message.ts'

const subscription = z.object({ subscribed_fields: z.string().min(1) })
const removal = z.object({ fields: z.array(z.string()) })
const settings = z.record(z.string(), z.unknown())

interface Answer {
  readonly http: 200 | 400 | 404 | 500
  readonly body: object
}

const success: Answer = { http: 200, body: { success: true } }

function refusal(code: number, message: string, error_subcode?: number): Answer {
  return {
    http: 400,
    body: { error: { code, message, error_subcode, type: 'OAuthException', fbtrace_id: 'emulated' } },
  }
}

type Handle = (body: unknown, path: Readonly<Record<string, string>>) => Answer | Promise<Answer>

/** Meta's Graph API under `/sandbox/messenger` or `/sandbox/instagram`, path for path, for one page. */
export function pageRoutes(emulator: PageEmulator) {
  const { page } = emulator
  const router = new Hono().basePath(page.object === 'page' ? '/sandbox/messenger' : '/sandbox/instagram')
  const on = (method: string, path: string, handle: Handle) =>
    router.on(method, `/:version${path}`, async (request) => {
      const isOurs = emulator.mood !== 'refused' && emulator.owns(request.req.raw)
      const { http, body } = isOurs
        ? await handle(parseJson(await request.req.text()), request.req.param())
        : refusal(190, 'Invalid OAuth access token.')
      return request.json(body, http)
    })

  on('GET', '/me', () => ({ http: 200, body: { id: page.pageId, name: page.name } }))
  on('GET', `/${page.accountId}`, () => ({ http: 200, body: { id: page.accountId, username: page.name } }))
  on('GET', `/${page.pageId}/subscribed_apps`, () => subscribedApps(emulator))
  on('POST', `/${page.pageId}/subscribed_apps`, (body) => subscribe(emulator, body))
  on('POST', '/me/messenger_profile', (body) => setProfile(emulator, body))
  on('DELETE', '/me/messenger_profile', (body) => removeProfile(emulator, body))
  on('POST', `/${page.pageId}/messages`, (body) =>
    underMood(emulator.mood, complaintsOf(emulator), () => send(emulator, body)),
  )
  on('GET', '/:person', (_body, { person = '' }) => whoIs(emulator, person))
  router.get('/files/:id', async (request) => {
    const photo = await emulator.world.photo?.(request.req.param('id'))
    return photo ? request.body(photo.bytes, 200, { 'content-type': photo.mediaType }) : request.notFound()
  })
  return router
}

function subscribedApps({ subscribedFields }: PageEmulator): Answer {
  const app = { id: '1', name: 'Emulated app', subscribed_fields: subscribedFields }
  return { http: 200, body: { data: subscribedFields.length === 0 ? [] : [app] } }
}

function subscribe(emulator: PageEmulator, body: unknown): Answer {
  const read = subscription.safeParse(body)
  if (!read.success) return refusal(100, 'Param subscribed_fields is required')
  emulator.subscribedFields = read.data.subscribed_fields.split(',')
  return success
}

function setProfile({ profile }: PageEmulator, body: unknown): Answer {
  for (const [name, value] of Object.entries(settings.safeParse(body).data ?? {})) profile.set(name, value)
  return profile.has('persistent_menu') && !profile.has('get_started') && !profile.has('ice_breakers')
    ? refusal(100, 'You must set a Get Started button if you also wish to use persistent menu')
    : success
}

function removeProfile({ profile }: PageEmulator, body: unknown): Answer {
  for (const name of removal.safeParse(body).data?.fields ?? []) profile.delete(name)
  return success
}

async function send(emulator: PageEmulator, body: unknown): Promise<Answer> {
  const read = sendRequest.safeParse(body)
  const isTaken = read.success && !(emulator.page.object === 'instagram' && isBeyondInstagram(read.data))
  if (!isTaken) return refusal(100, 'Invalid parameter')
  const { recipient } = read.data
  const recipient_id = 'id' in recipient ? recipient.id : emulator.answerComment(recipient.comment_id)
  if (recipient_id === undefined) return refusal(10900, 'Activity already replied to')
  const obstacle = 'id' in recipient ? forPerson(emulator, recipient.id, read.data) : null
  if (obstacle !== null) return obstacle
  if ('sender_action' in read.data) {
    emulator.world.typing?.(recipient_id, 20)
    return { http: 200, body: { recipient_id } }
  }
  const message_id = emulator.nextId()
  take(emulator.taken, read.data)
  await emulator.world.arrived?.({ userId: recipient_id, messageId: message_id, message: read.data })
  if (emulator.page.object === 'page') {
    const delivery = { mids: [message_id], watermark: emulator.world.now().getTime() }
    emulator.world.later?.(() => emulator.happen(recipient_id, { delivery }))
  }
  return { http: 200, body: { recipient_id, message_id } }
}

/** Who may be written to at this hour, and how. */
function forPerson(emulator: PageEmulator, userId: string, request: SendRequest): Answer | null {
  const hours = emulator.hoursSince(userId)
  if (hours === undefined) return refusal(100, 'No matching user found', 2018001)
  if (emulator.blocked.has(userId)) return refusal(551, 'This person isn’t available right now.')
  if (!('messaging_type' in request)) return null
  if (request.messaging_type === 'UTILITY') {
    const name = request.message.template?.name
    return name !== undefined && emulator.templates.has(name) ? null : refusal(100, 'Template does not exist')
  }
  const longest = request.messaging_type === 'MESSAGE_TAG' ? 7 * 24 : 24
  return hours <= longest ? null : refusal(10, 'This message is sent outside of allowed window.', 2018278)
}

/** A name as Messenger tells it in two, Instagram in one. */
function whoIs({ names, blocked, page }: PageEmulator, userId: string): Answer {
  const name = blocked.has(userId) ? undefined : names.get(userId)
  if (name === undefined) return refusal(100, 'Unsupported get request.', 33)
  const [first_name = '', ...rest] = name.split(' ')
  const told = page.object === 'page' ? { first_name, last_name: rest.join(' ') } : { name, username: userId }
  return { http: 200, body: { id: userId, ...told } }
}

function complaintsOf({ page }: PageEmulator): Complaints<Answer> {
  const closed = page.object === 'page' ? 2018278 : 2534022
  return {
    'too-fast': refusal(613, 'Calls to this API have exceeded the rate limit.'),
    'too-late': refusal(10, 'This message is sent outside of allowed window.', closed),
    error: { http: 500, body: {} },
  }
}
