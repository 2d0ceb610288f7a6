import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { requireRecentProof } from '../organisations/proofs.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, listOf, takes } from '../platform/http/openapi.ts'
import type { Transaction } from '../platform/scope.ts'
import { hastenErasure, requestErasure, type WaitingErasure, waitingErasures, withdrawErasure } from './erasures.ts'
import { getPerson } from './persons.ts'

/** Tells a person that they are to be erased and where to take it back: conversations are a floor above. */
export type TellErasure = (transaction: Transaction, waiting: WaitingErasure) => Promise<unknown>

const erasure = z.object({
  askedBy: z.enum(['person', 'member']),
  askedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  /** It is done within a minute, as somebody wished. */
  isSoon: z.boolean(),
})

/** A request that waits, as the desk shows it. */
export const shownErasure = erasure.openapi('Erasure')

const listedErasure = erasure.extend({ personId: z.uuid(), displayName: z.string() }).openapi('ListedErasure')

const listRoute = createRoute({
  method: 'get',
  path: '/api/erasures',
  responses: answers(listOf(listedErasure), 'Requests to be erased that wait for their day, the next first'),
})

const askRoute = createRoute({
  method: 'post',
  path: '/api/people/{id}/erasure',
  request: { params: idParameter, ...takes(z.object({ atOnce: z.boolean() }).openapi('ErasureWish')) },
  responses: done('They are erased in a week, or within minutes'),
})

const withdrawRoute = createRoute({
  method: 'delete',
  path: '/api/people/{id}/erasure',
  request: { params: idParameter },
  responses: done('They stay'),
})

/** Asking for somebody's erasure at the desk, and taking it back, for whoever holds `people.erase`. */
export const erasureRoutes = (tell: TellErasure) =>
  newRouter()
    .openapi(listRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'people.erase')
      const items = await scope.transaction(async (transaction) => {
        const waiting = await waitingErasures(transaction)
        return Promise.all(waiting.map((one) => listed(transaction, one)))
      })
      return request.json({ items, next: null }, 200)
    })
    .openapi(askRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'people.erase')
      await requireRecentProof(scope)
      const { id } = request.req.valid('param')
      const ask = request.req.valid('json').atOnce ? hastenErasure : requestErasure
      await scope.transaction(async (transaction) => {
        const waiting = await ask(transaction, id)
        await tell(transaction, waiting)
      })
      return request.body(null, 204)
    })
    .openapi(withdrawRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'people.erase')
      await scope.transaction((transaction) => withdrawErasure(transaction, request.req.valid('param').id))
      return request.body(null, 204)
    })

async function listed(transaction: Transaction, waiting: WaitingErasure) {
  const { display_name: displayName } = await getPerson(transaction, waiting.personId)
  return { ...writeErasure(waiting), personId: waiting.personId, displayName }
}

/** A request as the API says it. */
export function writeErasure({ askedBy, askedAt, dueAt, isSoon }: WaitingErasure) {
  return { askedBy, askedAt: askedAt.toISOString(), dueAt: dueAt.toISOString(), isSoon }
}
