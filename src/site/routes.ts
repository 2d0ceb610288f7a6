import type { MergeParticipant } from '../people/merge.ts'
import { newRouter } from '../platform/http/api.ts'
import { approvalRoutes } from './approve/routes.tsx'
import { booksRoutes } from './books/books-routes.tsx'
import { publicGiftRoutes } from './books/public-gifts-routes.tsx'
import { campaignRoutes } from './campaign/campaign-routes.tsx'
import { entranceRoutes } from './chat/entrance-routes.tsx'
import { confirmRoutes } from './confirm/routes.tsx'
import { fileRoutes } from './file-routes.ts'
import { giveRoutes } from './give/give-routes.tsx'
import { returnRoutes } from './give/return-routes.tsx'
import { homeRoutes } from './home-routes.tsx'
import { setUpRoutes } from './setup/routes.tsx'
import { forgetRoutes } from './story/forget-routes.tsx'
import { storyRoutes } from './story/story-routes.tsx'

/** Every public page, and the files they and the desk load. `merging`: whose rows move when a channel says that two records are one person. */
export function siteRoutes(merging: readonly MergeParticipant[] = []) {
  const router = newRouter()
  const all = [
    ...[fileRoutes(), homeRoutes(), setUpRoutes(), campaignRoutes(), giveRoutes(), returnRoutes()],
    ...[storyRoutes(), entranceRoutes(merging), forgetRoutes(), booksRoutes(), publicGiftRoutes(), approvalRoutes()],
    confirmRoutes(),
  ]
  for (const routes of all) router.route('/', routes)
  return router
}
