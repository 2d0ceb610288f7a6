import { sql } from 'kysely'
import { listCampaigns } from '../campaigns/actions.ts'
import { campaignText } from '../campaigns/campaign.ts'
import { resolveAddress } from '../organisations/addresses.ts'
import { needsSetUp } from '../organisations/set-up.ts'
import { newRouter, type Request } from '../platform/http/api.ts'
import type { Translate } from '../platform/i18n/translator.ts'
import { organisationId } from '../platform/ids.ts'
import { systemScope } from '../platform/jobs/work.ts'
import type { Context } from '../platform/scope.ts'
import { frameForAll } from './draw.ts'
import { HomePage, type HomeView, type ListedCampaign } from './home-page.tsx'
import { readHost } from './host.ts'
import { Kept, KeptPages } from './kept.ts'
import { PrivacyPage } from './privacy-page.tsx'

/** `/`: the guided demonstration or a door plate; before the first organisation, the way to found it. `/privacy` beside it. */
export function homeRoutes() {
  const router = newRouter()
  const pages = new KeptPages(5)
  const homes = new Kept<readonly Home[]>(5)
  router.get('/', async (request) => {
    const context = request.get('context')
    const language = request.get('language')
    const read = await homes.get(language, context.clock.now(), () => readHomes(request))
    // Whoever has just founded the first one comes back here.
    if (read.length === 0) homes.forget(language)
    if (read.length === 0 && (await needsSetUp(context))) return request.redirect('/setup', 303)
    return pages.answer(request, async () => drawHome(request, read))
  })
  router.get('/privacy', (request) =>
    pages.answer(request, async () => {
      const host = await hostOf(request, request.req.query('of'))
      return <PrivacyPage frame={frameForAll(request, host)} />
    }),
  )
  return router
}

function drawHome(request: Request, homes: readonly Home[]) {
  const demo = homes.find((home) => home.isDemo && home.campaigns[0] !== undefined)
  const frame = { ...frameForAll(request, null), demo: demo !== undefined }
  return <HomePage frame={frame} home={homeView(homes, demo, request.get('translate'))} />
}

interface Home {
  readonly name: string
  readonly slug: string
  readonly isDemo: boolean
  readonly campaigns: readonly ListedCampaign[]
}

function homeView(homes: readonly Home[], demo: Home | undefined, t: Translate): HomeView {
  if (demo !== undefined) {
    const people = { officer: t('demo:roles.officer'), approver: t('demo:roles.approver') }
    return { state: 'demo', campaigns: demo.campaigns, booksUrl: `/o/${demo.slug}`, people }
  }
  return {
    state: 'live',
    organisations: homes.map(({ name, slug, campaigns }) => ({ name, url: `/o/${slug}`, campaigns })),
  }
}

/** The organisations of this installation, the oldest first, with their campaigns that are public. */
async function readHomes(request: Request): Promise<Home[]> {
  const context = request.get('context')
  const language = request.get('language')
  const homes: Home[] = []
  for (const id of await organisationIds(context)) {
    const home = await systemScope(context, organisationId(id), 'home page').transaction(async (transaction) => {
      const { organisation, demo } = await readHost(transaction, language)
      const campaigns = (await listCampaigns(transaction)).filter((campaign) => campaign.state === 'public')
      return {
        name: organisation.name,
        slug: organisation.slug,
        isDemo: demo,
        campaigns: campaigns.map((campaign) => ({
          name: campaignText(campaign, language).title,
          url: `/c/${campaign.slug}`,
        })),
      }
    })
    homes.push(home)
  }
  return homes
}

const shownOrganisations = 50

/** Known by their public addresses: the organisations' own rows open only to a transaction of theirs. */
async function organisationIds({ databases }: Context): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select organisation_id as id from addresses where kind = 'organisation'
    order by organisation_id limit ${shownOrganisations}::integer`.execute(databases.app)
  return rows.map((row) => row.id)
}

async function hostOf(request: Request, slug: string | undefined) {
  const context = request.get('context')
  const address = slug === undefined ? undefined : await resolveAddress(context, 'organisation', slug)
  if (address === undefined) return null
  return systemScope(context, address.organisationId, 'privacy page').transaction((transaction) =>
    readHost(transaction, request.get('language')),
  )
}
