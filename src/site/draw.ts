import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Request } from '../platform/http/api.ts'
import type { Language } from '../platform/languages.ts'
import type { Frame } from './frame.ts'
import type { Host } from './host.ts'
import { renderPage } from './page.tsx'
import { siteWords } from './words.ts'

/** What stands around a page of this request; without a host the instance itself speaks. */
export function frameOf(request: Request, host: Host | null, language: Language = request.get('language')): Frame {
  const context = request.get('context')
  return {
    language,
    t: siteWords(context.translator.in(language)),
    path: new URL(request.req.url).pathname,
    publicUrl: context.settings.publicUrl,
    nonce: request.get('nonce'),
    timeZone: host?.timeZone ?? 'UTC',
    demo: host?.demo ?? false,
    organisation: host?.organisation ?? null,
  }
}

/** The frame of a page that is kept for everyone: nothing of one answer alone stands in it. */
export function frameForAll(request: Request, host: Host | null): Frame {
  return { ...frameOf(request, host), nonce: '' }
}

/** Answers with a page that nobody may keep: it is of one person, or of one moment. */
export async function answerPage(
  request: Request,
  page: JSX.Element,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  request.header('cache-control', 'private, no-store')
  return request.html(await renderPage(page), status)
}
