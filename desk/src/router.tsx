import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
} from '@tanstack/react-router'
import { Suspense } from 'react'
import { languages } from '../../src/platform/languages.ts'
import { type CaseFilter, type Stage, stages } from './api/cases.ts'
import { assignees, conversationStates, type InboxFilter } from './api/conversations.ts'
import { templateKinds } from './api/feedback.ts'
import type { GiftFilter } from './api/gifts.ts'
import type { WordsPlace } from './feedback/words-page.tsx'
import { Frame } from './frame/frame.tsx'
import { LostPage } from './frame/lost-page.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'

const root = createRootRoute({
  component: () => (
    <Suspense>
      <Outlet />
    </Suspense>
  ),
  notFoundComponent: LostPage,
})

/** A search parameter when it is text. */
function textIn(search: Record<string, unknown>, name: string): string | undefined {
  const value = search[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string | undefined } => ({ next: textIn(search, 'next') }),
  component: SignInPage,
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./sign-in/invitation-page.tsx'), 'InvitationPage'),
})

const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame })

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
})

const inbox = createRoute({
  getParentRoute: () => frame,
  path: '/inbox',
  validateSearch: (search): InboxFilter => ({
    state: conversationStates.find((state) => state === search.state),
    assignee: assignees.find((assignee) => assignee === search.assignee),
    query: textIn(search, 'query'),
  }),
  component: lazyRouteComponent(() => import('./inbox/inbox-page.tsx'), 'InboxPage'),
})

const conversation = createRoute({ getParentRoute: () => inbox, path: '$conversationId' })

const page = <const Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => frame, path, component })

const people = createRoute({
  getParentRoute: () => frame,
  path: '/people',
  validateSearch: (search): { query?: string | undefined; tag?: string | undefined; run?: string | undefined } => ({
    query: textIn(search, 'query'),
    tag: textIn(search, 'tag'),
    run: textIn(search, 'run'),
  }),
  component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'PeoplePage'),
})

const gifts = createRoute({
  getParentRoute: () => frame,
  path: '/gifts',
  validateSearch: (search): GiftFilter => ({
    query: textIn(search, 'query'),
    campaign: textIn(search, 'campaign'),
    from: textIn(search, 'from'),
    to: textIn(search, 'to'),
  }),
  component: lazyRouteComponent(() => import('./gifts/gifts-page.tsx'), 'GiftsPage'),
})

const cases = createRoute({
  getParentRoute: () => frame,
  path: '/cases',
  validateSearch: (search): CaseFilter => ({
    programme: textIn(search, 'programme'),
    stage: stages.find((stage) => stage === search.stage),
    query: textIn(search, 'query'),
    view: search.view === 'board' ? 'board' : undefined,
  }),
  component: lazyRouteComponent(() => import('./cases/cases-page.tsx'), 'CasesPage'),
})

const words = createRoute({
  getParentRoute: () => frame,
  path: '/rounds/words',
  validateSearch: (search): WordsPlace => ({
    programme: textIn(search, 'programme'),
    kind: templateKinds.find((kind) => kind === search.kind),
    channel: textIn(search, 'channel'),
    language: languages.find((language) => language === search.language),
  }),
  component: lazyRouteComponent(() => import('./feedback/words-page.tsx'), 'WordsPage'),
})

const imports = createRoute({
  getParentRoute: () => frame,
  path: '/imports/$kind',
  validateSearch: (search): { id?: string | undefined } => ({ id: textIn(search, 'id') }),
  component: lazyRouteComponent(() => import('./imports/import-page.tsx'), 'ImportPage'),
})

const newBroadcast = createRoute({
  getParentRoute: () => frame,
  path: '/broadcasts/new',
  validateSearch: (search): { moved?: string | undefined; segment?: string | undefined } => ({
    moved: textIn(search, 'moved'),
    segment: textIn(search, 'segment'),
  }),
  component: lazyRouteComponent(() => import('./broadcasts/new-broadcast-page.tsx'), 'NewBroadcastPage'),
})

const explore = createRoute({
  getParentRoute: () => frame,
  path: '/explore/$side/$id',
  validateSearch: (search): { stage?: Stage | undefined; view?: 'table' | undefined } => ({
    stage: stages.find((stage) => stage === search.stage),
    view: search.view === 'table' ? 'table' : undefined,
  }),
  component: lazyRouteComponent(() => import('./explorer/explorer-page.tsx'), 'ExplorerPage'),
})

