import { IncomingMessage } from 'node:http'
import type { Switchboard } from '../switchboard.ts'
import { mostHookBytes } from './hook-body.ts'
import { receiveHook } from './hooks.ts'

/** Answers requests; `environment` is what Node's server hands along with them. */
type Answer = (request: Request, environment?: unknown) => Response | Promise<Response>

const plainPath = /^\/hooks\/([\w-]{1,200})$/

/**
 * Lets a provider's webhook in before everything that is made for pages and browsers (routes, languages, a script's nonce,
 * headers of pages): it reads none of that, and it is posted to us in thousands. Only the plain ones: posted, of a length that
 * is told and allowed, without a query, and by no browser. All else goes `inside`, to `hookRoutes`.
 */
export function hookDoor(board: Switchboard, inside: Answer): Answer {
  return (request, environment) => {
    const head = headOf(environment)
    const [path, hookKey] = head === undefined ? [] : (plainPath.exec(head.url ?? '') ?? [])
    if (head === undefined || path === undefined || hookKey === undefined || !isPlain(head))
      return inside(request, environment)
    return take(board, request, { path, hookKey, headers: namedOf(head) })
  }
}

function headOf(environment: unknown): IncomingMessage | undefined {
  const isTold = typeof environment === 'object' && environment !== null && 'incoming' in environment
  const head = isTold ? environment.incoming : undefined
  return head instanceof IncomingMessage ? head : undefined
}

/** Node ends a body at the length that was told. */
function isPlain({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' && headers.origin === undefined && Number(headers['content-length']) <= mostHookBytes
}

async function take(
  board: Switchboard,
  request: Request,
  { path, hookKey, headers }: { path: string; hookKey: string; headers: Record<string, string> },
): Promise<Response> {
  const bytes = await request.arrayBuffer().catch(() => undefined)
  // Whoever hung up before the end hears nothing of it.
  if (bytes === undefined) return new Response('', { status: 400 })
  const body = new Uint8Array(bytes)
  const answer = await receiveHook(board, hookKey, { method: 'POST', path, query: {}, headers, body })
  return new Response(answer.body, { status: answer.status, headers: answer.headers })
}

/** Node joins what was said twice; only cookies stay a list. */
function namedOf({ headers }: IncomingMessage): Record<string, string> {
  const named: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') named[name] = value
  return named
}
