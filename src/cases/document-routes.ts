import { createRoute, z } from '@hono/zod-openapi'
import { requireRecentProof } from '../organisations/proofs.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { idParameter, json, refusals } from '../platform/http/openapi.ts'
import type { Scope } from '../platform/scope.ts'
import { answerDocument } from './document-answer.ts'
import { documentKinds, type Form, keepDocument, readDocument, removeDocument } from './documents.ts'
import { readBill } from './proof.ts'

const file = { content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } }

/** A PDF is handed out made anew; as it came, with all its program wrote into it, only to who has just proved who they are. */
export const formQuery = z.object({ form: z.enum(['clean', 'original']).default('clean') })

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
  request: { params: idParameter, query: formQuery },
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
  request: { params: idParameter, query: formQuery },
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
    const form = await allowForm(scopeOf(request), request.req.valid('query').form)
    return answerDocument(await readDocument(scopeOf(request), request.req.valid('param').id, form))
  })
  router.openapi(removeRoute, async (request) => {
    await removeDocument(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(billRoute, async (request) => {
    const form = await allowForm(scopeOf(request), request.req.valid('query').form)
    return answerDocument(await readBill(scopeOf(request), request.req.valid('param').id, form))
  })
  return router
}

/** Fails with the codes of `requireRecentProof`. */
export async function allowForm(scope: Scope, form: Form): Promise<Form> {
  if (form === 'original') await requireRecentProof(scope)
  return form
}
