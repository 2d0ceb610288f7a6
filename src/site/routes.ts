import { newRouter } from '../platform/http/api.ts'
import { campaignRoutes } from './campaign-routes.tsx'
import { fileRoutes } from './file-routes.ts'
import { giveRoutes } from './give-routes.tsx'
import { homeRoutes } from './home-routes.tsx'
import { returnRoutes } from './return-routes.tsx'
import { storyRoutes } from './story-routes.tsx'

/** Every public page, and the files they and the desk load. */
export function siteRoutes() {
  const router = newRouter()
  for (const routes of [fileRoutes(), homeRoutes(), campaignRoutes(), giveRoutes(), returnRoutes(), storyRoutes()]) {
    router.route('/', routes)
  }
  return router
}
