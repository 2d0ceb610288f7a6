import { createRoute } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { done, idParameter } from '../../platform/http/openapi.ts'
import { askAddress } from './ask-address.ts'

const askRoute = createRoute({
  method: 'post',
  path: '/api/people/{id}/address-question',
  request: { params: idParameter },
  responses: done('The letter that asks whether the address is theirs is on its way'),
})

/** What a member does about an address that somebody typed. */
export const confirmingRoutes = () =>
  newRouter().openapi(askRoute, async (request) => {
    await askAddress(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
