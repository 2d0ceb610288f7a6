import { createRoute, z } from '@hono/zod-openapi'
import { requireRecentProof } from '../../organisations/proofs.ts'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { answers, done, idParameter, json, listOf, takes } from '../../platform/http/openapi.ts'
import {
  changePartner,
  createPartner,
  listPartners,
  meanForPartner,
  meaning,
  newPartner,
  renewPartnerSecret,
} from './partners.ts'

const partnerSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    state: z.enum(['active', 'paused']),
    keyId: z.string(),
    campaigns: z.array(z.object({ campaignId: z.uuid(), programmeCode: z.string() })),
    orderCount: z.number(),
    readAt: z.iso.datetime().nullable(),
    /** Until when the secret before this one is taken, too. */
    formerUntil: z.iso.datetime().nullable(),
  })
  .openapi('Partner')

const list = createRoute({
  method: 'get',
  path: '/api/partners',
  summary: 'Charities for which we are the giving platform',
  responses: answers(listOf(partnerSchema), 'Partners'),
})
const create = createRoute({
  method: 'post',
  path: '/api/partners',
  summary: 'Make a partner; its secret is answered this once',
  request: takes(newPartner.openapi('NewPartner')),
  responses: {
    201: json('Made', z.object({ id: z.uuid(), keyId: z.string(), secret: z.string() }).openapi('PartnerKey')),
  },
})
const change = createRoute({
  method: 'patch',
  path: '/api/partners/{id}',
  summary: 'Let a partner in, or keep it out',
  request: { params: idParameter, ...takes(z.object({ state: z.enum(['active', 'paused']) })) },
  responses: done('Changed'),
})
const renew = createRoute({
  method: 'post',
  path: '/api/partners/{id}/secret',
  summary: 'Give a partner a new secret, answered this once; the former is taken for a day more',
  request: { params: idParameter },
  responses: answers(
    z.object({ keyId: z.string(), secret: z.string(), formerUntil: z.iso.datetime() }).openapi('RenewedPartnerKey'),
    'The new secret',
  ),
})
const mean = createRoute({
  method: 'post',
  path: '/api/partners/{id}/campaigns',
  summary: 'Mean the gifts of a campaign for a partner, those already given too',
  request: { params: idParameter, ...takes(meaning.openapi('PartnerCampaign')) },
  responses: answers(z.object({ orderCount: z.number() }), 'How many gifts are in its feed'),
})

/** Partners in the members' API. */
export function partnerRoutes() {
  const router = newRouter()
  router.openapi(list, async (request) => {
    const partners = await listPartners(scopeOf(request))
    const items = partners.map((partner) => ({
      ...partner,
      campaigns: [...partner.campaigns],
      readAt: partner.readAt?.toISOString() ?? null,
      formerUntil: partner.formerUntil?.toISOString() ?? null,
    }))
    return request.json({ items, next: null }, 200)
  })
  router.openapi(create, async (request) => {
    return request.json(await createPartner(scopeOf(request), request.req.valid('json')), 201)
  })
  router.openapi(change, async (request) => {
    await changePartner(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(renew, async (request) => {
    const scope = scopeOf(request)
    await requireRecentProof(scope)
    const { formerUntil, ...key } = await renewPartnerSecret(scope, request.req.valid('param').id)
    return request.json({ ...key, formerUntil: formerUntil.toISOString() }, 200)
  })
  router.openapi(mean, async (request) => {
    const { id } = request.req.valid('param')
    return request.json(await meanForPartner(scopeOf(request), id, request.req.valid('json')), 200)
  })
  return router
}
