import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { answers, done, idParameter, listOf, pageQuery, refusals, takes } from '../../platform/http/openapi.ts'
import { decideUnknown, listUnknown, unknownDecisions } from './unknowns.ts'

const unknownDelivery = z
  .object({
    id: z.uuid(),
    conversationId: z.uuid(),
    personId: z.uuid(),
    personName: z.string(),
    channel: z.string(),
    channelName: z.string(),
    purpose: z.enum(['service', 'feedback', 'appeals']),
    /** `interrupted`: our server stopped while sending. `unanswered`: the provider did not say. */
    reason: z.string().nullable(),
    at: z.iso.datetime(),
    preview: z.string(),
    /** Whether the person may hear it a second time when it is sent again. */
    mayArriveTwice: z.boolean(),
  })
  .openapi('UnknownDelivery')

const list = createRoute({
  method: 'get',
  path: '/api/deliveries/unknown',
  summary: 'Messages of which nobody knows whether they arrived, newest first',
  request: { query: pageQuery },
  responses: answers(listOf(unknownDelivery), 'A page of them'),
})

const decide = createRoute({
  method: 'put',
  path: '/api/deliveries/{id}/decision',
  summary: 'Send it once more, take it as arrived, or leave it',
  request: { params: idParameter, ...takes(z.object({ decision: z.enum(unknownDecisions) })) },
  responses: { ...done('Settled'), ...refusals },
})

/** What a member decides about messages that may or may not have arrived. */
export function unknownRoutes() {
  const router = newRouter()
  router.openapi(list, async (request) =>
    request.json(await listUnknown(scopeOf(request), request.req.valid('query')), 200),
  )
  router.openapi(decide, async (request) => {
    await decideUnknown(scopeOf(request), request.req.valid('param').id, request.req.valid('json').decision)
    return request.body(null, 204)
  })
  return router
}
