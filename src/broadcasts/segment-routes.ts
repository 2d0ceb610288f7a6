import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, done, idParameter, json, listOf, made, pageQuery, refusals, takes } from '../platform/http/openapi.ts'
import { countAudience } from './audience.ts'
import { segmentAudience } from './filters.ts'
import { getSegment, readSegments, type Segment } from './segment-rows.ts'
import { archiveSegment, changeSegment, keepSegment } from './segments.ts'

const segmentIn = z.object({ name: z.string().trim().min(1).max(80), audience: segmentAudience })

const segmentOut = z
  .object({
    id: z.uuid(),
    name: z.string(),
    audience: segmentAudience,
    changedAt: z.iso.datetime(),
    /** Set: it is offered no more. */
    archivedAt: z.iso.datetime().nullable(),
  })
  .openapi('Segment')

const params = idParameter

const listRoute = createRoute({
  method: 'get',
  path: '/api/segments',
  summary: 'Kept segments by name: those in use, or those put away',
  request: {
    query: pageQuery.extend({
      cursor: z.uuid().optional(),
      archived: z.enum(['yes', 'no']).default('no'),
    }),
  },
  responses: { 200: json('Segments', listOf(segmentOut)), ...refusals },
})
const keepRoute = createRoute({
  method: 'post',
  path: '/api/segments',
  summary: 'Keep people by a name; who they are is asked anew each time',
  request: takes(segmentIn),
  responses: { 201: made, ...refusals },
})
const readRoute = createRoute({
  method: 'get',
  path: '/api/segments/{id}',
  request: { params },
  responses: { 200: json('The segment', segmentOut), ...refusals },
})
const countRoute = createRoute({
  method: 'get',
  path: '/api/segments/{id}/people',
  summary: 'How many people a segment has now',
  request: { params },
  responses: { 200: json('People', z.object({ people: z.number() })), ...refusals },
})
const changeRoute = createRoute({
  method: 'patch',
  path: '/api/segments/{id}',
  summary: 'Name or describe it otherwise; drafts follow, what was handed in does not',
  request: { params, body: body(segmentIn.partial()) },
  responses: { ...done('Changed'), ...refusals },
})
const archiveRoute = createRoute({
  method: 'post',
  path: '/api/segments/{id}/archive',
  request: { params },
  responses: { ...done('Put away'), ...refusals },
})
const restoreRoute = createRoute({
  method: 'post',
  path: '/api/segments/{id}/restore',
  request: { params },
  responses: { ...done('Offered again'), ...refusals },
})

/** The members' API of kept segments. */
export const segmentRoutes = () =>
  newRouter()
    .openapi(listRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'broadcasts.read')
      const { cursor, limit, archived } = request.req.valid('query')
      const page = { archived: archived === 'yes', after: cursor, limit: limit + 1 }
      const rows = await scope.transaction((tx) => readSegments(tx, page))
      const items = rows.slice(0, limit).map(writeSegment)
      return request.json({ items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }, 200)
    })
    .openapi(keepRoute, async (request) =>
      request.json({ id: await keepSegment(scopeOf(request), request.req.valid('json')) }, 201),
    )
    .openapi(readRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'broadcasts.read')
      const { id } = request.req.valid('param')
      return request.json(writeSegment(await scope.transaction((tx) => getSegment(tx, id))), 200)
    })
    .openapi(countRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'broadcasts.read')
      const { id } = request.req.valid('param')
      const people = await scope.transaction(async (tx) => countAudience(tx, (await getSegment(tx, id)).audience))
      return request.json({ people }, 200)
    })
    .openapi(changeRoute, async (request) => {
      await changeSegment(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
      return request.body(null, 204)
    })
    .openapi(archiveRoute, async (request) => {
      await archiveSegment(scopeOf(request), request.req.valid('param').id, true)
      return request.body(null, 204)
    })
    .openapi(restoreRoute, async (request) => {
      await archiveSegment(scopeOf(request), request.req.valid('param').id, false)
      return request.body(null, 204)
    })

function writeSegment({ segmentId, name, audience, changedAt, archivedAt }: Segment): z.infer<typeof segmentOut> {
  return {
    id: segmentId,
    name,
    audience,
    changedAt: changedAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
  }
}
