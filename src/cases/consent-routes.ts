import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, idParameter, json, listOf, refusals } from '../platform/http/openapi.ts'
import { getCase } from './cases.ts'
import { consentChannels, grant, purposes, relations, tellableFields } from './consent.ts'
import { consentPaper, consentsOf } from './consent-list.ts'
import { attachPaper, readPaper } from './consent-papers.ts'
import { newConsent, recordConsent, withdrawConsent } from './consents.ts'
import { answerDocument } from './document-answer.ts'
import { allowForm, formQuery } from './document-routes.ts'
import { noteMedicalRead } from './medical.ts'

const consentSchema = z
  .object({
    id: z.uuid(),
    guardian: z.string(),
    relation: z.enum(relations),
    firstName: z.string().nullable(),
    givenOn: z.iso.date(),
    expiresOn: z.iso.date(),
    evidence: z.string(),
    papers: z.array(consentPaper),
    grants: z.array(
      z.object({ field: z.enum(tellableFields), purpose: z.enum(purposes), channel: z.enum(consentChannels) }),
    ),
    recordedAt: z.iso.datetime(),
    recordedBy: z.string().nullable(),
    endedAt: z.iso.datetime().nullable(),
    endedHow: z.enum(['withdrawn', 'expired']).nullable(),
    reason: z.string().nullable(),
  })
  .openapi('CaseConsent')

const consentsRoute = createRoute({
  method: 'get',
  path: '/api/cases/{id}/consents',
  summary: 'What guardians allowed to be told of a case, the newest first; the reading is noted',
  request: { params: idParameter },
  responses: { 200: json('Consents', listOf(consentSchema)), ...refusals },
})
const fields = newConsent.omit({ caseId: true, grants: true }).shape
const newConsentRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/consents',
  summary: 'Record what a guardian signed: nothing is told beyond it any more',
  request: { params: idParameter, body: body(z.object({ ...fields, grants: z.array(grant).min(1).max(200) })) },
  responses: { 201: json('Recorded', idParameter), ...refusals },
})
const withdrawRoute = createRoute({
  method: 'post',
  path: '/api/case-consents/{id}/withdraw',
  summary: 'Note that a consent was taken back; messages on their way stop at once',
  request: { params: idParameter, body: body(z.object({ reason: z.string().trim().min(1).max(500) })) },
  responses: { 204: { description: 'Withdrawn' }, ...refusals },
})
const paperRoute = createRoute({
  method: 'post',
  path: '/api/case-consents/{id}/papers',
  summary: 'Attach a page of the paper that was signed',
  request: {
    params: idParameter,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({ document: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) }),
        },
      },
    },
  },
  responses: { 201: json('Attached', idParameter), ...refusals },
})
const readPaperRoute = createRoute({
  method: 'get',
  path: '/api/consent-papers/{id}',
  summary: 'A page of a signed paper; the reading is noted',
  request: { params: idParameter, query: formQuery },
  responses: {
    200: {
      description: 'The page',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...refusals,
  },
})

/** Consents of cases, in the members' API. */
export function consentRoutes() {
  const router = newRouter()
  router.openapi(consentsRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.medical')
    const { id } = request.req.valid('param')
    const consents = await scope.transaction(async (transaction) => {
      await getCase(transaction, id)
      await noteMedicalRead(transaction, id)
      return consentsOf(transaction, id)
    })
    const items = consents.map(({ consentId, recordedAt, endedAt, relation, endedHow, ...rest }) => ({
      ...rest,
      id: consentId,
      relation: z.enum(relations).parse(relation),
      endedHow: z.enum(['withdrawn', 'expired']).nullable().parse(endedHow),
      recordedAt: recordedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }))
    return request.json({ items, next: null }, 200)
  })
  router.openapi(newConsentRoute, async (request) => {
    const consent = { ...request.req.valid('json'), caseId: request.req.valid('param').id }
    return request.json({ id: await recordConsent(scopeOf(request), consent) }, 201)
  })
  router.openapi(withdrawRoute, async (request) => {
    await withdrawConsent(scopeOf(request), request.req.valid('param').id, request.req.valid('json').reason)
    return request.body(null, 204)
  })
  router.openapi(paperRoute, async (request) => {
    const { document } = request.req.valid('form')
    const paper = { bytes: new Uint8Array(await document.arrayBuffer()), fileName: document.name }
    return request.json({ id: await attachPaper(scopeOf(request), request.req.valid('param').id, paper) }, 201)
  })
  router.openapi(readPaperRoute, async (request) => {
    const form = await allowForm(scopeOf(request), request.req.valid('query').form)
    return answerDocument(await readPaper(scopeOf(request), request.req.valid('param').id, form))
  })
  return router
}
