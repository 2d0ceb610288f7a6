import { createRoute, z } from '@hono/zod-openapi'
import { minorIn } from '../campaigns/money-wire.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, idParameter, json, refusals } from '../platform/http/openapi.ts'
import { needItems } from './case.ts'
import { recordExpense } from './expenses.ts'
import { askFor, cancelNeed } from './needs.ts'
import { reverseExpense } from './reverse-expense.ts'

const made = { 201: json('Made', idParameter), ...refusals }
const done = { 204: { description: 'Done' }, ...refusals }

const needRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/needs',
  summary: 'Add a need, in the currency of the programme',
  request: {
    params: idParameter,
    body: body(
      z.object({
        item: z.enum(needItems),
        amountMinor: minorIn.refine((minor) => minor > 0n),
        dueOn: z.iso.date().nullish(),
      }),
    ),
  },
  responses: made,
})
const cancelNeedRoute = createRoute({
  method: 'post',
  path: '/api/needs/{id}/cancel',
  summary: 'Take a need out; what it did not spend goes to other needs',
  request: { params: idParameter },
  responses: done,
})
const expenseRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/expenses',
  summary: 'Record an expense with its document',
  request: {
    params: idParameter,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            needId: z.uuid(),
            amountMinor: minorIn,
            spentOn: z.iso.date(),
            documentNote: z.string().trim().min(1).max(500),
            document: z.instanceof(File).optional().openapi({ type: 'string', format: 'binary' }),
          }),
        },
      },
    },
  },
  responses: made,
})
const reverseRoute = createRoute({
  method: 'post',
  path: '/api/expenses/{id}/reverse',
  summary: 'Take back an expense that was recorded wrongly',
  request: { params: idParameter, body: body(z.object({ reason: z.string().trim().min(1).max(500) })) },
  responses: done,
})

/** What cases need and what was spent for it, in the members' API. */
export function needRoutes() {
  const router = newRouter()
  router.openapi(needRoute, async (request) => {
    const need = { ...request.req.valid('json'), caseId: request.req.valid('param').id }
    return request.json({ id: await askFor(scopeOf(request), need) }, 201)
  })
  router.openapi(cancelNeedRoute, async (request) => {
    await cancelNeed(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(expenseRoute, async (request) => {
    const { document, ...expense } = request.req.valid('form')
    const file = document && {
      bytes: new Uint8Array(await document.arrayBuffer()),
      fileName: document.name,
    }
    const caseId = request.req.valid('param').id
    const id = await recordExpense(scopeOf(request), { ...expense, caseId, ...(file ? { document: file } : {}) })
    return request.json({ id }, 201)
  })
  router.openapi(reverseRoute, async (request) => {
    await reverseExpense(scopeOf(request), request.req.valid('param').id, request.req.valid('json').reason)
    return request.body(null, 204)
  })
  return router
}
