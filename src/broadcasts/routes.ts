import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, idParameter, json, listOf, made, pageQuery, refusals, takes } from '../platform/http/openapi.ts'
import type { Scope } from '../platform/scope.ts'
import { approveBroadcast, declineBroadcast } from './approve.ts'
import { countAudience } from './audience.ts'
import { plan } from './broadcast.ts'
import { composeForPerson } from './compose.ts'
import { readFigures } from './figures.ts'
import { audience } from './filters.ts'
import { foresee } from './foresee.ts'
import { countResults } from './recipients.ts'
import { recipientRoutes } from './recipients-routes.ts'
import { getBroadcast, readBroadcasts } from './rows.ts'
import { segmentRoutes } from './segment-routes.ts'
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from './stop.ts'
import { broadcastItem, broadcastOut, preflightOut, previewOut, writeBroadcast, writeItem } from './wire.ts'
import { changeDraft, createBroadcast, submitBroadcast } from './write.ts'

const params = idParameter
const gone = { 204: { description: 'Done' }, ...refusals }

/** The members' API of broadcasts. */
export function broadcastRoutes() {
  const router = newRouter()
  router.openapi(listRoute, async (request) => {
    const scope = reading(scopeOf(request))
    const { cursor, limit } = request.req.valid('query')
    const rows = await scope.transaction((tx) => readBroadcasts(tx, { before: cursor, limit: limit + 1 }))
    const items = rows.slice(0, limit).map(writeItem)
    return request.json({ items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }, 200)
  })
  router.openapi(createBroadcastRoute, async (request) => {
    return request.json({ id: await createBroadcast(scopeOf(request), request.req.valid('json')) }, 201)
  })
  router.openapi(countRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'broadcasts.write')
    const { audience } = request.req.valid('json')
    return request.json({ people: await scope.transaction((tx) => countAudience(tx, audience)) }, 200)
  })
  router.openapi(readRoute, async (request) => {
    const scope = reading(scopeOf(request))
    const { id } = request.req.valid('param')
    const shown = await scope.transaction(async (tx) =>
      writeBroadcast(await getBroadcast(tx, id), await countResults(tx, id), await readFigures(tx, id)),
    )
    return request.json(shown, 200)
  })
  router.openapi(changeRoute, async (request) => {
    await changeDraft(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(preflightRoute, async (request) => {
    const scope = reading(scopeOf(request))
    const { id } = request.req.valid('param')
    return request.json(await scope.transaction(async (tx) => foresee(tx, await getBroadcast(tx, id))), 200)
  })
  router.openapi(previewRoute, async (request) => {
    const scope = reading(scopeOf(request))
    permit(scope, 'people.read')
    const { id } = request.req.valid('param')
    const { personId } = request.req.valid('query')
    const { language, content } = await scope.transaction(async (tx) =>
      composeForPerson(tx, await getBroadcast(tx, id), personId),
    )
    return request.json({ language, message: content }, 200)
  })
  router.openapi(submitRoute, async (request) => {
    await submitBroadcast(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(approveRoute, async (request) => {
    await approveBroadcast(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(declineRoute, async (request) => {
    await declineBroadcast(scopeOf(request), request.req.valid('param').id, request.req.valid('json').reason)
    return request.body(null, 204)
  })
  router.openapi(pauseRoute, async (request) => {
    await pauseBroadcast(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(resumeRoute, async (request) => {
    await resumeBroadcast(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(cancelRoute, async (request) => {
    return request.json(await cancelBroadcast(scopeOf(request), request.req.valid('param').id), 200)
  })
  router.route('/', recipientRoutes())
  router.route('/', segmentRoutes())
  return router
}

function reading(scope: Scope): Scope {
  permit(scope, 'broadcasts.read')
  return scope
}

const cursorOfIds = pageQuery.extend({ cursor: z.uuid().optional() })

const listRoute = createRoute({
  method: 'get',
  path: '/api/broadcasts',
  summary: 'Every broadcast, the newest first',
  request: { query: cursorOfIds },
  responses: { 200: json('Broadcasts', listOf(broadcastItem)), ...refusals },
})
const createBroadcastRoute = createRoute({
  method: 'post',
  path: '/api/broadcasts',
  summary: 'Write a draft; nothing leaves',
  request: takes(plan),
  responses: { 201: made, ...refusals },
})
const countRoute = createRoute({
  method: 'post',
  path: '/api/broadcasts/audience',
  summary: 'How many people an audience has now, each counted once',
  request: takes(z.object({ audience })),
  responses: { 200: json('People', z.object({ people: z.number() })), ...refusals },
})
const readRoute = createRoute({
  method: 'get',
  path: '/api/broadcasts/{id}',
  summary: 'A broadcast, and how it went so far',
  request: { params },
  responses: { 200: json('The broadcast', broadcastOut), ...refusals },
})
const changeRoute = createRoute({
  method: 'patch',
  path: '/api/broadcasts/{id}',
  summary: 'Change a draft; a field left out stays',
  request: { params, body: body(plan.partial()) },
  responses: gone,
})
const preflightRoute = createRoute({
  method: 'get',
  path: '/api/broadcasts/{id}/preflight',
  summary: 'What it would do if it left now: people by route, who is skipped and why, messages left, cost',
  request: { params },
  responses: { 200: json('Counted now', preflightOut), ...refusals },
})
const previewRoute = createRoute({
  method: 'get',
  path: '/api/broadcasts/{id}/preview',
  summary: 'The message one person would get',
  request: { params, query: z.object({ personId: z.uuid() }) },
  responses: { 200: json('The message', previewOut), ...refusals },
})
const submitRoute = createRoute({
  method: 'post',
  path: '/api/broadcasts/{id}/submit',
  summary: 'Hand a draft in for approval',
  request: { params },
  responses: gone,
})
const approveRoute = createRoute({
  method: 'post',
  path: '/api/broadcasts/{id}/approve',
  summary: 'Release a broadcast others wrote; it begins at its hour',
  request: { params },
  responses: gone,
})
const declineRoute = createRoute({
  method: 'post',
  path: '/api/broadcasts/{id}/decline',
  summary: 'Send a broadcast back to its authors',
  request: { params, body: body(z.object({ reason: z.string().trim().min(1).max(500) })) },
  responses: gone,
})
const pauseRoute = createRoute({
  method: 'post',
  path: '/api/broadcasts/{id}/pause',
  summary: 'Let a broadcast rest',
  request: { params },
  responses: gone,
})
const resumeRoute = createRoute({
  method: 'post',
  path: '/api/broadcasts/{id}/resume',
  summary:
    'Let a broadcast go on where it stood; also the word it waits for when its hour passed or a backup was put back',
  request: { params },
  responses: gone,
})
const cancelRoute = createRoute({
  method: 'post',
  path: '/api/broadcasts/{id}/cancel',
  summary: 'End a broadcast: what has not left never leaves',
  request: { params },
  responses: {
    200: json('In people', z.object({ stopped: z.number(), alreadySent: z.number() }).openapi('BroadcastCancelled')),
    ...refusals,
  },
})
