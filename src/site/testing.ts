import { newEdge } from '../platform/http/edge.ts'
import type { Context } from '../platform/scope.ts'
import { drawProblem } from './problem.tsx'
import { siteRoutes } from './routes.ts'

/** What a browser sends with every request for a page. */
const asBrowser = { accept: 'text/html', 'accept-language': 'en' }

/** The public pages as the server mounts them, without a network; `address` is the visitor's. */
export function openSite(context: Context, address?: string) {
  const env = address === undefined ? undefined : { incoming: { socket: { remoteAddress: address } } }
  const edge = newEdge(context, drawProblem)
  edge.route('/', siteRoutes())
  const get = async (path: string, headers: Record<string, string> = {}) =>
    edge.request(path, { headers: { ...asBrowser, ...headers } }, env)
  return {
    get,
    read: async (path: string, language = 'en') => (await get(path, { 'accept-language': language })).text(),
    /** Sends a form as a browser does. */
    send: async (path: string, fields: Record<string, string>) =>
      edge.request(path, { method: 'POST', headers: asBrowser, body: new URLSearchParams(fields) }, env),
  }
}

/** The value of a hidden field of a page's form. */
export function hiddenField(page: string, name = 'token'): string {
  const input = new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(page)
  return input?.[1] ?? ''
}
