import { Hono } from 'hono'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import type { Context } from '../platform/scope.ts'
import { renderDocument } from './page/document.tsx'
import { frameOf } from './page/draw.tsx'
import { LeftPage, PayPage } from './page/pay-page.tsx'
import { decide, findTestPayment, openTestPayment, statement } from './pay/test-payment.ts'

/** The test pay page: `/sandbox/pay/:reference`, and its `/state` for whoever wants to know how it ended. */
export function payRoutes(context: Context) {
  const router = new Hono<Environment>()
  router.get('/sandbox/pay/:reference', async (request) => {
    const payment = await openTestPayment(context, request.req.param('reference'))
    return request.html(await renderDocument(<PayPage frame={frameOf(request)} payment={payment} />))
  })
  router.post('/sandbox/pay/:reference', async (request) => {
    const { choice } = await request.req.parseBody()
    return choose(context, request, request.req.param('reference'), choice)
  })
  router.get('/sandbox/pay/:reference/state', async (request) => {
    const payment = await findTestPayment(context, request.req.param('reference'))
    if (!payment?.isKnown) return request.text('', 404)
    const { body, headers } = statement(payment)
    return request.body(body, 200, headers)
  })
  return router
}

async function choose(context: Context, request: Request, reference: string, choice: unknown): Promise<Response> {
  switch (choice) {
    case 'succeed':
      return request.redirect((await decide(context, reference, 'paid')).returnUrl, 303)
    case 'fail':
      return request.redirect((await decide(context, reference, 'failed')).returnUrl, 303)
    case 'leave': {
      const payment = await openTestPayment(context, reference)
      return request.html(await renderDocument(<LeftPage frame={frameOf(request)} payment={payment} />))
    }
    default:
      throw new Failure('request.invalid', { field: 'choice', expected: '' }, { field: 'choice' })
  }
}
