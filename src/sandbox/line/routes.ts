import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { Environment, Request } from '../../platform/http/api.ts'
import { answers, type LineAnswer } from './answer.ts'
import type { LineEmulator } from './emulator.ts'
import * as requests from './requests.ts'
import { issueToken, openToken } from './token.ts'

/** A request that hangs is let go after this long, so that a test cannot hold a connection for ever. */
const hangMilliseconds = 60_000

/** LINE's API under `/sandbox/line`, path for path: what the adapter sends there it could send to `api.line.me`. */
export function lineRoutes(emulator: LineEmulator) {
  const router = new Hono<Environment>().basePath('/sandbox/line')
  router.post('/oauth2/v3/token', async (request) => {
    const { status, body } = await issueToken(emulator.context, await request.req.parseBody())
    return request.json(body, status)
  })
  const post = (path: string, handle: (request: requests.LineRequest) => Promise<LineAnswer>) =>
    router.post(path, (request) => authorised(emulator, request, handle))
  const get = (path: string, handle: (request: requests.LineRequest) => LineAnswer | Promise<LineAnswer>) =>
    router.get(path, (request) => authorised(emulator, request, async (line) => handle(line)))

  post('/v2/bot/message/reply', (line) => underConditions(line, requests.reply))
  post('/v2/bot/message/push', (line) => underConditions(line, requests.push))
  post('/v2/bot/message/multicast', (line) => underConditions(line, requests.multicast))
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

async function underConditions(
  line: requests.LineRequest,
  send: (line: requests.LineRequest) => Promise<LineAnswer>,
): Promise<LineAnswer> {
  switch (line.emulator.conditions.sending) {
    case 'too-fast':
      return answers.tooFast
    case 'quota':
      return answers.overQuota
    case 'error':
      return answers.broken
    case 'lost':
      await send(line)
      return answers.broken
    case 'hang':
      await new Promise((resolve) => setTimeout(resolve, hangMilliseconds).unref())
      return answers.broken
    case 'normal':
      return send(line)
  }
}

function answer({ status, body, headers }: LineAnswer): Response {
  const common = { 'content-type': 'application/json', 'x-line-request-id': randomUUID() }
  return new Response(JSON.stringify(body), { status, headers: { ...common, ...headers } })
}
