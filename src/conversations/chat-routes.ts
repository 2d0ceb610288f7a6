import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { webchatConfig } from '../channels/webchat/config.ts'
import { issueVisitorToken, verifyVisitorToken } from '../channels/webchat/visitor.ts'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import { limitRate } from '../platform/http/rate.ts'
import { visitorAddress } from '../platform/http/visitor.ts'
import type { OpenAccount } from './account.ts'
import { corsHeaders } from './hooks.ts'
import { keepOpen } from './live.ts'
import { readEntries } from './stream.ts'
import type { Switchboard } from './switchboard.ts'

/** A visitor who comes back within a year finds their conversation again. */
const visitorDays = 365

/** Whoever has too many streams open is told to come back after so long. */
const waitSeconds = 30

/**
 * The web chat's own doors beside its hook: `POST /chat/:account/visitor` hands a browser a visitor token;
 * `GET /chat/:account/stream` is what was said to the visitor, from `Last-Event-ID` on. `:account` is the hook key. No
 * cookies: the token travels in a header, so no other site's page can speak for a visitor.
 */
export function chatRoutes(board: Switchboard) {
  return new Hono<Environment>()
    .options('/chat/:account/*', async (request) => {
      const { origin } = await openChat(board, request)
      return new Response(null, { status: 204, headers: chatHeaders(origin) })
    })
    .post('/chat/:account/visitor', limitRate('visitor', 30, 60), async (request) => {
      const { origin, config } = await openChat(board, request)
      const expiresAt = new Date(board.context.clock.now().getTime() + visitorDays * 86_400_000)
      const token = issueVisitorToken(randomBytes(24).toString('base64url'), expiresAt, config.visitorSecret)
      return request.json({ token }, 201, chatHeaders(origin))
    })
    .get('/chat/:account/stream', async (request) => {
      const { account, origin, config } = await openChat(board, request)
      const token = /^Bearer (\S+)$/i.exec(request.req.header('authorization') ?? '')?.[1] ?? ''
      const visitor = verifyVisitorToken(token, config.visitorSecret, board.context.clock.now())
      if (visitor === null) throw new Failure('conversations.visitor-unknown', {}, { kind: 'unauthenticated' })
      const leave = board.visitors.openStream(`${account.channelAccountId} ${visitor}`, visitorAddress(request))
      if (leave === undefined) throw new Failure('request.too-many', { waitSeconds }, { kind: 'unavailable' })
      for (const [name, value] of Object.entries(chatHeaders(origin))) request.header(name, value)
      return streamTo(board, request, { account, visitor, leave })
    })
}

interface Listener {
  account: OpenAccount
  visitor: string
  leave(): void
}

function streamTo(board: Switchboard, request: Request, { account, visitor, leave }: Listener): Response {
  let position = Number(request.req.header('last-event-id') ?? 0) || 0
  return streamSSE(request, async (stream) => {
    let reading: Promise<void> = Promise.resolve()
    const catchUp = () => {
      reading = reading.then(async () => {
        for (const next of await readEntries(board.context, account, visitor, position)) {
          position = next.position
          await stream.writeSSE({ id: String(next.position), data: JSON.stringify(next.entry) })
        }
      })
      return reading.catch(() => stream.abort())
    }
    const unsubscribe = board.realtime.subscribe(({ topic, ids, organisationId }) => {
      const isOurs = organisationId === account.organisationId && topic === 'webchat'
      if (isOurs && (ids.length === 0 || ids.includes(visitor))) void catchUp()
    })
    stream.onAbort(leave)
    await catchUp()
    await keepOpen(stream)
    unsubscribe()
    leave()
  })
}

/** The account behind the key, when this page may show its chat. Fails with `conversations.account-missing`, `conversations.origin-refused`. */
async function openChat(board: Switchboard, request: Request) {
  const account = await board.accounts.byHookKey(request.req.param('account') ?? '')
  if (account?.kind !== 'webchat' || account.state !== 'active')
    throw new Failure('conversations.account-missing', {}, { kind: 'missing' })
  const config = webchatConfig.parse(account.settings)
  const origin = request.req.header('origin')
  const isListed = config.origins.length === 0 || config.origins.some((site) => new URL(site).origin === origin)
  if (origin !== undefined && !isListed) throw new Failure('conversations.origin-refused', {}, { kind: 'forbidden' })
  return { account, config, origin }
}

function chatHeaders(origin: string | undefined): Record<string, string> {
  if (origin === undefined) return {}
  return {
    ...corsHeaders(origin),
    'access-control-allow-headers': 'authorization, content-type, last-event-id',
  }
}
