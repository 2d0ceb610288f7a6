import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../platform/errors.ts'
import { newRouter, type Request } from '../platform/http/api.ts'
import { packageFolder } from '../platform/package-folder.ts'
import { assets } from './assets.ts'
import { PackedFile } from './packed.ts'

/** A built file, held in memory with what a browser may keep it by. */
interface BuiltFile {
  readonly file: PackedFile
  readonly tag: string
  readonly contentType: string
}

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
}

const deskPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const forEver = 'public, max-age=31536000, immutable'

/**
 * The files of the public pages (`/assets/`), the check and the web chat for other sites (`/verify.js`, `/widget.js`), the
 * desk (`/desk/`, whose own addresses all lead to its one page), and what machines look for.
 */
export function fileRoutes() {
  const router = newRouter()
  const shared = readFolder(join(packageFolder, 'dist', 'public'), ['verify.js', 'widget.js'])
  const desk = readFolder(join(packageFolder, 'dist', 'desk'))
  const packedAssets = new Map([...assets].map(([path, { body, contentType }]) => [path, packed(body, contentType)]))
  router.get('/assets/*', async (request) => {
    const path = new URL(request.req.url).pathname.slice('/assets/'.length)
    const [asset, file] = [assets.get(path), packedAssets.get(path)]
    if (asset === undefined || file === undefined) throw missing()
    const isNamed = request.req.query('v') === asset.fingerprint
    return answer(request, file, {
      'content-type': asset.contentType,
      'cache-control': isNamed ? forEver : 'no-cache',
      // The web chat shows these pictures on other people's pages.
      'cross-origin-resource-policy': 'cross-origin',
      etag: `"${asset.fingerprint}"`,
    })
  })
  router.get('/verify.js', (request) => send(request, shared.get('verify.js')))
  router.get('/widget.js', (request) =>
    send(request, shared.get('widget.js'), {
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
    }),
  )
  router.get('/desk', (request) => request.redirect('/desk/', 308))
  router.get('/desk/*', (request) => {
    const path = new URL(request.req.url).pathname.slice('/desk/'.length)
    // The desk's own addresses have no file; a file that is not there must not answer with a page.
    const file = desk.get(path) ?? (path.includes('.') ? undefined : desk.get('index.html'))
    const caching = path.startsWith('assets/') ? { 'cache-control': forEver } : {}
    return send(request, file, { 'content-security-policy': deskPolicy, ...caching })
  })
  router.get('/robots.txt', (request) =>
    request.text(
      'User-agent: *\nDisallow: /g/\nDisallow: /my/\nDisallow: /give/\nDisallow: /return/\nDisallow: /desk/\n',
    ),
  )
  router.get('/favicon.ico', (request) => request.redirect('/assets/mark.svg', 302))
  return router
}

async function send(request: Request, built: BuiltFile | undefined, more: Record<string, string> = {}) {
  if (built === undefined) throw missing()
  return answer(request, built.file, {
    'content-type': built.contentType,
    'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
    etag: built.tag,
    ...(built.contentType.startsWith('text/html') ? { 'cache-control': 'no-cache' } : {}),
    ...more,
  })
}

/** A file's answer, packed as the browser reads it; nothing but its name where the browser has it already. */
async function answer(request: Request, file: PackedFile, headers: Record<string, string>): Promise<Response> {
  const { body, packing } = await file.for(request.req.header('accept-encoding'))
  // Bytes that travel another way are another thing to a cache: each has a name of its own.
  const etag = packing ? headers.etag?.replace(/"$/, `-${packing}"`) : headers.etag
  if (file.varies) request.header('vary', 'accept-encoding', { append: true })
  const all = { ...headers, ...(etag ? { etag } : {}), ...(packing ? { 'content-encoding': packing } : {}) }
  if (etag && request.req.header('if-none-match') === etag) return request.body(null, 304, all)
  return request.body(body, 200, all)
}

function packed(bytes: Uint8Array, contentType: string): PackedFile {
  return new PackedFile(new Uint8Array(bytes), contentType)
}

/** The files of a built folder, none when it was not built (tests, work on the server alone). */
function readFolder(folder: string, only?: readonly string[]): ReadonlyMap<string, BuiltFile> {
  const files = new Map<string, BuiltFile>()
  for (const path of only ?? pathsIn(folder)) {
    const file = readBuilt(folder, path)
    if (file !== undefined) files.set(path.replaceAll('\\', '/'), file)
  }
  return files
}

function pathsIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => extensionOf(path) in contentTypes,
    )
  } catch {
    return []
  }
}

function readBuilt(folder: string, path: string): BuiltFile | undefined {
  try {
    const bytes = readFileSync(join(folder, path))
    const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    const contentType = contentTypes[extensionOf(path)] ?? 'application/octet-stream'
    return { file: packed(bytes, contentType), tag, contentType }
  } catch {
    return undefined
  }
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

function missing(): Failure {
  return new Failure('request.missing', {}, { kind: 'missing' })
}