const pages = [
  page(
    '/inbox/unknown',
    lazyRouteComponent(() => import('./inbox/unknowns-page.tsx'), 'UnknownsPage'),
  ),
  page(
    '/inbox/saved-replies',
    lazyRouteComponent(() => import('./inbox/saved-replies-page.tsx'), 'SavedRepliesPage'),
  ),
  page(
    '/templates',
    lazyRouteComponent(() => import('./templates/templates-page.tsx'), 'TemplatesPage'),
  ),
  page(
    '/people/tags',
    lazyRouteComponent(() => import('./people/tags-page.tsx'), 'TagsPage'),
  ),
  page(
    '/people/$personId',
    lazyRouteComponent(() => import('./people/person-page.tsx'), 'PersonPage'),
  ),
  page(
    '/gifts/new',
    lazyRouteComponent(() => import('./gifts/new-gift-page.tsx'), 'NewGiftPage'),
  ),
  page(
    '/gifts/transfers',
    lazyRouteComponent(() => import('./gifts/transfers-page.tsx'), 'TransfersPage'),
  ),
  page(
    '/gifts/mandates',
    lazyRouteComponent(() => import('./gifts/mandates-page.tsx'), 'MandatesPage'),
  ),
  page(
    '/gifts/mandates/$mandateId',
    lazyRouteComponent(() => import('./gifts/mandate-page.tsx'), 'MandatePage'),
  ),
  page(
    '/gifts/exceptions',
    lazyRouteComponent(() => import('./gifts/exceptions-page.tsx'), 'ExceptionsPage'),
  ),
  page(
    '/gifts/$giftId',
    lazyRouteComponent(() => import('./gifts/gift-page.tsx'), 'GiftPage'),
  ),
  page(
    '/campaigns',
    lazyRouteComponent(() => import('./campaigns/campaigns-page.tsx'), 'CampaignsPage'),
  ),
  page(
    '/campaigns/new',
    lazyRouteComponent(() => import('./campaigns/new-campaign-page.tsx'), 'NewCampaignPage'),
  ),
  page(
    '/campaigns/$campaignId',
    lazyRouteComponent(() => import('./campaigns/campaign-page.tsx'), 'CampaignPage'),
  ),
  page(
    '/cases/$caseId',
    lazyRouteComponent(() => import('./cases/case-page.tsx'), 'CasePage'),
  ),
  page(
    '/cases/programmes/$programmeId',
    lazyRouteComponent(() => import('./cases/programme-page.tsx'), 'ProgrammePage'),
  ),
  page(
    '/rounds',
    lazyRouteComponent(() => import('./rounds/rounds-page.tsx'), 'RoundsPage'),
  ),
  page(
    '/rounds/$roundId',
    lazyRouteComponent(() => import('./rounds/round-page.tsx'), 'RoundPage'),
  ),
  page(
    '/broadcasts',
    lazyRouteComponent(() => import('./broadcasts/broadcasts-page.tsx'), 'BroadcastsPage'),
  ),
  newBroadcast,
  page(
    '/broadcasts/segments',
    lazyRouteComponent(() => import('./broadcasts/segments-page.tsx'), 'SegmentsPage'),
  ),
  page(
    '/broadcasts/segments/new',
    lazyRouteComponent(() => import('./broadcasts/segment-page.tsx'), 'NewSegmentPage'),
  ),
  page(
    '/broadcasts/segments/$segmentId',
    lazyRouteComponent(() => import('./broadcasts/segment-page.tsx'), 'SegmentPage'),
  ),
  page(
    '/broadcasts/$broadcastId',
    lazyRouteComponent(() => import('./broadcasts/broadcast-page.tsx'), 'BroadcastPage'),
  ),
  page(
    '/books',
    lazyRouteComponent(() => import('./books/books-page.tsx'), 'BooksPage'),
  ),
  page(
    '/connections',
    lazyRouteComponent(() => import('./connections/connections-page.tsx'), 'ConnectionsPage'),
  ),
  page(
    '/connections/channel',
    lazyRouteComponent(() => import('./connections/connect-page.tsx'), 'ConnectChannelPage'),
  ),
  page(
    '/connections/payments',
    lazyRouteComponent(() => import('./connections/connect-page.tsx'), 'ConnectPaymentsPage'),
  ),
  page(
    '/members',
    lazyRouteComponent(() => import('./members/members-page.tsx'), 'MembersPage'),
  ),
  page(
    '/settings',
    lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  ),
  page(
    '/account',
    lazyRouteComponent(() => import('./settings/account-page.tsx'), 'AccountPage'),
  ),
] as const

const tree = root.addChildren([
  signIn,
  invitation,
  frame.addChildren([home, inbox.addChildren([conversation]), people, gifts, cases, words, imports, explore, ...pages]),
])

/** Every place of the desk by its address; a page's code is fetched when it is first opened. */
export const router = createRouter({
  routeTree: tree,
  basepath: '/desk',
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
