import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { resolveAddress } from '../organisations/addresses.ts'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import { systemScope } from '../platform/jobs/work.ts'
import { readTilePath } from '../proofs/tiles.ts'
import { logFolder } from './publish.ts'

/**
 * The public log as c2sp.org/tlog-tiles: `/log/<organisation>/checkpoint`, `/tile/…`, `/tile/entries/…` and `/key`. The same
 * files may be served by any web server or CDN from the data folder instead.
 */
export const logRoutes = new Hono<Environment>()
  .get('/log/:organisation/checkpoint', (request) =>
    serve(request, 'checkpoint', 'text/plain; charset=utf-8', 'no-cache'),
  )
  .get('/log/:organisation/key', (request) => serve(request, 'key', 'text/plain; charset=utf-8', 'no-cache'))
  .get('/log/:organisation/tile/*', (request) => {
    const path = new URL(request.req.url).pathname.split('/').slice(3).join('/')
    if (!readTilePath(path)) throw nothing()
    return serve(request, path, 'application/octet-stream', 'public, max-age=31536000, immutable')
  })

async function serve(request: Request, path: string, mediaType: string, caching: string): Promise<Response> {
  const folder = await folderOf(request)
  const bytes = await readFile(join(folder, path)).catch(() => undefined)
  if (!bytes) throw nothing()
  return request.body(new Uint8Array(bytes), 200, {
    'content-type': mediaType,
    'cache-control': caching,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  })
}

async function folderOf(request: Request): Promise<string> {
  const context = request.get('context')
  const address = await resolveAddress(context, 'organisation', request.req.param('organisation') ?? '')
  if (!address) throw nothing()
  const head = await systemScope(context, address.organisationId, 'log').transaction(({ db, organisationId }) =>
    db.selectFrom('log_heads').where('organisation_id', '=', organisationId).select('origin').executeTakeFirst(),
  )
  if (!head) throw nothing()
  return logFolder(context, head.origin)
}

function nothing(): Failure {
  return new Failure('request.missing', {}, { kind: 'missing' })
}
