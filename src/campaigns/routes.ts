import { createRoute, z } from '@hono/zod-openapi'
import QRCode from 'qrcode'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { json, refusals } from '../platform/http/openapi.ts'
import { languages } from '../platform/languages.ts'
import type { Context, Transaction } from '../platform/scope.ts'
import { changeCampaign, createCampaign, createFund, getCampaign, listCampaigns, listFunds } from './actions.ts'
import { allocationPolicies, type Campaign, campaignChange, newCampaign, newFund, type Progress } from './campaign.ts'
import { minorIn, moneyOut, writeMoney } from './money-wire.ts'
import { openness } from './progress.ts'
import { readProgress } from './store.ts'

const text = z.object({ title: z.string(), summary: z.string(), story: z.string() })

const campaignSchema = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    url: z.string(),
    fund: z.object({ id: z.uuid(), code: z.string() }),
    legalEntity: z.object({ id: z.uuid(), name: z.string(), country: z.string() }),
    state: z.enum(['draft', 'public', 'closed']),
    /** Why no gift can be made now; null while one can. */
    closedBecause: z.enum(['draft', 'not_started', 'ended', 'cap']).nullable(),
    goal: moneyOut,
    cap: moneyOut.nullable(),
    /** The sibling that takes what goes beyond the cap, when the donor agrees. */
    overflowCampaignId: z.uuid().nullable(),
    raised: moneyOut,
    remaining: moneyOut.nullable(),
    giftCount: z.number(),
    startsOn: z.string(),
    endsOn: z.string().nullable(),
    permitNumber: z.string().nullable(),
    permitAuthority: z.string().nullable(),
    programmeShareBasisPoints: z.number(),
    minimumSlice: moneyOut,
    allocationPolicy: z.enum(allocationPolicies),
    allocatesOnlyFinal: z.boolean(),
    suggested: z.array(moneyOut),
    picture: z.string(),
    texts: z.partialRecord(z.enum(languages), text),
  })
  .openapi('Campaign')

const campaignDetail = campaignSchema.extend({ qrSvg: z.string() }).openapi('CampaignDetail')

const amounts = {
  goalMinor: minorIn,
  capMinor: minorIn.nullable(),
  minimumSliceMinor: minorIn,
  suggestedMinor: z.array(minorIn),
}
const newCampaignIn = z.strictObject({
  ...newCampaign.shape,
  ...amounts,
  capMinor: amounts.capMinor.default(null),
  minimumSliceMinor: amounts.minimumSliceMinor.optional(),
  suggestedMinor: amounts.suggestedMinor.default([]),
})
const campaignChangeIn = z.strictObject({ ...campaignChange.shape, ...z.object(amounts).partial().shape })

const fundSchema = z
  .object({ fundId: z.uuid(), code: z.string(), name: z.string(), isRestricted: z.boolean() })
  .openapi('Fund')
const id = z.object({ id: z.uuid() })

/** The members' API of campaigns and funds. */
export function campaignRoutes() {
  const router = newRouter()
  router.openapi(listRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'campaigns.read')
    const items = await scope.transaction(async (transaction) => {
      const campaigns = await listCampaigns(transaction)
      const raised = await readProgress(
        transaction,
        campaigns.map((campaign) => campaign.campaignId),
      )
      return Promise.all(campaigns.map((campaign) => write(transaction, campaign, raised.get(campaign.campaignId))))
    })
    return request.json({ items, next: null }, 200)
  })
  router.openapi(createRouteOf, async (request) => {
    const created = await createCampaign(scopeOf(request), request.req.valid('json'))
    return request.json({ id: created }, 201)
  })
  router.openapi(readRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'campaigns.read')
    const { id: campaignId } = request.req.valid('param')
    const campaign = await scope.transaction((transaction) => readOne(transaction, campaignId))
    return request.json({ ...campaign, qrSvg: await qrSvg(campaign.url) }, 200)
  })
  router.openapi(changeRoute, async (request) => {
    await changeCampaign(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(listFundsRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'campaigns.read')
    return request.json({ items: await scope.transaction(listFunds), next: null }, 200)
  })
  router.openapi(createFundRoute, async (request) => {
    const created = await createFund(scopeOf(request), request.req.valid('json'))
    return request.json({ id: created }, 201)
  })
  return router
}

