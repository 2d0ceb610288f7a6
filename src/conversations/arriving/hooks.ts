import { Hono } from 'hono'
import type { RawRequest, RawResponse } from '../../channels/adapter.ts'
import type { ChannelEvent } from '../../channels/event.ts'
import { describeError } from '../../platform/log.ts'
import { hearBy } from '../accounts/former-secret.ts'
import { keepMailFiles } from '../media/mail-files.ts'
import { bridgeStaff } from '../staff/bridge.ts'
import type { Switchboard } from '../switchboard.ts'
import { refuseLargeBodies } from './hook-body.ts'

/**
 * `POST /hooks/:key` (and `GET`, by which some providers ask whether it is ours): where providers and our own web chat deliver. No session, no cookie, no CSRF check: the signature
 * over the raw bytes says who it is. Mount it before everything that reads bodies or counts requests per address.
 */
export function hookRoutes(board: Switchboard): Hono {
  const router = new Hono()
  router.on(['GET', 'POST'], '/hooks/:key', refuseLargeBodies(board), async (request) => {
    const raw = request.req.raw
    const body = new Uint8Array(await request.req.arrayBuffer())
    const response = await receiveHook(board, request.req.param('key'), {
      method: request.req.method,
      path: request.req.path,
      query: request.req.query(),
      headers: request.req.header(),
      body,
    })
    const origin = raw.headers.get('origin')
    const headers = origin === null ? response.headers : { ...response.headers, ...corsHeaders(origin) }
    return new Response(response.body, { status: response.status, headers })
  })
  router.options('/hooks/:key', (request) => {
    const origin = request.req.header('origin') ?? ''
    return new Response(null, { status: 204, headers: corsHeaders(origin) })
  })
  return router
}

/** A page may read our answer; whether its post counts, the adapter decides by token and origin. No cookies are involved. */
export function corsHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'origin',
  }
}

/**
 * Takes one webhook: verified over its raw bytes, stored, then answered. 401 stores nothing; 404 for a key that leads
 * nowhere; 503 when it could not be stored, or when a visitor of the web chat posts without end: providers and our widget send
 * again what was not taken, and drop what was refused.
 */
export async function receiveHook(board: Switchboard, hookKey: string, request: RawRequest): Promise<RawResponse> {
  try {
    const account = await board.accounts.byHookKey(hookKey)
    if (account === undefined || account.state === 'draft') return plain(404)
    const receivedAt = board.context.clock.now()
    const heard = await hearBy(account, request, receivedAt)
    if (!heard.accepted || heard.events.length === 0) return heard.response
    const { events, answer: response = heard.response } = await bridgeStaff(board.context, account, heard.events)
    if (events.length === 0) return response
    const { organisationId, channelAccountId } = account
    const waitSeconds = account.kind === 'webchat' ? await waitOf(board, channelAccountId, events) : 0
    if (waitSeconds > 0) return { ...plain(503), headers: { 'retry-after': String(waitSeconds) } }
    if (heard.files !== undefined) await keepMailFiles(board.context, account, heard.files)
    await board.ingest.store(events.map((event) => ({ organisationId, channelAccountId, event, receivedAt })))
    board.wake(organisationId, channelAccountId)
    return response
  } catch (error) {
    board.context.log.error(describeError(error), 'A webhook could not be stored; its sender will try again')
    return plain(503)
  }
}

function waitOf(board: Switchboard, channelAccountId: string, [event]: readonly ChannelEvent[]): Promise<number> {
  return board.visitors.waitToPost(`${channelAccountId} ${event?.userId ?? ''}`)
}

function plain(status: number): RawResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: '{}' }
}
