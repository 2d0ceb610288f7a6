import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, idParameter, json, refusals } from '../platform/http/openapi.ts'
import { limitRate } from '../platform/http/rate.ts'
import { languages } from '../platform/languages.ts'
import { updateApprovalLink } from './approve-by-link.ts'
import { attachProof } from './attach-proof.ts'
import { progressStages } from './case.ts'
import { findNames, setLegalName } from './legal-names.ts'
import { findAnyNames, mostNameSearch } from './name-marks.ts'
import { proof } from './proof.ts'
import { approveUpdate, declineUpdate, submitUpdate, writeUpdate } from './updates.ts'

const done = { 204: { description: 'Done' }, ...refusals }

const updateRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/updates',
  summary: 'Write an update',
  request: {
    params: idParameter,
    body: body(
      z.object({
        stage: z.enum(progressStages),
        evidence: z.string().max(500).optional(),
        proof: proof.optional(),
        texts: z.partialRecord(z.enum(languages), z.string().trim().min(1).max(1000)).default({}),
        isDraft: z.boolean().default(false),
      }),
    ),
  },
  responses: { 201: json('Written', idParameter), ...refusals },
})
const submitRoute = createRoute({
  method: 'post',
  path: '/api/updates/{id}/submit',
  summary: 'Hand a draft in for approval',
  request: { params: idParameter },
  responses: done,
})
const approveRoute = createRoute({
  method: 'post',
  path: '/api/updates/{id}/approve',
  summary: 'Release an update in the languages that were read',
  request: {
    params: idParameter,
    body: body(
      z.object({
        evidence: z.string().max(500).optional(),
        proof: proof.optional(),
        languages: z.array(z.enum(languages)),
      }),
    ),
  },
  responses: done,
})
const declineRoute = createRoute({
  method: 'post',
  path: '/api/updates/{id}/decline',
  summary: 'Send an update back',
  request: { params: idParameter, body: body(z.object({ reason: z.string().trim().min(1).max(500) })) },
  responses: done,
})
const linkRoute = createRoute({
  method: 'post',
  path: '/api/updates/{id}/approval-link',
  summary: 'A single-use link for a board member, open for 7 days',
  request: { params: idParameter },
  responses: {
    201: json('The link', z.object({ url: z.string(), expiresAt: z.iso.datetime() })),
    ...refusals,
  },
})
const proofRoute = createRoute({
  method: 'put',
  path: '/api/updates/{id}/proof',
  summary: 'Attach the document that shows what an update tells',
  request: { params: idParameter, body: body(z.object({ proof })) },
  responses: done,
})
const namesRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/names-in',
  summary: 'Whether texts about a case contain its legal name or who signed for it, or parts of them',
  request: { params: idParameter, body: body(z.object({ texts: z.array(z.string().max(1000)).max(10) })) },
  responses: { 200: json('The parts found', z.object({ names: z.array(z.string()) })), ...refusals },
})
const legalNameRoute = createRoute({
  method: 'put',
  path: '/api/cases/{id}/legal-name',
  summary: 'Keep the name nobody may write of a case; it is never shown, only looked for',
  request: { params: idParameter, body: body(z.object({ legalName: z.string().trim().min(1).max(120) })) },
  responses: done,
})

const anyNamesRoute = createRoute({
  method: 'post',
  path: '/api/names-in',
  summary: 'Names of families that stand in an appeal or a message to many; a warning, which may be of somebody else',
  request: { body: body(z.object({ texts: z.array(z.string().max(mostNameSearch)).max(50) })) },
  responses: { 200: json('As the texts write them', z.object({ names: z.array(z.string()) })), ...refusals },
})

/** News of cases, in the members' API. */
export function updateRoutes() {
  const router = newRouter()
  // It would tell who is helped to whoever asks for name after name.
  router.use('/api/names-in', limitRate('names-in', 60, 60))
  router.openapi(updateRoute, async (request) => {
    const update = { ...request.req.valid('json'), caseId: request.req.valid('param').id }
    return request.json({ id: await writeUpdate(scopeOf(request), update) }, 201)
  })
  router.openapi(submitRoute, async (request) => {
    await submitUpdate(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(approveRoute, async (request) => {
    await approveUpdate(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(declineRoute, async (request) => {
    await declineUpdate(scopeOf(request), request.req.valid('param').id, request.req.valid('json').reason)
    return request.body(null, 204)
  })
  router.openapi(linkRoute, async (request) => {
    const { url, expiresAt } = await updateApprovalLink(scopeOf(request), request.req.valid('param').id)
    return request.json({ url, expiresAt: expiresAt.toISOString() }, 201)
  })
  router.openapi(proofRoute, async (request) => {
    await attachProof(scopeOf(request), request.req.valid('param').id, request.req.valid('json').proof)
    return request.body(null, 204)
  })
  router.openapi(namesRoute, async (request) => {
    const { texts } = request.req.valid('json')
    return request.json({ names: await findNames(scopeOf(request), request.req.valid('param').id, texts) }, 200)
  })
  router.openapi(anyNamesRoute, async (request) => {
    return request.json({ names: await findAnyNames(scopeOf(request), request.req.valid('json').texts) }, 200)
  })
  router.openapi(legalNameRoute, async (request) => {
    await setLegalName(scopeOf(request), request.req.valid('param').id, request.req.valid('json').legalName)
    return request.body(null, 204)
  })
  return router
}
