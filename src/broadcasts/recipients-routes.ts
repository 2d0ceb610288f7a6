import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { idParameter, json, listOf, pageQuery, refusals } from '../platform/http/openapi.ts'
import { recipientsFile } from './export.ts'
import { readRecipients, recipientStates } from './recipients.ts'
import { getBroadcast } from './rows.ts'
import { recipientOut, writeRecipient } from './wire.ts'

/** Who got a broadcast, as a list and as a file. */
export function recipientRoutes() {
  const router = newRouter()
  router.openapi(recipientsRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'broadcasts.read')
    permit(scope, 'people.read')
    const { id } = request.req.valid('param')
    const { state, cursor, limit } = request.req.valid('query')
    const rows = await scope.transaction(async (tx) => {
      await getBroadcast(tx, id)
      return readRecipients(tx, id, { state, after: cursor, limit: limit + 1 })
    })
    const items = rows.slice(0, limit).map(writeRecipient)
    return request.json({ items, next: rows.length > limit ? (items.at(-1)?.personId ?? null) : null }, 200)
  })
  router.openapi(fileRoute, async (request) => {
    const { id } = request.req.valid('param')
    const csv = await recipientsFile(scopeOf(request), id, request.get('language'))
    return request.body(csv, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="broadcast-${id}.csv"`,
    })
  })
  return router
}

const recipientsRoute = createRoute({
  method: 'get',
  path: '/api/broadcasts/{id}/recipients',
  summary: 'How each recipient ended, or those that ended one way',
  request: {
    params: idParameter,
    query: pageQuery.extend({ cursor: z.uuid().optional(), state: z.enum(recipientStates).optional() }),
  },
  responses: { 200: json('Recipients', listOf(recipientOut)), ...refusals },
})
const fileRoute = createRoute({
  method: 'get',
  path: '/api/broadcasts/{id}/export.csv',
  summary: 'How each recipient ended, as a spreadsheet',
  request: { params: idParameter },
  responses: {
    200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
    ...refusals,
  },
})
