import { findCampaign } from '../campaigns/actions.ts'
import { Failure } from '../platform/errors.ts'
import { newRouter, type Request } from '../platform/http/api.ts'
import { CampaignPage } from './campaign-page.tsx'
import { campaignView } from './campaign-view.ts'
import { frameForAll } from './draw.ts'
import { readHost } from './host.ts'
import { KeptPages } from './kept.ts'

/** `/c/:slug`: the public page of a campaign. Drawn at most every two seconds per language, however many read it. */
export function campaignRoutes() {
  const router = newRouter()
  const pages = new KeptPages(2)
  router.get('/c/:slug', (request) => pages.answer(request, () => draw(request, request.req.param('slug'))))
  return router
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
