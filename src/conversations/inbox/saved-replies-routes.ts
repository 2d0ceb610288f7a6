import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { answers, done, idParameter, made, refusals, takes } from '../../platform/http/openapi.ts'
import { addSavedReply, changeSavedReply, listSavedReplies, removeSavedReply, savedReply } from './saved-replies.ts'

const item = savedReply.extend({ id: z.uuid() }).openapi('SavedReply')

const list = createRoute({
  method: 'get',
  path: '/api/saved-replies',
  summary: 'The texts the team says again and again, by name',
  responses: answers(z.object({ items: z.array(item), next: z.null() }), 'All of them'),
})

const add = createRoute({
  method: 'post',
  path: '/api/saved-replies',
  summary: 'Keep a text to be said again',
  request: takes(savedReply),
  responses: { 201: made, ...refusals },
})

const change = createRoute({
  method: 'put',
  path: '/api/saved-replies/{id}',
  summary: 'Say a saved reply otherwise',
  request: { params: idParameter, ...takes(savedReply) },
  responses: { ...done('Changed'), ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/saved-replies/{id}',
  summary: 'Take a saved reply away',
  request: { params: idParameter },
  responses: { ...done('Taken away'), ...refusals },
})

/** The saved replies in the members' API. */
export function savedReplyRoutes() {
  const router = newRouter()
  router.openapi(list, async (request) =>
    request.json({ items: await listSavedReplies(scopeOf(request)), next: null }, 200),
  )
  router.openapi(add, async (request) =>
    request.json(await addSavedReply(scopeOf(request), request.req.valid('json')), 201),
  )
  router.openapi(change, async (request) => {
    await changeSavedReply(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(remove, async (request) => {
    await removeSavedReply(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  return router
}
