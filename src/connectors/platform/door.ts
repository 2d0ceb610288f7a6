import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { limitBody } from '../../platform/http/security.ts'
import type { Scope } from '../../platform/scope.ts'
import { requireSignature, signingHeaders } from '../rest/signature.ts'
import { batchOnWire, pageSize, paths, withdrawalsOnWire } from '../rest/wire.ts'
import { readFeed, readFeedOrder } from './feed.ts'
import { takeFeedback, withdrawFeedback } from './intake.ts'
import { findPartner } from './partners.ts'

/**
 * Where partners read their orders and hand in reports; `docs/connectors.md` is the contract. Signed requests only: whoever
 * shows no key, a wrong one or a wrong signature gets one answer, `connectors.signature-wrong`.
 */
export function partnerDoor() {
  const router = newRouter()
  router.use('/platform/v1/*', limitRate('partner', 600, 60), limitBody(1))
  router.get(paths.orders, async (request) => {
    const { scope, partnerId } = await partnerOf(request, '')
    const { after, limit, orderNumber } = feedQuery.parse(request.req.query())
    const page =
      orderNumber === undefined
        ? await readFeed(scope, partnerId, { after, limit })
        : await readFeedOrder(scope, partnerId, orderNumber)
    return request.json(page, 200, { 'cache-control': 'no-store' })
  })
  router.post(paths.feedback, async (request) => {
    const body = await request.req.text()
    const { scope, partnerId } = await partnerOf(request, body)
    const batch = batchOnWire.safeParse(jsonIn(body))
    if (!batch.success) {
      const field = batch.error.issues[0]?.path.join('.') ?? ''
      throw new Failure('connectors.feedback-unreadable', { where: field }, { field })
    }
    return request.json({ items: await takeFeedback(scope, partnerId, batch.data.items) }, 200)
  })
  router.post(paths.withdrawals, async (request) => {
    const body = await request.req.text()
    const { scope, partnerId } = await partnerOf(request, body)
    const asked = withdrawalsOnWire.safeParse(jsonIn(body))
    if (!asked.success) throw new Failure('connectors.feedback-unreadable', { where: 'ids' }, { field: 'ids' })
    return request.json({ items: await withdrawFeedback(scope, partnerId, asked.data.ids) }, 200)
  })
  return router
}

const feedQuery = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(pageSize).catch(pageSize),
  orderNumber: z.string().max(64).optional(),
})

/** Who has signed a request. Fails with `connectors.signature-wrong`, `connectors.clock-apart`. */
async function partnerOf(request: Request, body: string): Promise<{ scope: Scope; partnerId: string }> {
  const context = request.get('context')
  const found = await findPartner(context, request.req.header(signingHeaders.key) ?? '')
  if (found === undefined) throw new Failure('connectors.signature-wrong', {}, { kind: 'unauthenticated' })
  const { pathname, search } = new URL(request.req.url)
  const given = {
    timestamp: request.req.header(signingHeaders.timestamp),
    signature: request.req.header(signingHeaders.signature),
  }
  requireSignature(
    { method: request.req.method, target: pathname + search, body },
    given,
    found.secrets,
    context.clock.now(),
  )
  return found
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