/** The QR code of a campaign's page, as an SVG picture. */
export function qrSvg(url: string): Promise<string> {
  return QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
}

async function readOne(transaction: Transaction, campaignId: string) {
  const campaign = await getCampaign(transaction, campaignId)
  const raised = await readProgress(transaction, [campaignId])
  return write(transaction, campaign, raised.get(campaignId))
}

async function write(transaction: Transaction, campaign: Campaign, progress: Progress | undefined) {
  const { raisedMinor, giftCount } = progress ?? { raisedMinor: 0n, giftCount: 0 }
  const money = (minor: bigint) => writeMoney({ minor, currency: campaign.currency })
  const now = await openness(transaction, campaign)
  return {
    id: campaign.campaignId,
    slug: campaign.slug,
    url: urlOf(transaction.context, campaign),
    fund: { id: campaign.fundId, code: campaign.fundCode },
    legalEntity: { id: campaign.legalEntityId, name: campaign.legalEntityName, country: campaign.country },
    state: campaign.state,
    closedBecause: now.open ? null : now.because,
    goal: money(campaign.goalMinor),
    cap: campaign.capMinor === null ? null : money(campaign.capMinor),
    overflowCampaignId: campaign.overflowCampaignId,
    raised: money(raisedMinor),
    remaining: now.open && now.remainingMinor !== null ? money(now.remainingMinor) : null,
    giftCount,
    startsOn: campaign.startsOn,
    endsOn: campaign.endsOn,
    permitNumber: campaign.permitNumber,
    permitAuthority: campaign.permitAuthority,
    programmeShareBasisPoints: campaign.programmeShareBasisPoints,
    minimumSlice: money(campaign.minimumSliceMinor),
    allocationPolicy: campaign.allocationPolicy,
    allocatesOnlyFinal: campaign.allocatesOnlyFinal,
    suggested: campaign.suggestedMinor.map(money),
    picture: campaign.picture,
    texts: campaign.texts,
  }
}

function urlOf({ settings }: Context, { slug }: Campaign): string {
  return `${settings.publicUrl}/c/${slug}`
}

const listRoute = createRoute({
  method: 'get',
  path: '/api/campaigns',
  summary: 'Every campaign, the newest first',
  responses: {
    200: json('Campaigns', z.object({ items: z.array(campaignSchema), next: z.string().nullable() })),
    ...refusals,
  },
})
const createRouteOf = createRoute({
  method: 'post',
  path: '/api/campaigns',
  summary: 'Make a campaign',
  request: { body: { required: true, content: { 'application/json': { schema: newCampaignIn } } } },
  responses: { 201: json('Made', id), ...refusals },
})
const readRoute = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}',
  summary: 'One campaign with its QR code',
  request: { params: id },
  responses: { 200: json('The campaign', campaignDetail), ...refusals },
})
const changeRoute = createRoute({
  method: 'patch',
  path: '/api/campaigns/{id}',
  summary: 'Change a campaign; fields left out stay',
  request: { params: id, body: { required: true, content: { 'application/json': { schema: campaignChangeIn } } } },
  responses: { 204: { description: 'Changed' }, ...refusals },
})
const listFundsRoute = createRoute({
  method: 'get',
  path: '/api/funds',
  summary: 'Every fund',
  responses: { 200: json('Funds', z.object({ items: z.array(fundSchema), next: z.string().nullable() })), ...refusals },
})
const createFundRoute = createRoute({
  method: 'post',
  path: '/api/funds',
  summary: 'Make a fund',
  request: { body: { required: true, content: { 'application/json': { schema: newFund } } } },
  responses: { 201: json('Made', id), ...refusals },
})
