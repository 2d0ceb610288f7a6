import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, listOf, takes } from '../platform/http/openapi.ts'
import { languages } from '../platform/languages.ts'
import { callBackFile, callBackOutcomes, listCallBacks, settleCallBack } from './call-backs.ts'
import { callBackReasons } from './called-back.ts'
import { readHandedOn } from './handed-on.ts'

const callBackSchema = z
  .object({
    id: z.uuid(),
    roundId: z.uuid(),
    /** Null: it went out in a file. */
    platformName: z.string().nullable(),
    pseudonym: z.string(),
    stage: z.string(),
    /** As most of its orders were told. */
    words: z.string(),
    language: z.enum(languages),
    reason: z.enum(callBackReasons),
    openedAt: z.iso.datetime(),
    orderCount: z.number(),
    /** The first of its orders, five at most. */
    orderNumbers: z.array(z.string()),
    handedFrom: z.iso.datetime(),
    handedUntil: z.iso.datetime(),
  })
  .openapi('CallBack')

const handedOnSchema = z
  .object({
    platforms: z.array(z.object({ name: z.string(), states: z.record(z.string(), z.number()) })),
    correctionCount: z.number(),
    filed: z.object({ count: z.number(), at: z.iso.datetime() }).nullable(),
    callBackCount: z.number(),
  })
  .openapi('HandedOn')

const list = createRoute({
  method: 'get',
  path: '/api/call-backs',
  summary: 'What was handed on, may not be told any more and can be called back by a person only, oldest first',
  responses: answers(listOf(callBackSchema), 'Call-backs'),
})

const orders = createRoute({
  method: 'get',
  path: '/api/call-backs/{id}/orders.csv',
  summary: 'The orders of a call-back, for the platform',
  request: { params: idParameter },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } } },
})

const settlement = z.object({ outcome: z.enum(callBackOutcomes), note: z.string().trim().min(1).max(500) })

const settle = createRoute({
  method: 'post',
  path: '/api/call-backs/{id}/settle',
  summary: 'Close a call-back with what came of it',
  request: { params: idParameter, ...takes(settlement) },
  responses: done('Closed'),
})

const handedOn = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/handed-on',
  summary: 'What of a feedback round went back to giving platforms, and what became of it',
  request: { params: idParameter },
  responses: answers(handedOnSchema, 'Handed on'),
})

/** What is handed on, and called back by people, in the members' API. */
export function callBackRoutes() {
  const router = newRouter()
  router.openapi(list, async (request) => {
    const items = (await listCallBacks(scopeOf(request))).map((one) => ({
      ...one,
      orderNumbers: [...one.orderNumbers],
      openedAt: one.openedAt.toISOString(),
      handedFrom: one.handedFrom.toISOString(),
      handedUntil: one.handedUntil.toISOString(),
    }))
    return request.json({ items, next: null }, 200)
  })
  router.openapi(orders, async (request) => {
    const { id } = request.req.valid('param')
    const csv = await callBackFile(scopeOf(request), id, request.get('language'))
    return request.body(csv, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="call-back-${id}.csv"`,
      'cache-control': 'no-store',
    })
  })
  router.openapi(settle, async (request) => {
    await settleCallBack(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(handedOn, async (request) => {
    const { platforms, filed, ...counts } = await readHandedOn(scopeOf(request), request.req.valid('param').id)
    const shown = filed && { count: filed.count, at: filed.at.toISOString() }
    return request.json(
      { ...counts, platforms: platforms.map(({ name, states }) => ({ name, states })), filed: shown },
      200,
    )
  })
  return router
}
