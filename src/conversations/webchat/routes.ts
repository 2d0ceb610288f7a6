import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { parseJson } from '../../channels/json.ts'
import { type WebchatConfig, webchatConfig } from '../../channels/webchat/config.ts'
import {
  issueVisitorToken,
  verifyIdentity,
  verifyVisitorToken,
  vouchedVisitorId,
} from '../../channels/webchat/visitor.ts'
import { Failure } from '../../platform/errors.ts'
import type { Environment, Request } from '../../platform/http/api.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { visitorAddress } from '../../platform/http/visitor.ts'
import { systemScope } from '../../platform/jobs/work.ts'
import type { Scope } from '../../platform/scope.ts'
import type { OpenAccount } from '../account.ts'
import { corsHeaders } from '../arriving/hooks.ts'
import { keepOpen } from '../inbox/live.ts'
import type { Switchboard } from '../switchboard.ts'
import { readEntries } from './stream.ts'
import { typingTopic } from './typing.ts'
import { keepVisitorUpload, uploadBytes } from './visitor-uploads.ts'
import { tellWriting } from './visitor-writing.ts'

/** A visitor who comes back within a year finds their conversation again. */
const visitorDays = 365

/** Whoever has too many streams open is told to come back after so long. */
const waitSeconds = 30

/**
 * The web chat's own doors beside its hook: `POST /chat/:account/visitor` hands a browser a visitor token;
 * `POST /chat/:account/files` takes a file for their
 * next message; `POST /chat/:account/writing` says that they write; `GET /chat/:account/stream` is what was said to the visitor, from `Last-Event-ID` on. `:account` is the hook key. No
 * cookies: the token travels in a header, so no other site's page can speak for a visitor.
 *
 * @param isAttended whether a person answers at this moment; without it the widget never asks for an address
 */
export function chatRoutes(board: Switchboard, isAttended: (scope: Scope) => Promise<boolean> = async () => true) {
  return new Hono<Environment>()
    .options('/chat/:account/*', async (request) => {
      const { origin } = await openChat(board, request)
      return new Response(null, { status: 204, headers: chatHeaders(origin) })
    })
    .get('/chat/:account/state', async (request) => {
      const { account, origin } = await openChat(board, request)
      const scope = systemScope(board.context, account.organisationId, 'web chat')
      return request.json({ isAttended: await isAttended(scope) }, 200, chatHeaders(origin))
    })
    .post('/chat/:account/visitor', limitRate('visitor', 30, 60), async (request) => {
      const { origin, config } = await openChat(board, request)
      const claim = identityClaim.safeParse(parseJson(await request.req.text()))
      const token = claim.success
        ? vouchedToken(claim.data, config, board.context.clock.now())
        : strangerToken(config, board.context.clock.now())
      return request.json({ token }, 201, chatHeaders(origin))
    })
    .post(
      '/chat/:account/files',
      limitRate('visitor-file', 10, 60),
      bodyLimit({ maxSize: uploadBytes, onError: refuseTooLarge }),
      async (request) => {
        const { account, origin, config } = await openChat(board, request)
        const visitor = requireVisitor(request, config, board.context.clock.now())
        const name = decodeURIComponent(request.req.header('x-file-name') ?? 'file')
        const bytes = new Uint8Array(await request.req.arrayBuffer())
        const kept = await keepVisitorUpload(board.context, account, visitor, { bytes, name })
        return request.json(kept, 201, chatHeaders(origin))
      },
    )
    .post('/chat/:account/writing', limitRate('visitor-writing', 120, 60), async (request) => {
      const { account, origin, config } = await openChat(board, request)
      await tellWriting(board, account, requireVisitor(request, config, board.context.clock.now()))
      return new Response(null, { status: 204, headers: chatHeaders(origin) })
    })
    .get('/chat/:account/stream', async (request) => {
      const { account, origin, config } = await openChat(board, request)
      const visitor = requireVisitor(request, config, board.context.clock.now())
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
      const isTyping = organisationId === account.organisationId && topic === typingTopic && ids.includes(visitor)
      if (isTyping) void stream.writeSSE({ event: 'typing', data: 'true' }).catch(() => {})
    })
    stream.onAbort(leave)
    await catchUp()
    await keepOpen(stream)
    unsubscribe()
    leave()
  })
}

/** What the host site's server says of its signed-in visitor; the page only carries it here. */
const identityClaim = z.object({
  identifier: z.string().min(1).max(200),
  /** Seconds since 1970. */
  exp: z.int(),
  hash: z.string().max(64),
})

/** A browser nobody knows: it will be known again as itself, and as nothing more. */
function strangerToken({ visitorSecret }: WebchatConfig, now: Date): string {
  const expiresAt = new Date(now.getTime() + visitorDays * 86_400_000)
  return issueVisitorToken(randomBytes(24).toString('base64url'), expiresAt, visitorSecret)
}

/** Speaks for the person the host site vouches for, in every browser of theirs, and no longer than it vouches. Fails with `conversations.identity-unproven`. */
function vouchedToken(claim: z.infer<typeof identityClaim>, config: WebchatConfig, now: Date): string {
  const { identifier, exp: expiresAt, hash } = claim
  const { visitorSecret, identitySecret } = config
  if (identitySecret === undefined || !verifyIdentity({ identifier, expiresAt, hash }, identitySecret, now))
    throw new Failure('conversations.identity-unproven', {}, { kind: 'unauthenticated' })
  const visitorId = vouchedVisitorId(identifier, visitorSecret)
  return issueVisitorToken(visitorId, new Date(expiresAt * 1000), visitorSecret, identifier)
}

function requireVisitor(request: Request, { visitorSecret }: WebchatConfig, now: Date): string {
  const token = /^Bearer (\S+)$/i.exec(request.req.header('authorization') ?? '')?.[1] ?? ''
  const visitor = verifyVisitorToken(token, visitorSecret, now)
  if (visitor === null) throw new Failure('conversations.visitor-unknown', {}, { kind: 'unauthenticated' })
  return visitor
}

function refuseTooLarge(): never {
  throw new Failure('files.too-large', { mebibytes: uploadBytes / 1024 / 1024 }, { field: 'file' })
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
    'access-control-allow-headers': 'authorization, content-type, last-event-id, x-file-name',
  }
}
