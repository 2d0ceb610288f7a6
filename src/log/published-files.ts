import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReadPublished } from '../proofs/published.ts'

/** The files of a log in a folder: the server's own, a mirror, or a copy somebody keeps. */
export function inFolder(folder: string): ReadPublished {
  return async (path) => {
    try {
      return await readFile(join(folder, path))
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
        return undefined
      throw error
    }
  }
}

/** The files of a log at an address: `https://…/log/<organisation>`, a `file:` address or a folder. Reading fails when the network does. */
export function publishedAt(address: string, fetchIt: typeof fetch, waitSeconds = 30): ReadPublished {
  const base = address.replace(/\/(checkpoint|key)?$/, '')
  if (base.startsWith('file:')) return inFolder(fileURLToPath(base))
  if (!/^https?:\/\//.test(base)) return inFolder(base)
  return async (path) => {
    const response = await fetchIt(`${base}/${path}`, { signal: AbortSignal.timeout(waitSeconds * 1000) })
    if (response.status === 404) return undefined
    if (!response.ok) throw new Error(`${base}/${path}: ${response.status}`)
    return new Uint8Array(await response.arrayBuffer())
  }
}

/** A `fetch` for `publishedAt`'s addresses, so that what asks for a published log also reads a folder. */
export function fetchPublished(fetchIt: typeof fetch): typeof fetch {
  return async (input, options) => {
    const address = input instanceof Request ? input.url : String(input)
    if (/^https?:\/\//.test(address)) return fetchIt(input, options)
    const [, folder = '', path = ''] = /^(.*?)\/(key|keys|checkpoint|cosigned|tile\/.+)$/.exec(address) ?? []
    const bytes = await publishedAt(folder, fetchIt)(path)
    return new Response(bytes && new Uint8Array(bytes), { status: bytes ? 200 : 404 })
  }
}
