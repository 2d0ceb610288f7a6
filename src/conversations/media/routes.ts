import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, type Request, scopeOf } from '../../platform/http/api.ts'
import { refusals } from '../../platform/http/openapi.ts'
import { usesOf } from './media.ts'
import { type OpenMedia, openMedia } from './open.ts'
import { askedStretch } from './range.ts'

const file = { schema: z.string().openapi({ format: 'binary' }) }

const read = createRoute({
  method: 'get',
  path: '/api/messages/{id}/media/{place}',
  summary: 'A file that came with a message; `size=small` for a picture in a list',
  request: {
    params: z.object({ id: z.uuid(), place: z.coerce.number().int().min(0).max(100) }),
    query: z.object({ size: z.enum(['small']).optional() }),
  },
  responses: {
    200: { description: 'The file', content: { 'application/octet-stream': file } },
    206: { description: 'The part that was asked for', content: { 'application/octet-stream': file } },
    304: { description: 'As it was' },
    416: { description: 'There is no such part' },
    ...refusals,
  },
})

/** Files of messages, under a path on which nothing runs: strangers made them. */
export function mediaRoutes() {
  const router = newRouter()
  router.openapi(read, async (request) => {
    const { id, place } = request.req.valid('param')
    const rendition = request.req.valid('query').size ?? 'whole'
    return answerMedia(request, await openMedia(scopeOf(request), { messageId: id, place, rendition }))
  })
  return router
}

/** Answers a file or the stretch of it that was asked for, with headers under which nothing in it runs. */
export async function answerMedia(request: Request, media: OpenMedia): Promise<Response> {
  const headers = headersOf(media)
  if (request.req.header('if-none-match') === headers.etag) return new Response(null, { status: 304, headers })
  const condition = request.req.header('if-range')
  const asked = condition === undefined || condition === headers.etag ? request.req.header('range') : undefined
  const stretch = askedStretch(asked, media.byteLength)
  if (stretch === 'none')
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${media.byteLength}` } })
  const { start, end } = stretch ?? { start: 0, end: media.byteLength }
  const body = new Uint8Array(await media.read({ start, end }))
  if (stretch === undefined) return new Response(body, { status: 200, headers })
  const range = `bytes ${start}-${end - 1}/${media.byteLength}`
  return new Response(body, { status: 206, headers: { ...headers, 'content-range': range } })
}

/**
 * Shown in a page only when we drew it or it is sound or film; a browser that opens the address itself runs nothing of it and
 * saves the rest. It asks us again each time, so that what was taken back is gone there too.
 */
function headersOf({ tag, mediaType, fileName }: OpenMedia) {
  const isShown = usesOf(mediaType) !== 'download'
  return {
    'content-type': isShown ? mediaType : 'application/octet-stream',
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeRfc8187(fileName)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    etag: `"${tag}"`,
  }
}

/** `encodeURIComponent`, and what it leaves alone but RFC 8187 does not. */
function encodeRfc8187(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
