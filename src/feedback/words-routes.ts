import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, body, done, idParameter, made, refusals } from '../platform/http/openapi.ts'
import { languages } from '../platform/languages.ts'
import { correctUpdate } from './correct.ts'
import { changeWish, feedbackWish, readKnownWish } from './wishes.ts'

const wishSchema = z.object(feedbackWish.shape).openapi('FeedbackWish')
const knownWishSchema = z
  .object({
    ...feedbackWish.shape,
    /** `preferences`, `member`, `keyword` or `merge`; null where nobody ever said one. */
    source: z.string().nullable(),
    at: z.iso.datetime().nullable(),
  })
  .openapi('KnownFeedbackWish')
const correction = z.object({
  stage: z.enum(['registered', 'approved', 'treated', 'recovered']).optional(),
  evidence: z.string().trim().max(500).optional(),
  texts: z.partialRecord(z.enum(languages), z.string().trim().min(1).max(1000)).default({}),
})

/** The members' API of what was said wrongly and put right, and of how often somebody wishes to hear. */
export function feedbackWordsRoutes() {
  const router = newRouter()
  router.openapi(correctRoute, async (request) => {
    const id = await correctUpdate(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.json({ id }, 201)
  })
  router.openapi(readWishRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'people.read')
    const { id } = request.req.valid('param')
    const { at, ...wish } = await scope.transaction((transaction) => readKnownWish(transaction, id))
    return request.json({ ...wish, at: at?.toISOString() ?? null }, 200)
  })
  router.openapi(wishRoute, async (request) => {
    await changeWish(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  return router
}

const correctRoute = createRoute({
  method: 'post',
  path: '/api/updates/{id}/correct',
  summary: 'Hand in an update that puts a released one right',
  request: { params: idParameter, body: body(correction) },
  responses: { 201: made, ...refusals },
})
const readWishRoute = createRoute({
  method: 'get',
  path: '/api/people/{id}/feedback-wish',
  summary: 'How often and of what a donor wishes to hear',
  request: { params: idParameter },
  responses: { ...answers(knownWishSchema, 'The wish'), ...refusals },
})
const wishRoute = createRoute({
  method: 'put',
  path: '/api/people/{id}/feedback-wish',
  summary: 'Write down how often and of what a donor wishes to hear; it is a consent',
  request: { params: idParameter, body: body(wishSchema) },
  responses: { ...done('Written'), ...refusals },
})
