import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, made, refusals, takes } from '../platform/http/openapi.ts'
import { logState } from './state.ts'
import { watchLog } from './witnessed.ts'
import { addWitness, removeWitness } from './witnesses.ts'

const moment = z.iso.datetime().nullable()

const stateSchema = z
  .object({
    address: z.string(),
    checkpoint: z
      .object({
        size: z.number(),
        root: z.string(),
        at: z.iso.datetime(),
        origin: z.string(),
        fingerprint: z.string(),
        vkey: z.string(),
      })
      .nullable(),
    waiting: z.number(),
    witnesses: z.array(
      z.object({
        witnessId: z.uuid(),
        name: z.string(),
        url: z.string(),
        cosignedSize: z.number(),
        cosignedAt: moment,
        problem: z.string().nullable(),
      }),
    ),
    witnessing: z.object({
      vkey: z.string(),
      url: z.string(),
      logs: z.array(z.object({ origin: z.string(), size: z.number(), cosignedAt: moment, refusedAt: moment })),
    }),
  })
  .openapi('PublicLog')

const read = createRoute({
  method: 'get',
  path: '/api/log',
  summary: 'The public log: its size, its last checkpoint, who cosigns it, and which logs are cosigned here',
  responses: answers(stateSchema, 'The log as it stands'),
})

const add = createRoute({
  method: 'post',
  path: '/api/log/witnesses',
  summary: 'Ask one more witness to cosign the public log',
  request: takes(z.object({ vkey: z.string().max(500), url: z.url({ protocol: /^https?$/ }).max(500) })),
  responses: { 201: made, ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/log/witnesses/{id}',
  summary: 'Ask a witness no longer',
  request: { params: idParameter },
  responses: { ...done('Asked no longer'), ...refusals },
})

const watch = createRoute({
  method: 'post',
  path: '/api/log/watched',
  summary: 'Cosign the log of another organisation from now on',
  request: takes(z.object({ vkey: z.string().max(500) })),
  responses: { ...done('Watched'), ...refusals },
})

/** The public log in the members' API. */
export function logBookRoutes() {
  const router = newRouter()
  router.openapi(read, async (request) => {
    const { checkpoint, witnesses, witnessing, ...state } = await logState(scopeOf(request))
    const told = (at: Date | null) => at?.toISOString() ?? null
    return request.json(
      {
        ...state,
        checkpoint: checkpoint && { ...checkpoint, at: checkpoint.at.toISOString() },
        witnesses: witnesses.map((witness) => ({ ...witness, cosignedAt: told(witness.cosignedAt) })),
        witnessing: {
          ...witnessing,
          logs: witnessing.logs.map(({ origin, size, cosignedAt, refusedAt }) => ({
            ...{ origin, size },
            ...{ cosignedAt: told(cosignedAt), refusedAt: told(refusedAt) },
          })),
        },
      },
      200,
    )
  })
  router.openapi(add, async (request) =>
    request.json({ id: await addWitness(scopeOf(request), request.req.valid('json')) }, 201),
  )
  router.openapi(remove, async (request) => {
    await removeWitness(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(watch, async (request) => {
    await watchLog(scopeOf(request), request.req.valid('json').vkey)
    return request.body(null, 204)
  })
  return router
}
