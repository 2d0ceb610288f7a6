import { Hono } from 'hono'
import { z } from 'zod'
import { parseJson } from '../../channels/json.ts'
import { type Complaints, underMood } from '../mood.ts'
import { take } from '../recent.ts'
import type { WechatEmulator } from './emulator.ts'
import { customMessage, subscribeMessage, templateMessage, type WechatMessage } from './message.ts'

const application = z.object({ grant_type: z.literal('client_credential'), appid: z.string(), secret: z.string() })
const scene = z.object({ action_info: z.object({ scene: z.object({ scene_str: z.string().min(1).max(64) }) }) })
const button = z.object({ name: z.string().min(1) })
const menu = z.object({
  button: z
    .array(button.extend({ sub_button: z.array(button).max(5).optional() }))
    .min(1)
    .max(3),
})

/** `more` is JSON to be written beside the code, without its braces. */
interface Answer {
  readonly http?: 200 | 500
  readonly code: number
  readonly more?: string
}

const ok: Answer = { code: 0 }
const malformed: Answer = { code: 47001 }
const complaints: Complaints<Answer> = {
  busy: { code: -1 },
  'too-fast': { code: 45011 },
  quota: { code: 45009 },
  'too-late': { code: 45015 },
  error: { http: 500, code: -1 },
}

type Handle = (body: unknown, query: Readonly<Record<string, string>>) => Answer | Promise<Answer>

/** WeChat's API under `/sandbox/wechat`, path for path. Always HTTP 200; the truth is in `errcode`. */
export function wechatRoutes(emulator: WechatEmulator) {
  const router = new Hono().basePath('/sandbox/wechat')
  const route = (path: string, handle: Handle, isOpen = false) =>
    router.all(`/cgi-bin${path}`, async (request) => {
      const query = request.req.query()
      if (emulator.mood === 'refused') return respond({ code: isOpen ? 40125 : 40001 })
      if (!isOpen && (query.access_token === undefined || query.access_token !== emulator.accessToken)) {
        return respond({ code: 40001 })
      }
      if (query.type !== undefined && query.access_token !== undefined) {
        return upload(emulator, await request.req.parseBody(), query.type)
      }
      const text = await request.req.text()
      // WeChat takes words as they are, not written in escapes.
      return respond(/\\u[0-9a-f]{4}/i.test(text) ? { code: 40033 } : await handle(parseJson(text), query))
    })

  route('/stable_token', (body) => token(emulator, body), true)
  route('/message/custom/send', (body) => underMood(emulator.mood, complaints, () => sendCustom(emulator, body)))
  route('/message/custom/typing', () => ok)
  route('/message/template/send', (body) => underMood(emulator.mood, complaints, () => sendTemplate(emulator, body)))
  route('/message/subscribe/bizsend', (body) =>
    underMood(emulator.mood, complaints, () => sendSubscribed(emulator, body)),
  )
  route('/user/info', (_body, { openid = '' }) => whoIs(emulator, openid))
  route('/getcallbackip', () => ({ ...ok, more: '"ip_list":["127.0.0.1"]' }))
  route('/template/get_all_private_template', () => ({ ...ok, more: '"template_list":[]' }))
  // A form, not JSON: `route` hands it to `upload`.
  route('/media/upload', () => malformed)
  router.get('/sns/oauth2/access_token', (request) => respond(exchangeCode(emulator, request.req.query())))
  router.get('/uploads/:id', (request) => emulator.uploads.show(request.req.param('id')))
  route('/menu/create', (body) => (menu.safeParse(body).success ? ok : malformed))
  route('/menu/delete', () => ok)
  route('/qrcode/create', (body) => makeCode(body))
  router.get('/photos/:id', async (request) => {
    const photo = await emulator.world.photo?.(request.req.param('id'))
    return photo ? request.body(photo.bytes, 200, { 'content-type': photo.mediaType }) : request.notFound()
  })
  return router
}

async function upload(emulator: WechatEmulator, form: Readonly<Record<string, unknown>>, type: string) {
  const id = await emulator.uploads.keep(`u${emulator.nextId()}`, form.media)
  return respond(
    id === undefined ? { code: 41005 } : { ...ok, more: JSON.stringify({ type, media_id: id }).slice(1, -1) },
  )
}

