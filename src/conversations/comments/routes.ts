import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { commentRule, readCommentRule, setCommentRule } from './rule.ts'

const params = z.object({ id: z.uuid() })
const path = '/api/channels/{id}/comments'

const read = createRoute({
  method: 'get',
  path,
  summary: 'What an account does with public comments under its posts',
  request: { params },
  responses: { 200: { description: 'The rule', content: { 'application/json': { schema: commentRule } } } },
})

const set = createRoute({
  method: 'put',
  path,
  summary: 'Answer public comments in private, once each, or leave them alone',
  request: { params, body: { required: true, content: { 'application/json': { schema: commentRule } } } },
  responses: { 204: { description: 'Set' } },
})

/** The rule for public comments in the members' API. */
export function commentRoutes() {
  const router = newRouter()
  router.openapi(read, async (request) =>
    request.json(await readCommentRule(scopeOf(request), request.req.valid('param').id), 200),
  )
  router.openapi(set, async (request) => {
    await setCommentRule(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  return router
}
