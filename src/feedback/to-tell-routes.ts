import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { json, listOf, refusals } from '../platform/http/openapi.ts'
import { readComingDigests } from './digests.ts'
import { readFreshNews } from './fresh-news.ts'

const comingSchema = z.object({ programmeId: z.uuid(), on: z.iso.date(), people: z.number() }).openapi('ComingDigest')
const freshSchema = z
  .object({ programmeId: z.uuid(), cases: z.number(), newestAt: z.iso.datetime() })
  .openapi('FreshNews')

/** The members' API of what there is to tell before a round is planned. */
export function toTellRoutes() {
  const router = newRouter()
  router.openapi(comingRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    return request.json({ items: await scope.transaction(readComingDigests), next: null }, 200)
  })
  router.openapi(freshRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const fresh = await scope.transaction(readFreshNews)
    const items = fresh.map(({ newestAt, ...news }) => ({ ...news, newestAt: newestAt.toISOString() }))
    return request.json({ items, next: null }, 200)
  })
  return router
}

const comingRoute = createRoute({
  method: 'get',
  path: '/api/coming-digests',
  summary: 'The next monthly digest of each programme, and how many people wish for it',
  responses: { 200: json('Digests to come', listOf(comingSchema)), ...refusals },
})
const freshRoute = createRoute({
  method: 'get',
  path: '/api/fresh-news',
  summary: 'Programmes with released news that no round has sent, the newest first',
  responses: { 200: json('Fresh news', listOf(freshSchema)), ...refusals },
})