function token(emulator: WechatEmulator, body: unknown): Answer {
  const asked = application.safeParse(body).data
  if (asked?.appid !== emulator.account.appId) return { code: 40013 }
  if (asked.secret !== emulator.account.appSecret) return { code: 40125 }
  return { ...ok, more: `"access_token":"${emulator.issueToken()}","expires_in":7200` }
}

function sendCustom(emulator: WechatEmulator, body: unknown): Answer | Promise<Answer> {
  const read = customMessage.safeParse(body)
  if (!read.success) return malformed
  if (read.data.msgtype === 'msgmenu' && !emulator.hasMenus) return { code: 40200 }
  const code = emulator.spend(read.data.touser)
  return code === 0 ? keep(emulator, read.data) : { code }
}

async function sendTemplate(emulator: WechatEmulator, body: unknown): Promise<Answer> {
  const read = templateMessage.safeParse(body)
  if (!read.success) return malformed
  const { touser, template_id: id } = read.data
  if (!emulator.templates.has(id)) return { code: 40037 }
  const code = emulator.standing(touser)
  if (code !== 0) return { code }
  const messageId = emulator.nextId()
  await keep(emulator, read.data, messageId)
  const receipt = () =>
    emulator.tell(touser, 'event', { Event: 'TEMPLATESENDJOBFINISH', MsgID: messageId, Status: 'success' })
  if (emulator.world.later) emulator.world.later(receipt)
  else await receipt()
  return { ...ok, more: `"msgid":${messageId}` }
}

/** A subscribe message needs a yes, which is spent by it. */
function sendSubscribed(emulator: WechatEmulator, body: unknown): Answer | Promise<Answer> {
  const read = subscribeMessage.safeParse(body)
  if (!read.success) return malformed
  const { touser, template_id: id } = read.data
  return emulator.subscribed.get(touser)?.delete(id) ? keep(emulator, read.data) : { code: 43101 }
}

async function keep(emulator: WechatEmulator, message: WechatMessage, messageId = emulator.nextId()): Promise<Answer> {
  take(emulator.taken, message)
  await emulator.world.arrived?.({ userId: message.touser, messageId, message })
  return ok
}

/** Who opened a page of the account's, against the code they came back with. */
function exchangeCode(emulator: WechatEmulator, query: Readonly<Record<string, string>>): Answer {
  const { appid, secret, code = '', grant_type } = query
  if (emulator.mood === 'refused' || secret !== emulator.account.appSecret) return { code: 40125 }
  if (appid !== emulator.account.appId) return { code: 40013 }
  if (grant_type !== 'authorization_code') return { code: 40002 }
  const granted = emulator.codes.spend(code, emulator.world.now())
  if (granted === 'used') return { code: 40163 }
  if (granted?.client !== appid) return { code: 40029 }
  const tokens = { access_token: 'emulated', expires_in: 7200, refresh_token: 'emulated', scope: 'snsapi_base' }
  const unionid = emulator.unions.get(granted.userId)
  return { ...ok, more: JSON.stringify({ ...tokens, openid: granted.userId, unionid }).slice(1, -1) }
}

function whoIs(emulator: WechatEmulator, openid: string): Answer {
  const standing = emulator.standing(openid)
  if (standing === 40003) return { code: 40003 }
  const subscribe = standing === 0 ? 1 : 0
  const unionid = emulator.unions.get(openid)
  return { ...ok, more: JSON.stringify({ subscribe, openid, remark: '', nickname: '', unionid }).slice(1, -1) }
}

function makeCode(body: unknown): Answer {
  const code = scene.safeParse(body).data?.action_info.scene.scene_str
  if (code === undefined) return malformed
  return { ...ok, more: `"ticket":"gQ","expire_seconds":2592000,"url":"http://weixin.qq.com/q/${code}"` }
}

/** What is no error carries no code where WeChat writes none. Ids are written as digits: JSON of JavaScript's own would round them. */
function respond({ http = 200, code, more }: Answer): Response {
  const words = code === 0 ? 'ok' : `error ${code} rid: emulated`
  const fields = more === undefined || more.startsWith('"msgid"') ? [`"errcode":${code},"errmsg":"${words}"`] : []
  const body = `{${[...fields, ...(more === undefined ? [] : [more])].join(',')}}`
  return new Response(body, { status: http, headers: { 'content-type': 'application/json' } })
}
