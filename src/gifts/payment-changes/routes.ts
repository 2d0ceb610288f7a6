import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../../organisations/permission.ts'
import { requireRecentProof } from '../../organisations/proofs.ts'
import { providerKinds } from '../../payments/provider.ts'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { done, idParameter, json, listOf, refusals } from '../../platform/http/openapi.ts'
import { lapseReasons, paymentChangeStates } from './change.ts'
import { approvePaymentChange, declinePaymentChange, withdrawPaymentChange } from './decide.ts'
import { listPaymentChanges, type ShownChange } from './shown.ts'

const fieldSchema = z.object({
  field: z.string(),
  isSecret: z.boolean(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

const changeSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(['create', 'change']),
    paymentAccountId: z.uuid().nullable(),
    name: z.string(),
    provider: z.enum(providerKinds),
    state: z.enum(paymentChangeStates),
    newName: z.string().nullable(),
    currency: z.string().nullable(),
    /** Offered to donors from then on, or no longer; null: as it is. */
    isOffered: z.boolean().nullable(),
    /** Old against new; of a secret both are null. Empty once it ended. */
    fields: z.array(fieldSchema),
    proposedBy: z.uuid(),
    proposedByName: z.string(),
    proposedAt: z.iso.datetime(),
    /** When it takes effect by itself; null while it waits for a second person. */
    takesEffectAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime(),
    /** Whether the reader could approve it now. */
    isForYou: z.boolean(),
    endedByName: z.string().nullable(),
    endedAt: z.iso.datetime().nullable(),
    lapseReason: z.enum(lapseReasons).nullable(),
  })
  .openapi('PaymentChange')

/** The members' API of changes of where money is paid. Who approves proves anew who they are; whoever stops one need not. */
export function paymentChangeRoutes() {
  const router = newRouter()
  router.openapi(listRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'payments.change')
    const items = await scope.transaction(listPaymentChanges)
    return request.json({ items: items.map(write), next: null }, 200)
  })
  router.openapi(approveRoute, async (request) => {
    await requireRecentProof(scopeOf(request))
    await approvePaymentChange(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(declineRoute, async (request) => {
    await declinePaymentChange(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(withdrawRoute, async (request) => {
    await withdrawPaymentChange(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  return router
}

function write(change: ShownChange) {
  const { provider, fields, proposedAt, takesEffectAt, expiresAt, endedAt } = change
  return {
    ...change,
    provider: z.enum(providerKinds).parse(provider),
    fields: [...fields],
    proposedAt: proposedAt.toISOString(),
    takesEffectAt: takesEffectAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}

const listRoute = createRoute({
  method: 'get',
  path: '/api/payment-changes',
  summary: 'Changes of where money is paid: what waits, and what ended within a week',
  responses: { 200: json('Changes', listOf(changeSchema)), ...refusals },
})
const approveRoute = createRoute({
  method: 'post',
  path: '/api/payment-changes/{id}/approve',
  summary: 'Approve what somebody else proposed; it takes effect at once',
  request: { params: idParameter },
  responses: { ...done('In effect'), ...refusals },
})
const declineRoute = createRoute({
  method: 'post',
  path: '/api/payment-changes/{id}/decline',
  summary: 'Say no to what somebody else proposed',
  request: { params: idParameter },
  responses: { ...done('Declined'), ...refusals },
})
const withdrawRoute = createRoute({
  method: 'post',
  path: '/api/payment-changes/{id}/withdraw',
  summary: 'Take back what one proposed oneself',
  request: { params: idParameter },
  responses: { ...done('Withdrawn'), ...refusals },
})
