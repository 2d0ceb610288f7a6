import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, takes } from '../platform/http/openapi.ts'
import { listTags, mostTags, setTags, tagWord } from './tags.ts'

const tagsInUse = z
  .object({ items: z.array(z.object({ tag: z.string(), people: z.number() }).openapi('TagInUse')) })
  .openapi('TagsInUse')

const personTags = z.object({ tags: z.array(tagWord).max(mostTags) }).openapi('PersonTags')

const listRoute = createRoute({
  method: 'get',
  path: '/api/tags',
  responses: answers(tagsInUse, 'Every tag somebody bears, and how many do'),
})

const setRoute = createRoute({
  method: 'put',
  path: '/api/people/{id}/tags',
  request: { params: idParameter, ...takes(personTags) },
  responses: done('These tags, and no others'),
})

/** The words members call people by. */
export const tagRoutes = () =>
  newRouter()
    .openapi(listRoute, async (request) => request.json({ items: [...(await listTags(scopeOf(request)))] }, 200))
    .openapi(setRoute, async (request) => {
      await setTags(scopeOf(request), request.req.valid('param').id, request.req.valid('json').tags)
      return request.body(null, 204)
    })
