import { Hono } from 'hono'
import type { Environment } from './http/api.ts'
import type { Vault } from './vault.ts'

/** What only an installation with this secret can say to a word nobody has said before. */
export function presenceOf(vault: Vault, word: string): string {
  return vault.sign('presence', word)
}

/**
 * `/healthz/<word>`: proves that this installation answers here, and not another server that also says "ok". The answer
 * opens nothing: it is signed for this purpose alone.
 */
export const presenceRoutes = new Hono<Environment>().get('/healthz/:word{[\\w-]{20,64}}', (request) =>
  request.text(presenceOf(request.get('context').vault, request.req.param('word'))),
)
