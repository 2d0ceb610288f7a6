import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, listOf, pageQuery, takes } from '../platform/http/openapi.ts'
import { listPlatformProjects, setPlatformProject } from './actions.ts'
import { listExceptions, resolveException } from './exceptions.ts'
import { currencyOf, orderObstacles } from './order.ts'
import { returnsFile } from './returns-file.ts'

const exceptionSchema = z
  .object({
    id: z.uuid(),
    platform: z.string(),
    orderNumber: z.string(),
    projectId: z.string(),
    projectName: z.string(),
    amount: z.object({ minor: z.string(), currency: z.string() }),
    paidAt: z.string(),
    reason: z.enum(orderObstacles),
    /** The reason in the reader's language. */
    words: z.string(),
    openedAt: z.iso.datetime(),
  })
  .openapi('OrderException')

const projectSchema = z
  .object({
    platform: z.string().trim().toLowerCase().min(1).max(40),
    projectId: z.string().trim().min(1).max(100),
    campaignId: z.uuid(),
  })
  .openapi('PlatformProject')

const list = createRoute({
  method: 'get',
  path: '/api/order-exceptions',
  summary: 'Orders of giving platforms that did not become gifts, oldest first',
  request: { query: pageQuery.extend({ cursor: z.uuid().optional() }) },
  responses: answers(listOf(exceptionSchema).extend({ openCount: z.number() }), 'Order exceptions'),
})

const resolve = createRoute({
  method: 'post',
  path: '/api/order-exceptions/{id}/resolve',
  summary: 'Close an order exception with what was decided',
  request: { params: idParameter, ...takes(z.object({ resolution: z.string().trim().min(1).max(500) })) },
  responses: done('Closed'),
})

const projects = createRoute({
  method: 'get',
  path: '/api/platform-projects',
  summary: 'Which campaign the orders of a platform’s project go to',
  responses: answers(listOf(projectSchema), 'Projects with a campaign'),
})

const setProject = createRoute({
  method: 'put',
  path: '/api/platform-projects',
  summary: 'Name the campaign of a platform’s project; orders that waited for it become gifts',
  request: takes(projectSchema),
  responses: answers(z.object({ giftCount: z.number() }), 'How many waiting orders became gifts'),
})

const returns = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/returns.csv',
  summary: 'What a feedback round says to donors of a giving platform, by order number',
  request: { params: idParameter },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } } },
})

/** Giving platforms in the members' API. */
export function connectorRoutes() {
  const router = newRouter()
  router.openapi(list, async (request) => {
    const { items, next, openCount } = await listExceptions(scopeOf(request), request.req.valid('query'))
    const t = request.get('translate')
    const shown = items.map(({ id, order, reason, openedAt }) => ({
      id,
      platform: order.platform,
      orderNumber: order.orderNumber,
      projectId: order.projectId,
      projectName: order.projectName,
      amount: { minor: order.amountMinor, currency: currencyOf(order) },
      paidAt: order.paidAt,
      reason,
      words: t(`connectors:reasons.${reason}`),
      openedAt: openedAt.toISOString(),
    }))
    return request.json({ items: shown, next, openCount }, 200)
  })
  router.openapi(resolve, async (request) => {
    const { resolution } = request.req.valid('json')
    await resolveException(scopeOf(request), request.req.valid('param').id, resolution)
    return request.body(null, 204)
  })
  router.openapi(projects, async (request) => {
    return request.json({ items: await listPlatformProjects(scopeOf(request)), next: null }, 200)
  })
  router.openapi(setProject, async (request) => {
    return request.json(await setPlatformProject(scopeOf(request), request.req.valid('json')), 200)
  })
  router.openapi(returns, async (request) => {
    const { id } = request.req.valid('param')
    const csv = await returnsFile(scopeOf(request), id, request.get('language'))
    return request.body(csv, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="returns-${id}.csv"`,
      'cache-control': 'no-store',
    })
  })
  return router
}
