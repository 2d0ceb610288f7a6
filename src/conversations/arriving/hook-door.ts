import { IncomingMessage, ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { RawRequest, RawResponse } from '../../channels/adapter.ts'
import type { Switchboard } from '../switchboard.ts'
import { mostHookBytes } from './hook-body.ts'
import { receiveHook } from './hooks.ts'

/** Answers requests; `environment` is what Node's server hands along with them. */
type Answer = (request: Request, environment?: unknown) => Response | Promise<Response>

/** A request and its answer as Node has them. */
interface Spoken {
  incoming: IncomingMessage
  outgoing: ServerResponse
}

/** A clone is Node's own: one that was made after the server began would be answered a second time. */
const answered = RESPONSE_ALREADY_SENT.clone()

const plainPath = /^(\/hooks\/([\w-]{1,200}))(?:\?(.{0,4000}))?$/

/**
 * Lets a provider's webhook in before everything that is made for pages and browsers (routes, languages, a script's nonce,
 * headers of pages): it reads none of that, and it is posted to us in thousands. Only the plain ones: posted, of a length that
 * is told and allowed, and by no browser. They are read and answered as Node has them, without the requests
 * and responses of the web around them. All else goes `inside`, to `hookRoutes`.
 */
export function hookDoor(board: Switchboard, inside: Answer): Answer {
  return (request, environment) => {
    const spoken = spokenIn(environment)
    const hook = spoken && isPlain(spoken.incoming) ? hookIn(spoken.incoming.url ?? '') : undefined
    if (spoken === undefined || hook === undefined) return inside(request, environment)
    take(board, hook, spoken)
    return answered
  }
}

/** What an address leads to, and what it asks. */
interface Hook extends Pick<RawRequest, 'path' | 'query'> {
  key: string
}

/** The hook an address leads to. Of what it asks twice the first counts, as for `hookRoutes`. */
export function hookIn(url: string): Hook | undefined {
  const [, path = '', key, asked] = plainPath.exec(url) ?? []
  if (key === undefined) return undefined
  if (asked === undefined) return { key, path, query: {} }
  return { key, path, query: Object.fromEntries([...new URLSearchParams(asked)].reverse()) }
}

function spokenIn(environment: unknown): Spoken | undefined {
  if (typeof environment !== 'object' || environment === null) return undefined
  if (!('incoming' in environment && 'outgoing' in environment)) return undefined
  const { incoming, outgoing } = environment
  return incoming instanceof IncomingMessage && outgoing instanceof ServerResponse ? { incoming, outgoing } : undefined
}

/** Node ends a body at the length that was told. */
function isPlain({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' && headers.origin === undefined && Number(headers['content-length']) <= mostHookBytes
}

/** Whoever hangs up before the end is not heard: only what came whole ends. */
function take(board: Switchboard, { key, path, query }: Hook, { incoming, outgoing }: Spoken): void {
  const chunks: Buffer[] = []
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
  incoming.on('end', () => {
    const [only, ...others] = chunks
    const body = only !== undefined && others.length === 0 ? only : Buffer.concat(chunks)
    const raw = { method: 'POST', path, query, headers: namedOf(incoming), body }
    // Never rejects: what could not be stored is answered with 503.
    void receiveHook(board, key, raw).then((answer) => say(outgoing, answer))
  })
}

function say(outgoing: ServerResponse, { status, headers, body }: RawResponse): void {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  outgoing.end(body)
}

/** Node joins what was said twice; only cookies stay a list. */
function namedOf({ headers }: IncomingMessage): Record<string, string> {
  const named: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') named[name] = value
  return named
}
