import { createRoute } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { home, readHome } from './home.ts'

const homeRoute = createRoute({
  method: 'get',
  path: '/api/home',
  responses: { 200: { description: 'What today asks of the team', content: { 'application/json': { schema: home } } } },
})

/** Figures over everything; so far the desk's first page. */
export const insightRoutes = newRouter().openapi(homeRoute, async (request) =>
  request.json(await readHome(scopeOf(request), request.get('language')), 200),
)
