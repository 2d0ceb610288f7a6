import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../platform/package-folder.ts'

/** A file the sandbox's pages load. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>
  readonly contentType: string
  /** Part of the address, so that a browser asks again whenever the file has changed. */
  readonly fingerprint: string
}

const contentTypes = {
  'sandbox.css': 'text/css; charset=utf-8',
  'phone.js': 'text/javascript; charset=utf-8',
  'guide.js': 'text/javascript; charset=utf-8',
} as const

type AssetName = keyof typeof contentTypes

const assets = new Map<string, Asset>()

/** A file below `/sandbox/assets/`, read at first use; undefined for names we do not have. */
export function findAsset(name: string): Asset | undefined {
  const known = assets.get(name)
  if (known !== undefined || !isAsset(name)) return known
  const body = new Uint8Array(readFileSync(join(packageFolder, 'src', 'sandbox', 'assets', name)))
  const fingerprint = createHash('sha256').update(body).digest('hex').slice(0, 16)
  const asset = { body, contentType: contentTypes[name], fingerprint }
  assets.set(name, asset)
  return asset
}

/** The address of a file, changing whenever its bytes do. */
export function assetUrl(name: AssetName): string {
  return `/sandbox/assets/${name}?v=${findAsset(name)?.fingerprint ?? ''}`
}

function isAsset(name: string): name is AssetName {
  return Object.hasOwn(contentTypes, name)
}
