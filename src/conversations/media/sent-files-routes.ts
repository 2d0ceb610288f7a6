import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { json, refusals } from '../../platform/http/openapi.ts'
import { answerMedia } from './routes.ts'
import { keepSentFile, openSentFile } from './sent-files.ts'

const sentFile = z
  .object({ id: z.uuid(), mediaType: z.string(), fileName: z.string().nullable(), url: z.url() })
  .openapi('SentFile')

const keep = createRoute({
  method: 'post',
  path: '/api/sent-files',
  summary: 'Keep a picture or file to be sent in a message',
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({ file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) }),
        },
      },
    },
  },
  responses: { 201: json('Kept', sentFile), ...refusals },
})

/**
 * Files members send: handed in under the API, fetched by providers and by the person's own app under `/files`, where the
 * signature in the address is all that is asked for and nothing runs.
 */
export function sentFileRoutes() {
  const router = newRouter()
  router.openapi(keep, async (request) => {
    const { file } = request.req.valid('form')
    const bytes = new Uint8Array(await file.arrayBuffer())
    return request.json(await keepSentFile(scopeOf(request), bytes, file.name), 201)
  })
  router.get('/files/:organisationId/:id/:signature/:name', async (request) => {
    const response = await answerMedia(request, await openSentFile(request.get('context'), request.req.param()))
    // The web chat shows it on other sites, and an address that never shows anything else may be remembered.
    response.headers.set('cross-origin-resource-policy', 'cross-origin')
    response.headers.set('cache-control', 'public, max-age=86400')
    response.headers.set('referrer-policy', 'no-referrer')
    return response
  })
  return router
}
