import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { resolveAddress } from '../organisations/addresses.ts'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import { limitRate } from '../platform/http/rate.ts'
import { systemScope } from '../platform/jobs/work.ts'
import type { Context } from '../platform/scope.ts'
import { readDecimal } from '../proofs/checkpoint.ts'
import { savedProofOf } from '../proofs/published.ts'
import { serverSha256 } from '../proofs/sha256-server.ts'
import { readTilePath } from '../proofs/tiles.ts'
import { logFolder } from './publish.ts'
import { inFolder } from './published-files.ts'

/**
 * The public log as c2sp.org/tlog-tiles: `/log/<organisation>/checkpoint`, `/tile/…`, `/tile/entries/…`, `/key`, `/keys`, and `/cosigned`,
 * the newest checkpoint that witnesses cosigned. The same files may be served by any web server or CDN from the data folder
 * instead. A tile's name says what is in it, so it never changes; the others are asked for anew and answered with 304 to
 * whoever has them. `/proof/<index>` is the file a donor saves: made from those files, so it tells nothing that they do not.
 */
export const logRoutes = new Hono<Environment>()
  .get('/log/:organisation/checkpoint', (request) =>
    serve(request, 'checkpoint', 'text/plain; charset=utf-8', 'no-cache'),
  )
  .get('/log/:organisation/cosigned', (request) => serve(request, 'cosigned', 'text/plain; charset=utf-8', 'no-cache'))
  .get('/log/:organisation/key', (request) => serve(request, 'key', 'text/plain; charset=utf-8', 'no-cache'))
  .get('/log/:organisation/keys', (request) => serve(request, 'keys', 'text/plain; charset=utf-8', 'no-cache'))
  .get('/log/:organisation/proof/:index', limitRate('proof', 60, 60), sendProof)
  .get('/log/:organisation/tile/*', (request) => {
    const path = new URL(request.req.url).pathname.split('/').slice(3).join('/')
    if (!readTilePath(path)) throw nothing()
    return serve(request, path, 'application/octet-stream', 'public, max-age=31536000, immutable')
  })

async function serve(request: Request, path: string, mediaType: string, caching: string): Promise<Response> {
  const context = request.get('context')
  const origin = await originOf(context, request.req.param('organisation') ?? '')
  const bytes = origin && (await readFile(join(logFolder(context, origin), path)).catch(() => undefined))
  if (!bytes) throw nothing()
  const tag = `"${Buffer.from(serverSha256(bytes)).toString('base64url')}"`
  const headers = {
    'content-type': mediaType,
    'cache-control': caching,
    etag: tag,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  }
  if (isHeld(request.req.header('if-none-match'), tag)) return request.body(null, 304, headers)
  return request.body(new Uint8Array(bytes), 200, headers)
}

async function sendProof(request: Request): Promise<Response> {
  const slug = request.req.param('organisation') ?? ''
  const index = readDecimal((request.req.param('index') ?? '').replace(/\.tlog-proof$/, ''))
  const context = request.get('context')
  const origin = await originOf(context, slug)
  if (origin === undefined || index === undefined) throw nothing()
  const file = await savedProofOf(inFolder(logFolder(context, origin)), index, serverSha256)
  if (file === undefined) throw nothing()
  return request.body(file, 200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': `attachment; filename="${slug.replace(/[^\w-]/g, '')}-${index}.tlog-proof"`,
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  })
}

/** Whether a reader names this state among those it has. A proxy that compresses may mark the tag as weak. */
function isHeld(tags: string | undefined, tag: string): boolean {
  return tags?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag) ?? false
}

/** A log keeps its name as long as its organisation exists, so a tile costs one small file and no question to the database. */
const rememberSeconds = 60
const rememberedMost = 1000
const remembered = new WeakMap<Context, Map<string, { origin: string; until: number }>>()

async function originOf(context: Context, slug: string): Promise<string | undefined> {
  const known = remembered.get(context) ?? new Map<string, { origin: string; until: number }>()
  remembered.set(context, known)
  const now = context.clock.now().getTime()
  const found = known.get(slug)
  if (found && found.until > now) return found.origin
  const origin = await readOrigin(context, slug)
  if (known.size >= rememberedMost) known.clear()
  if (origin !== undefined) known.set(slug, { origin, until: now + rememberSeconds * 1000 })
  return origin
}

async function readOrigin(context: Context, slug: string): Promise<string | undefined> {
  const address = await resolveAddress(context, 'organisation', slug)
  if (!address) return undefined
  const head = await systemScope(context, address.organisationId, 'log').transaction(({ db, organisationId }) =>
    db.selectFrom('log_heads').where('organisation_id', '=', organisationId).select('origin').executeTakeFirst(),
  )
  return head?.origin
}

function nothing(): Failure {
  return new Failure('request.missing', {}, { kind: 'missing' })
}
