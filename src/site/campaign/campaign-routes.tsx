import { findCampaign } from '../../campaigns/actions.ts'
import { Failure } from '../../platform/errors.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { frameForAll } from '../draw.ts'
import { readHost } from '../host.ts'
import { KeptPages } from '../kept.ts'
import { progressShape } from '../story/thread.tsx'
import { siteWords } from '../words.ts'
import { progressBasisPoints } from './campaign.ts'
import { CampaignPage, progressWords } from './campaign-page.tsx'
import { campaignFigures, campaignView } from './campaign-view.ts'

/**
 * `/c/:slug`: the public page of a campaign, and `/c/:slug/progress`: the figures on it, which an open page asks for. Each made
 * at most every two seconds per language, however many read it.
 */
export function campaignRoutes() {
  const router = newRouter()
  const pages = new KeptPages(2)
  router.get('/c/:slug', (request) => pages.answer(request, () => draw(request, request.req.param('slug'))))
  router.get('/c/:slug/progress', (request) => pages.tell(request, () => progress(request, request.req.param('slug'))))
  return router
}

/** What `live.js` puts on the page, in the reader's language; `state` tells it when the page itself is out of date. */
async function progress(request: Request, slug: string) {
  const found = await findCampaign(request.get('context'), slug)
  if (found === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  const { campaign, scope } = found
  const { state, ...figures } = await scope.transaction((transaction) => campaignFigures(transaction, campaign))
  const frame = { language: request.get('language'), t: siteWords(request.get('translate')), timeZone: 'UTC' }
  return { state, ...progressWords(frame, figures), ...progressShape(progressBasisPoints(figures)) }
}

async function draw(request: Request, slug: string) {
  const language = request.get('language')
  const found = await findCampaign(request.get('context'), slug)
  if (found === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  const { host, view } = await found.scope.transaction(async (transaction) => ({
    host: await readHost(transaction, language),
    view: await campaignView(transaction, found.campaign, language),
  }))
  return <CampaignPage frame={frameForAll(request, host)} campaign={view} />
}
