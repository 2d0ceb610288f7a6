import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../platform/package-folder.ts'

/** One file the public pages load, held in memory: there are few and they are small. */
export interface Asset {
  readonly body: Uint8Array
  readonly contentType: string
  /** First half of the SHA-256, hexadecimal; part of the address, so that the file may be cached for ever. */
  readonly fingerprint: string
}

const folder = join(packageFolder, 'src', 'site', 'assets')

const contentTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  jpg: 'image/jpeg',
}

/** Every asset by its path below `/assets/`, read once at start. `site.css` carries the shared tokens in front. */
export const assets: ReadonlyMap<string, Asset> = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => contentType(path) !== undefined)
    .map((path) => [path, readAsset(path)] as const),
)

/** The address of an asset, changing whenever its bytes do. An unknown path is a mistake in the code and throws. */
export function assetUrl(path: string): string {
  const asset = assets.get(path)
  if (asset === undefined) throw new Error(`No asset ${path}`)
  return `/assets/${path}?v=${asset.fingerprint}`
}

function readAsset(path: string): Asset {
  const body = path.endsWith('.css') ? Buffer.from(squeeze(readStyle(path))) : readFileSync(join(folder, path))
  const fingerprint = createHash('sha256').update(body).digest('hex').slice(0, 32)
  return { body, contentType: contentType(path) ?? 'application/octet-stream', fingerprint }
}

function readStyle(path: string): string {
  const style = readFileSync(join(folder, path), 'utf8')
  return path === 'site.css' ? readFileSync(join(folder, 'tokens.css'), 'utf8') + style : style
}

function contentType(path: string): string | undefined {
  return contentTypes[path.slice(path.lastIndexOf('.') + 1)]
}

// A phone on a slow line waits for this file before it draws anything. Only what cannot change the meaning of a style
// sheet goes: comments, and white space around braces, semicolons and commas.
function squeeze(css: string): string {
  return css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(/: /g, ':')
    .replaceAll(';}', '}')
    .trim()
}
