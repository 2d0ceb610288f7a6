import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { Environment, Request } from '../../platform/http/api.ts'
import { type Complaints, underMood } from '../mood.ts'
import { answers, type LineAnswer } from './answer.ts'
import type { LineEmulator } from './emulator.ts'
import { exchangeCode } from './login.ts'
import * as requests from './requests.ts'
import type { RichMenus } from './rich-menus.ts'
import { issueToken, openToken } from './token.ts'

const complaints: Complaints<LineAnswer> = {
  'too-fast': answers.tooFast,
  quota: answers.overQuota,
  error: answers.broken,
}
const replyComplaints = { ...complaints, 'token-spent': answers.invalidReplyToken }

/** LINE's API under `/sandbox/line`, path for path: what the adapter sends there it could send to `api.line.me`. */
export function lineRoutes(emulator: LineEmulator) {
  const router = new Hono<Environment>().basePath('/sandbox/line')
  router.post('/oauth2/v3/token', async (request) => {
    const { status, body } = await issueToken(emulator.context, await request.req.parseBody())
    return request.json(body, status)
  })
  router.post('/oauth2/v2.1/token', async (request) => {
    const { status, body } = await exchangeCode(emulator, await request.req.parseBody())
    return request.json(body, status)
  })
  const post = (path: string, handle: (request: requests.LineRequest) => Promise<LineAnswer>) =>
    router.post(path, (request) => authorised(emulator, request, handle))
  const get = (path: string, handle: (request: requests.LineRequest) => LineAnswer | Promise<LineAnswer>) =>
    router.get(path, (request) => authorised(emulator, request, async (line) => handle(line)))

  post('/v2/bot/message/reply', (line) =>
    underMood(line.emulator.conditions.sending, replyComplaints, () => requests.reply(line)),
  )
  post('/v2/bot/message/push', (line) =>
    underMood(line.emulator.conditions.sending, complaints, () => requests.push(line)),
  )
  post('/v2/bot/message/multicast', (line) =>
    underMood(line.emulator.conditions.sending, complaints, () => requests.multicast(line)),
  )
  post('/v2/bot/chat/loading/start', requests.startLoading)
  post('/v2/bot/channel/webhook/test', requests.testWebhook)
  get('/v2/bot/message/quota', requests.quota)
  get('/v2/bot/message/quota/consumption', requests.consumption)
  get('/v2/bot/info', requests.botInfo)
  router.get('/v2/bot/profile/:userId', (request) =>
    authorised(emulator, request, (line) => requests.profile(line, request.req.param('userId'))),
  )
  router.get('/v2/bot/message/:messageId/content', (request) =>
    authorised(emulator, request, async (line) => {
      const photo = await requests.content(line, request.req.param('messageId'))
      return photo === undefined
        ? answers.notFound
        : request.body(new Uint8Array(photo.bytes), 200, { 'content-type': photo.mediaType })
    }),
  )
  const menus = (
    method: 'POST' | 'DELETE',
    path: string,
    handle: (menus: RichMenus, line: requests.LineRequest, richMenuId: string) => LineAnswer,
  ) =>
    router.on(method, `/v2/bot${path}`, (request) =>
      authorised(emulator, request, async (line) =>
        handle(emulator.menusOf(line.channel.channelAccountId), line, request.req.param('richMenuId') ?? ''),
      ),
    )
  menus('POST', '/richmenu', (all, { body }) => all.create(body))
  menus('POST', '/richmenu/bulk/link', (all, { body }) => all.link(body))
  menus('POST', '/richmenu/bulk/unlink', (all, { body }) => all.unlink(body))
  menus('POST', '/richmenu/:richMenuId/content', (all, { headers, body }, id) =>
    all.draw(id, headers['content-type'], body),
  )
  menus('DELETE', '/richmenu/:richMenuId', (all, _line, id) => all.remove(id))
  menus('POST', '/user/all/richmenu/:richMenuId', (all, _line, id) => all.showAll(id))
  menus('DELETE', '/user/all/richmenu', (all) => all.showNone())
  router.all('*', () => answer(answers.notFound))
  return router
}

async function authorised(
  emulator: LineEmulator,
  request: Request,
  handle: (line: requests.LineRequest) => Promise<LineAnswer | Response>,
): Promise<Response> {
  const channel = await openToken(emulator.context, request.req.header('authorization') ?? '')
  if (channel === undefined) return answer(answers.unauthorised)
  const body = new Uint8Array(await request.req.arrayBuffer())
  const handled = await handle({ emulator, channel, headers: request.req.header(), body })
  return handled instanceof Response ? handled : answer(handled)
}

function answer({ status, body, headers }: LineAnswer): Response {
  const common = { 'content-type': 'application/json', 'x-line-request-id': randomUUID() }
  return new Response(JSON.stringify(body), { status, headers: { ...common, ...headers } })
}
