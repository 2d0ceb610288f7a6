import { createRoute } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { done, idParameter, refusals } from '../../platform/http/openapi.ts'
import type { Switchboard } from '../switchboard.ts'
import { showTyping } from './typing.ts'

const type = createRoute({
  method: 'post',
  path: '/api/conversations/{id}/typing',
  summary: 'Show the person, where their channel can, that an answer is being written; once every few seconds of it',
  request: { params: idParameter },
  responses: { ...done('Shown, or not to be shown there'), ...refusals },
})

/** What the place to answer tells while somebody writes there. */
export function typingRoutes(board: Switchboard) {
  const router = newRouter()
  router.openapi(type, async (request) => {
    await showTyping(scopeOf(request), board, request.req.valid('param').id)
    return request.body(null, 204)
  })
  return router
}
