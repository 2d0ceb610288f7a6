import { createRoute, z } from '@hono/zod-openapi'
import { Failure } from '../platform/errors.ts'
import { newRouter, type Request, scopeOf } from '../platform/http/api.ts'
import { answers, done, listOf, takes } from '../platform/http/openapi.ts'
import type { Auth } from './auth.ts'
import { refuseAsOurs } from './auth-refusals.ts'
import { endOtherSessions, endSession, listSessions } from './sessions.ts'
import { SignedInScope } from './signed-in.ts'

const sessionItem = z
  .object({
    id: z.string(),
    browser: z.string().nullable(),
    system: z.string().nullable(),
    startedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    isThisOne: z.boolean(),
  })
  .openapi('OpenSession')

const listRoute = createRoute({
  method: 'get',
  path: '/api/account/sessions',
  summary: 'Where the member who asks is signed in',
  responses: answers(listOf(sessionItem), 'This session first'),
})

const endRoute = createRoute({
  method: 'delete',
  path: '/api/account/sessions/{sessionId}',
  summary: 'Sign out in one place',
  request: { params: z.object({ sessionId: z.string().max(100) }) },
  responses: done('Ended'),
})

const endOthersRoute = createRoute({
  method: 'post',
  path: '/api/account/sessions/end-others',
  summary: 'Sign out everywhere but here',
  responses: done('Ended'),
})

const proofRoute = createRoute({
  method: 'post',
  path: '/api/account/proofs',
  summary: 'Type the password or a code again, for what asks for a recent proof',
  request: takes(
    z
      .object({ password: z.string().min(1).max(1000), code: z.string().min(1).max(20) })
      .partial()
      .openapi('Proof'),
  ),
  responses: done('Proved'),
})

/** A member's own sign-in: where it is open, and proving it again. */
export const accountRoutes = (auth: Auth) =>
  newRouter()
    .openapi(listRoute, async (request) => {
      const items = (await listSessions(signedIn(request))).map(({ startedAt, lastSeenAt, ...session }) => ({
        ...session,
        startedAt: startedAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
      }))
      return request.json({ items, next: null }, 200)
    })
    .openapi(endRoute, async (request) => {
      await endSession(signedIn(request), request.req.valid('param').sessionId)
      return request.body(null, 204)
    })
    .openapi(endOthersRoute, async (request) => {
      await endOtherSessions(signedIn(request))
      return request.body(null, 204)
    })
    .openapi(proofRoute, async (request) => {
      signedIn(request)
      const { password, code } = request.req.valid('json')
      const headers = request.req.raw.headers
      await refuseAsOurs(await auth.prove(headers, code === undefined ? { password: password ?? '' } : { code }))
      return request.body(null, 204)
    })

function signedIn(request: Pick<Request, 'get'>): SignedInScope {
  const scope = scopeOf(request)
  if (scope instanceof SignedInScope) return scope
  throw new Failure('request.sign-in-needed', {}, { kind: 'unauthenticated' })
}
