import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { RawRequest } from '../../channels/adapter.ts'
import { Turnstile } from '../sending/turnstile.ts'
import type { Switchboard } from '../switchboard.ts'

/** The largest webhook taken, in bytes. LINE's own limit for a request is 2 MB; its webhooks are a few kilobytes. */
export const mostHookBytes = 1024 * 1024

/** The largest mail, files included: base64 makes a third more of them, so some 15 MB of files. */
const mostMailBytes = 20 * 1024 * 1024

const counting = (maxSize: number) => bodyLimit({ maxSize, onError: () => new Response('', { status: 413 }) })
const countBytes = counting(mostHookBytes)
const countMailBytes = counting(mostMailBytes)

/**
 * Refuses bodies of webhooks that are too large: by the length they tell, or while they come in. Only whoever proves before the
 * body to be the provider of a mailbox may bring more, two at a time in the whole house and one for each organisation; the
 * others wait unread. Reading a mail takes some five times its size.
 */
export function refuseLargeBodies(board: Switchboard) {
  const mails = new Turnstile(2, 1)
  return createMiddleware(async (request, next) => {
    const told = request.req.header('content-length')
    if (told !== undefined && Number(told) <= mostHookBytes) return next()
    const owner = await ownerOfMailbox(board, request.req.param('key') ?? '', {
      method: request.req.method,
      path: request.req.path,
      query: request.req.query(),
      headers: request.req.header(),
      body: new Uint8Array(),
    })
    if (Number(told ?? 0) > (owner === undefined ? mostHookBytes : mostMailBytes))
      return new Response('', { status: 413 })
    return owner === undefined
      ? countBytes(request, next)
      : mails.pass(owner, async () => (await countMailBytes(request, next)) ?? undefined)
  })
}

/** Whose mailbox it is, when the request, of which nothing but its head was read, proves to come from that mailbox's provider. */
async function ownerOfMailbox(board: Switchboard, hookKey: string, head: RawRequest): Promise<string | undefined> {
  const account = await board.accounts.byHookKey(hookKey).catch(() => undefined)
  if (account?.kind !== 'email' || account.state === 'draft') return undefined
  const isProven = account.channel.receive(head, board.context.clock.now()).accepted
  return isProven ? account.organisationId : undefined
}
