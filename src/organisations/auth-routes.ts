import { isIP } from 'node:net'
import { createRoute, z } from '@hono/zod-openapi'
import { Failure } from '../platform/errors.ts'
import { newRouter, type Request } from '../platform/http/api.ts'
import { answers, done, takes } from '../platform/http/openapi.ts'
import { limitRate } from '../platform/http/rate.ts'
import { visitorAddress } from '../platform/http/visitor.ts'
import { type Auth, addressHeader } from './auth.ts'
import { refuseAsOurs } from './auth-refusals.ts'
import { acceptInvitation, openInvitation } from './invitations.ts'

/** All of better-auth that is open; sign-up, resets by mail, and listing sessions are not. */
const openPaths = new Set([
  '/sign-in/email',
  '/sign-out',
  '/get-session',
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/get-totp-uri',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/two-factor/generate-backup-codes',
])

const invitationSchema = z
  .object({ name: z.string(), email: z.string(), organisation: z.string(), expiresAt: z.iso.datetime() })
  .openapi('Invitation')

const openInvitationRoute = createRoute({
  method: 'post',
  path: '/api/invitations/open',
  request: takes(z.object({ token: z.string().max(100) })),
  responses: answers(invitationSchema, 'Whom the link is for'),
})

const acceptInvitationRoute = createRoute({
  method: 'post',
  path: '/api/invitations/accept',
  request: takes(z.object({ token: z.string().max(100), password: z.string().max(1000) })),
  responses: done('The password is set; sign in with it'),
})

/** Signing in and out, the second factor, and taking up an invitation. Answers problem details like every other route. */
export function authRoutes(auth: Auth) {
  const router = newRouter()
  router.all('/api/auth/*', (request) => passOn(auth, request))
  router.use('/api/invitations/*', limitRate('invitations', 30, 60))
  return router
    .openapi(openInvitationRoute, async (request) => {
      const { expiresAt, ...who } = await openInvitation(request.get('context'), request.req.valid('json').token)
      return request.json({ ...who, expiresAt: expiresAt.toISOString() }, 200)
    })
    .openapi(acceptInvitationRoute, async (request) => {
      const { token, password } = request.req.valid('json')
      await acceptInvitation(request.get('context'), token, password)
      return request.body(null, 204)
    })
}

async function passOn(auth: Auth, request: Request): Promise<Response> {
  const path = new URL(request.req.url).pathname.slice('/api/auth'.length)
  if (!openPaths.has(path)) throw new Failure('request.missing', {}, { kind: 'missing' })
  const headers = new Headers(request.req.raw.headers)
  headers.set(addressHeader, addressOf(request))
  const answer = await auth.handle(new globalThis.Request(request.req.raw, { headers }))
  return refuseAsOurs(answer)
}

// Better-auth takes nothing but an address. Without a socket (a test, the API's own description) there is none.
function addressOf(request: Request): string {
  const address = visitorAddress(request)
  return isIP(address) === 0 ? '127.0.0.1' : address
}
