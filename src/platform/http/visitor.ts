import { getConnInfo } from '@hono/node-server/conninfo'
import { isLoopback } from '../settings.ts'
import type { Request } from './api.ts'

/**
 * The network address a visitor is counted by. Only a proxy on this machine or its private network is believed about whom it
 * speaks for: then it is the last address that proxy added.
 */
export function visitorAddress(request: Request): string {
  const peer = peerOf(request)
  const forwarded = request.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded && isPrivate(peer) ? forwarded : peer
}

/**
 * Whether a request names this very machine and no proxy carried it. A page of another site can make its own name lead
 * here, but not make the browser ask for ours.
 */
export function isAskedHere(request: Request): boolean {
  const isCarried = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'].some((name) => request.req.header(name))
  return !isCarried && isLoopback(new URL(request.req.url).hostname)
}

function peerOf(request: Request): string {
  const bindings: unknown = request.env
  // Without a socket (a request made inside the process) there is nothing to count by.
  const hasSocket = typeof bindings === 'object' && bindings !== null && 'incoming' in bindings
  return hasSocket ? (getConnInfo(request).remote.address ?? 'unknown') : 'unknown'
}

function isPrivate(address: string): boolean {
  return /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i.test(address)
}
