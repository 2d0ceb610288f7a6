import { everybody, findPublicGift, listPublicGifts, sharedGift } from '../../books/public-gifts.ts'
import { listCampaigns } from '../../campaigns/actions.ts'
import { campaignText } from '../../campaigns/campaign.ts'
import { resolveAddress } from '../../organisations/addresses.ts'
import { Failure } from '../../platform/errors.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { limitBody } from '../../platform/http/security.ts'
import { systemScope } from '../../platform/jobs/work.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { answerPage, frameForAll, frameOf } from '../draw.ts'
import { readHost } from '../host.ts'
import { illustration } from '../illustrations.ts'
import { KeptPages } from '../kept.ts'
import { moreChildren, skippedChildren } from '../story/more-children.tsx'
import { SharedStoryPage } from '../story/shared-story-page.tsx'
import { giftStory } from '../story/story-view.ts'
import { siteWords } from '../words.ts'
import { FoundGiftPage, longestNumber, PublicGiftsPage } from './public-gifts-page.tsx'

/**
 * `/o/:organisation/gifts`: the public list, of one campaign with `?campaign=`, a page further with `?after=`; a receipt's or
 * order's number comes by form, so that it stands in no address. `/o/:organisation/gifts/:reference`: the story, where shared.
 */
export function publicGiftRoutes() {
  const router = newRouter()
  const pages = new KeptPages(10)
  router.get('/o/:organisation/gifts', (request) =>
    pages.answer(request, () => drawList(request), ['campaign', 'after']),
  )
  router.post('/o/:organisation/gifts', limitRate('gift-number', 10, 60), limitBody(1), find)
  router.get('/o/:organisation/gifts/:reference', (request) =>
    pages.answer(request, () => drawStory(request), ['children']),
  )
  return router
}

/** Fails with `request.missing` for an organisation that is not here. */
async function scopeOf(request: Request): Promise<Scope> {
  const context = request.get('context')
  const address = await resolveAddress(context, 'organisation', request.req.param('organisation') ?? '')
  if (address === undefined) throw missing()
  return systemScope(context, address.organisationId, 'public gifts')
}

async function drawList(request: Request) {
  const language = request.get('language')
  const scope = await scopeOf(request)
  const after = request.req.query('after')
  const slug = request.req.query('campaign')
  const base = `/o/${request.req.param('organisation')}/gifts`
  return scope.transaction(async (transaction) => {
    const campaign = slug === undefined ? undefined : await publicCampaign(transaction, slug)
    const list = await listPublicGifts(transaction, language, { campaignId: campaign?.campaignId, after })
    const named = campaign && { title: campaignText(campaign, language).title, url: `/c/${campaign.slug}` }
    const view = {
      ...list,
      base: campaign ? `${base}?campaign=${campaign.slug}` : base,
      campaign: named ?? null,
      isFirstPage: after === undefined,
      query: new URLSearchParams({ ...(campaign && { campaign: campaign.slug }), ...(after && { after }) }).toString(),
    }
    return <PublicGiftsPage frame={frameForAll(request, await readHost(transaction, language))} list={view} />
  })
}

async function publicCampaign(transaction: Transaction, slug: string) {
  const campaigns = await listCampaigns(transaction)
  const campaign = campaigns.find((each) => each.slug === slug && each.state !== 'draft')
  if (campaign === undefined) throw missing()
  return campaign
}

async function find(request: Request): Promise<Response> {
  const scope = await scopeOf(request)
  const { number } = await request.req.parseBody()
  const typed = typeof number === 'string' ? number.normalize('NFKC').trim().slice(0, longestNumber) : ''
  const language = request.get('language')
  const { host, gift } = await scope.transaction(async (transaction) => ({
    host: await readHost(transaction, language),
    gift: typed === '' ? undefined : await findPublicGift(transaction, language, typed),
  }))
  const page = <FoundGiftPage frame={frameOf(request, host)} typed={typed} gift={gift} />
  return answerPage(request, page, gift ? 200 : 404)
}

async function drawStory(request: Request) {
  const language = request.get('language')
  const scope = await scopeOf(request)
  return scope.transaction(async (transaction) => {
    const giftId = await sharedGift(transaction, request.req.param('reference') ?? '')
    if (giftId === undefined) throw missing()
    const host = await readHost(transaction, language)
    const skip = skippedChildren(request.req.query('children'))
    const story = await giftStory(transaction, giftId, language, host, { audience: everybody, skip })
    const { cardPicture } = illustration(story.campaign.picture, siteWords(request.get('translate')))
    const { campaignTitle, campaignUrl } = story.gift
    const children = story.children.filter(({ ended, isTold }) => !ended && isTold)
    const more = moreChildren(story.rows, request.req.path, skip)
    const shared = { campaignTitle, campaignUrl, cardPicture, children, moreChildren: more }
    return <SharedStoryPage frame={frameForAll(request, host)} story={shared} />
  })
}

function missing(): Failure {
  return new Failure('request.missing', {}, { kind: 'missing' })
}
