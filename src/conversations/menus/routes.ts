import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { answers, idParameter, refusals, takes } from '../../platform/http/openapi.ts'
import { channelMenu, menuAudiences, readMenus, setMenu, wantedMenu } from './menus.ts'
import { putMenus } from './put.ts'

const shown = z
  .object({
    /** Which menus this channel can have; empty: none. */
    audiences: z.array(z.enum(menuAudiences)),
    /** Whether it is a picture under a bar with words: nine entries at most. */
    isDrawn: z.boolean(),
    /** Whether an entry can open the donor's own page. */
    opensPages: z.boolean(),
    menus: z.array(channelMenu),
  })
  .openapi('ChannelMenus')

const get = createRoute({
  method: 'get',
  path: '/api/channels/{id}/menu',
  summary: 'The menus beside the conversation, and whether the provider has them',
  request: { params: idParameter },
  responses: { ...answers(shown, 'The menus'), ...refusals },
})

const set = createRoute({
  method: 'put',
  path: '/api/channels/{id}/menu',
  summary: 'Change a menu and take it to the provider at once; no entries take it away',
  request: { params: idParameter, ...takes(wantedMenu) },
  responses: { ...answers(shown, 'The menus, and what the provider made of this one'), ...refusals },
})

/** Menus of channels in the members' API. */
export function menuRoutes() {
  const router = newRouter()
  router.openapi(get, async (request) =>
    request.json(await readMenus(scopeOf(request), request.req.valid('param').id), 200),
  )
  router.openapi(set, async (request) => {
    const { id } = request.req.valid('param')
    await setMenu(scopeOf(request), id, request.req.valid('json'))
    await putMenus(scopeOf(request), id)
    return request.json(await readMenus(scopeOf(request), id), 200)
  })
  return router
}
