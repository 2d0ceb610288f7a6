import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../../organisations/permission.ts'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { done, idParameter, json, listOf, refusals } from '../../platform/http/openapi.ts'
import { endDeclineWave } from './end-wave.ts'
import { listDeclineWaves, type ShownWave } from './shown.ts'

const waveSchema = z
  .object({
    id: z.uuid(),
    accountName: z.string(),
    beganAt: z.iso.datetime(),
    /** Payments the provider refused, those of the hour before included. */
    declines: z.number(),
    /** From how many networks, as far as they are known. */
    networks: z.number(),
    /** Attempts that were sent without a solved puzzle. */
    heldBack: z.number(),
    /** Attempts that were refused before any payment. */
    turnedAway: z.number(),
    endedAt: z.iso.datetime().nullable(),
    /** Null where it ended by itself, or is on. */
    endedByName: z.string().nullable(),
  })
  .openapi('DeclineWave')

/** The members' API of waves of refused payments. */
export function declineWaveRoutes() {
  const router = newRouter()
  router.openapi(listRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'payments.change')
    const items = await scope.transaction(listDeclineWaves)
    return request.json({ items: items.map(write), next: null }, 200)
  })
  router.openapi(endRoute, async (request) => {
    await endDeclineWave(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  return router
}

function write(wave: ShownWave) {
  return { ...wave, beganAt: wave.beganAt.toISOString(), endedAt: wave.endedAt?.toISOString() ?? null }
}

const listRoute = createRoute({
  method: 'get',
  path: '/api/decline-waves',
  summary: 'Waves of refused payments: those that are on, and those of thirty days',
  responses: { 200: json('Waves', listOf(waveSchema)), ...refusals },
})
const endRoute = createRoute({
  method: 'post',
  path: '/api/decline-waves/{id}/end',
  summary: 'End a wave: donors are asked for nothing any more, until as many payments are refused anew',
  request: { params: idParameter },
  responses: { ...done('Ended'), ...refusals },
})
