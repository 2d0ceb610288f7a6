import { Hono } from 'hono'
import { z } from 'zod'
import { parseJson } from '../../channels/json.ts'
import { type Complaints, underMood } from '../mood.ts'
import { take } from '../recent.ts'
import type { WhatsappEmulator } from './emulator.ts'
import { whatsappMessage } from './message.ts'

interface Answer {
  readonly http: 200 | 400 | 401 | 404 | 500
  readonly body: object
}

const subscription = z.object({ override_callback_uri: z.url(), verify_token: z.string() })
const success: Answer = { http: 200, body: { success: true } }
const refused = refusal(190, 'Invalid OAuth access token.', 401)
const complaints: Complaints<Answer> = {
  'too-fast': refusal(130429, 'Rate limit hit'),
  error: refusal(131000, 'Something went wrong', 500),
}

/** The Cloud API under `/sandbox/whatsapp`, path for path, for one number. */
export function whatsappApi(emulator: WhatsappEmulator) {
  const { phoneNumberId, businessAccountId } = emulator.number
  const router = new Hono().basePath('/sandbox/whatsapp')
  const on = (method: string, path: string, handle: (body: unknown, url: string) => Answer | Promise<Answer>) =>
    router.on(method, `/:version${path}`, async (request) => {
      const isOurs = emulator.mood !== 'refused' && emulator.owns(request.req.raw)
      const type = request.req.header('content-type') ?? ''
      const body = type.startsWith('multipart/') ? await request.req.parseBody() : parseJson(await request.req.text())
      const answer = isOurs ? await handle(body, request.req.url) : refused
      return request.json(answer.body, answer.http)
    })

  on('GET', `/${phoneNumberId}`, () => {
    const display_phone_number = emulator.number.publicNumber ?? ''
    return { http: 200, body: { id: phoneNumberId, verified_name: emulator.name, display_phone_number } }
  })
  on('POST', `/${businessAccountId}/subscribed_apps`, (body) => subscribe(emulator, body))
  on('GET', `/${businessAccountId}/subscribed_apps`, () => {
    const whatsapp_business_api_data = { id: '1', name: 'Emulated app' }
    return { http: 200, body: { data: [{ whatsapp_business_api_data, override_callback_uri: emulator.hookUrl }] } }
  })
  on('GET', `/${businessAccountId}/message_templates`, () => ({ http: 200, body: { data: templatesOf(emulator) } }))
  on('POST', `/${phoneNumberId}/media`, async (body) => {
    const id = await emulator.uploads.keep(digitsOf(emulator.nextId()), Object(body).file)
    return id === undefined ? refusal(100, 'Parameter file is required') : { http: 200, body: { id } }
  })
  router.get('/uploads/:id', (request) => emulator.uploads.show(request.req.param('id')))
  on('POST', `/${phoneNumberId}/conversational_automation`, () => success)
  on('POST', `/${phoneNumberId}/messages`, (body) => underMood(emulator.mood, complaints, () => send(emulator, body)))
  router.get('/:version/:media', (request) => direct(emulator, request.req.param('media'), request.req.url))
  router.get('/:version/files/:media', async (request) => {
    const photo = emulator.owns(request.req.raw) && (await emulator.world.photo?.(request.req.param('media')))
    return photo ? request.body(photo.bytes, 200, { 'content-type': photo.mediaType }) : request.notFound()
  })
  return router
}

/** Asks the address before it believes in it. */
async function subscribe(emulator: WhatsappEmulator, body: unknown): Promise<Answer> {
  const read = subscription.safeParse(body)
  if (!read.success) return success
  const { override_callback_uri: url, verify_token } = read.data
  const challenge = '1158201444'
  const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': verify_token, 'hub.challenge': challenge }
  const answer = await emulator.world.fetch(`${url}?${new URLSearchParams(asked)}`, { method: 'GET' })
  if (answer.status !== 200 || (await answer.text()) !== challenge) return refusal(2200, 'Callback verification failed')
  emulator.hookUrl = url
  return success
}

async function send(emulator: WhatsappEmulator, body: unknown): Promise<Answer> {
  const read = whatsappMessage.safeParse(body)
  if (!read.success) return refusal(131009, `Parameter value is not valid: ${read.error.issues[0]?.path.join('.')}`)
  const message = read.data
  const person = emulator.find(message.recipient ?? message.to ?? '')
  if (message.type === 'template') {
    if (!emulator.templates.has(message.template.name)) return refusal(132001, 'Template name does not exist')
  } else if (person?.isOpen !== true) {
    return refusal(131047, 'Re-engagement message', 400)
  }
  if (person === undefined) return refusal(131026, 'Message undeliverable')
  const { userId, isReachable } = person
  const id = emulator.nextId()
  take(emulator.taken, message)
  if (isReachable) await emulator.world.arrived?.({ userId, messageId: id, message })
  emulator.world.later?.(() => emulator.tellFate(userId, id, isReachable))
  const contacts = [{ input: message.recipient ?? message.to, wa_id: userId }]
  return { http: 200, body: { messaging_product: 'whatsapp', contacts, messages: [{ id }] } }
}

function templatesOf({ templates }: WhatsappEmulator): object[] {
  const rest = { language: 'zh_TW', status: 'APPROVED', category: 'UTILITY' }
  return [...templates].map((name) => ({ name, ...rest, components: [{ type: 'BODY', text: '{{1}}' }] }))
}

/** Ids of files are numbers. */
function digitsOf(wamid: string): string {
  return Buffer.from(wamid.slice('wamid.'.length), 'base64').toString()
}

/** Where a photo's bytes are, for five minutes; here for as long as the phone has it. */
async function direct({ world }: WhatsappEmulator, id: string, url: string): Promise<Response> {
  const photo = await world.photo?.(id)
  if (photo === undefined) return Response.json(refusal(100, 'Unsupported get request').body, { status: 404 })
  const where = new URL(`files/${encodeURIComponent(id)}`, url).href
  return Response.json({ messaging_product: 'whatsapp', url: where, mime_type: photo.mediaType, id })
}

function refusal(code: number, message: string, http: Answer['http'] = 400): Answer {
  return { http, body: { error: { message, type: 'OAuthException', code, fbtrace_id: 'emulated' } } }
}
