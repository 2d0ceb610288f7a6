import { createRoute } from '@hono/zod-openapi'
import { requireRecentProof } from '../organisations/proofs.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { done, idParameter } from '../platform/http/openapi.ts'
import { type EraseCaseParticipant, eraseCase } from './erase.ts'

const eraseRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/erasure',
  summary: 'Forget for good who was helped, once the case has ended',
  request: { params: idParameter },
  responses: done('Nothing but the pseudonym, the sums and the bills is left'),
})

/** Forgetting a case, for whoever holds `people.erase`. */
export const caseErasureRoutes = (participants: readonly EraseCaseParticipant[]) =>
  newRouter().openapi(eraseRoute, async (request) => {
    const scope = scopeOf(request)
    await requireRecentProof(scope)
    await eraseCase(scope, request.req.valid('param').id, participants)
    return request.body(null, 204)
  })
