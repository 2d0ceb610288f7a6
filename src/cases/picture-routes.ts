import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { idParameter, json, listOf, refusals } from '../platform/http/openapi.ts'
import { limitRate } from '../platform/http/rate.ts'
import { hiddenBox, hidePlaces } from './hide.ts'
import { openPicture } from './picture-address.ts'
import { keepPicture, picturesOf, publishPicture, readPicture, removePicture } from './pictures.ts'

const pictureSchema = z
  .object({
    id: z.uuid(),
    hidden: z.number(),
    uploadedBy: z.string().nullable(),
    uploadedById: z.uuid().nullable(),
    uploadedAt: z.iso.datetime(),
    publishedAt: z.iso.datetime().nullable(),
  })
  .openapi('CasePicture')

const boxes = z.array(hiddenBox).max(30)
const form = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: z.object({
        picture: z.instanceof(File).openapi({ type: 'string', format: 'binary' }),
        /** JSON: places to hide, in parts of width and height. */
        boxes: z.string().max(4000).default('[]'),
      }),
    },
  },
} as const
const jpeg = { content: { 'image/jpeg': { schema: z.string().openapi({ format: 'binary' }) } } }

const listRoute = createRoute({
  method: 'get',
  path: '/api/cases/{id}/pictures',
  summary: 'The photographs of a case, the newest first',
  request: { params: idParameter },
  responses: { 200: json('Pictures', listOf(pictureSchema)), ...refusals },
})
const previewRoute = createRoute({
  method: 'post',
  path: '/api/case-pictures/preview',
  summary: 'Draw a photograph with its hidden places, without keeping anything',
  request: { body: form },
  responses: { 200: json('The picture as it would be shown', z.object({ dataUrl: z.string() })), ...refusals },
})
const keepRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/pictures',
  summary: 'Keep a photograph with its hidden places; another member publishes it',
  request: { params: idParameter, body: form },
  responses: { 201: json('Kept', idParameter), ...refusals },
})
const readRoute = createRoute({
  method: 'get',
  path: '/api/case-pictures/{id}',
  summary: 'A photograph as it is shown; the reading is noted',
  request: { params: idParameter },
  responses: { 200: { description: 'The picture', ...jpeg }, ...refusals },
})
const publishRoute = createRoute({
  method: 'post',
  path: '/api/case-pictures/{id}/publish',
  summary: 'Let a photograph be shown that somebody else brought',
  request: { params: idParameter },
  responses: { 204: { description: 'Published' }, ...refusals },
})
const removeRoute = createRoute({
  method: 'post',
  path: '/api/case-pictures/{id}/remove',
  summary: 'Take a photograph away; its addresses are gone at once',
  request: { params: idParameter },
  responses: { 204: { description: 'Gone' }, ...refusals },
})

/** Photographs of cases: in the members' API, and under `/pictures` for whoever was given an address. */
export function pictureRoutes() {
  const router = newRouter()
  router.openapi(listRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.medical')
    const pictures = await scope.transaction((tx) => picturesOf(tx, request.req.valid('param').id))
    const items = pictures.map(({ pictureId, uploadedAt, publishedAt, ...rest }) => ({
      ...rest,
      id: pictureId,
      uploadedAt: uploadedAt.toISOString(),
      publishedAt: publishedAt?.toISOString() ?? null,
    }))
    return request.json({ items, next: null }, 200)
  })
  router.openapi(previewRoute, async (request) => {
    permit(scopeOf(request), 'updates.write')
    const { picture, boxes: drawn } = request.req.valid('form')
    const shown = await hidePlaces(await bytesOf(picture), readBoxes(drawn))
    return request.json({ dataUrl: `data:image/jpeg;base64,${Buffer.from(shown).toString('base64')}` }, 200)
  })
  router.openapi(keepRoute, async (request) => {
    const { picture, boxes: drawn } = request.req.valid('form')
    const kept = { caseId: request.req.valid('param').id, bytes: await bytesOf(picture), boxes: readBoxes(drawn) }
    return request.json({ id: await keepPicture(scopeOf(request), kept) }, 201)
  })
  router.openapi(readRoute, async (request) => {
    return answer(await readPicture(scopeOf(request), request.req.valid('param').id))
  })
  router.openapi(publishRoute, async (request) => {
    await publishPicture(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(removeRoute, async (request) => {
    await removePicture(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.use('/pictures/*', limitRate('pictures', 600, 60))
  router.get('/pictures/:organisationId/:id/:purpose/:channel/:signature', async (request) => {
    const response = answer(await openPicture(request.get('context'), request.req.param()))
    response.headers.set('cross-origin-resource-policy', 'cross-origin')
    return response
  })
  return router
}

/** Nobody keeps it: what may be seen now may be gone in a second. */
function answer(bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'image/jpeg',
      'content-disposition': 'inline; filename="picture.jpg"',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    },
  })
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer())
}

function readBoxes(text: string) {
  try {
    return boxes.parse(JSON.parse(text))
  } catch (cause) {
    throw new Failure('cases.places-unreadable', {}, { field: 'boxes', cause })
  }
}
