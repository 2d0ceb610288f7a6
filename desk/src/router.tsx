import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { assignees, conversationStates, type InboxFilter } from './api/conversations.ts'
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

//__ROUTES__

const tree = root.addChildren([signIn, invitation, frame.addChildren([home, inbox.addChildren([conversation])])])

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
