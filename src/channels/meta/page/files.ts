import type { RequestContext } from '../../adapter.ts'
import type { ProviderRequest } from '../../request.ts'
import { isMetaFile } from '../graph.ts'

const storyMark = '#story'

/**
 * The address of a story, marked: it may be kept and shown while the story lasts, its picture may not be kept ("You must not
 * store/cache the media content on your server", Story Mention, read 2026-11-22).
 */
export function ofStory(url: string): string {
  return `${url}${storyMark}`
}

/** Files come by an address that needs no token. Fetched from Meta's own places alone, and a story never. */
export function contentFromPage(url: string, _account: object, context: RequestContext): ProviderRequest | null {
  if (url.endsWith(storyMark) || !isMetaFile(url, context)) return null
  return { part: 0, method: 'GET', url, headers: {}, body: '', quotaCount: 0 }
}
