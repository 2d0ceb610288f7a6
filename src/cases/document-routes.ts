import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { idParameter, json, refusals } from '../platform/http/openapi.ts'
import { answerDocument } from './document-answer.ts'
import { documentKinds, keepDocument, readDocument, removeDocument } from './documents.ts'
import { readBill } from './proof.ts'

const file = { content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } }

const keepRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/documents',
  summary: 'Keep a document that shows what was done',
  request: {
    params: idParameter,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            kind: z.enum(documentKinds),
            document: z.instanceof(File).openapi({ type: 'string', format: 'binary' }),
          }),
        },
      },
    },
  },
  responses: { 201: json('Kept', idParameter), ...refusals },
})
const readRoute = createRoute({
  method: 'get',
  path: '/api/case-documents/{id}',
  summary: 'A document of a case; the reading is noted',
  request: { params: idParameter },
  responses: { 200: { description: 'The document', ...file }, ...refusals },
})
const removeRoute = createRoute({
  method: 'post',
  path: '/api/case-documents/{id}/remove',
  summary: 'Take a document away that no released update rests on',
  request: { params: idParameter },
  responses: { 204: { description: 'Gone' }, ...refusals },
})
const billRoute = createRoute({
  method: 'get',
  path: '/api/expenses/{id}/document',
  summary: 'The bill behind an expense; the reading is noted',
  request: { params: idParameter },
  responses: { 200: { description: 'The bill', ...file }, ...refusals },
})

/** Documents of cases and bills of expenses, in the members' API. */
export function documentRoutes() {
  const router = newRouter()
  router.openapi(keepRoute, async (request) => {
    const { kind, document } = request.req.valid('form')
    const given = { bytes: new Uint8Array(await document.arrayBuffer()), fileName: document.name }
    const caseId = request.req.valid('param').id
    return request.json({ id: await keepDocument(scopeOf(request), { caseId, kind, document: given }) }, 201)
  })
  router.openapi(readRoute, async (request) => {
    return answerDocument(await readDocument(scopeOf(request), request.req.valid('param').id))
  })
  router.openapi(removeRoute, async (request) => {
    await removeDocument(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(billRoute, async (request) => {
    return answerDocument(await readBill(scopeOf(request), request.req.valid('param').id))
  })
  return router
}
