import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { json, refusals } from '../../platform/http/openapi.ts'
import { makeStaffCode, readStaffLink } from './codes.ts'

const code = z.object({ code: z.string(), expiresAt: z.iso.datetime() }).openapi('StaffCode')

const make = createRoute({
  method: 'post',
  path: '/api/staff-code',
  summary: 'A code that tells the team’s Slack who I am: `/riscontro link CODE`; it holds for ten minutes and once',
  responses: { 201: json('The code, which is not shown again', code), ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/api/staff-code',
  summary: 'Whether there is a Slack to be known in, and whether I am',
  responses: { 200: json('How it stands', z.object({ isOffered: z.boolean(), isLinked: z.boolean() })), ...refusals },
})

/** What a member asks at the desk for answering donors from elsewhere. */
export function staffRoutes() {
  const router = newRouter()
  router.openapi(read, async (request) => request.json(await readStaffLink(scopeOf(request)), 200))
  router.openapi(make, async (request) => {
    const made = await makeStaffCode(scopeOf(request))
    return request.json({ code: made.code, expiresAt: made.expiresAt.toISOString() }, 201)
  })
  return router
}
