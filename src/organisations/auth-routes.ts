import { isIP } from 'node:net'
import { createRoute, z } from '@hono/zod-openapi'
import { Failure, type FailureKind } from '../platform/errors.ts'
import { newRouter, type Request } from '../platform/http/api.ts'
import { answers, done, takes } from '../platform/http/openapi.ts'
import { limitRate } from '../platform/http/rate.ts'
import { visitorAddress } from '../platform/http/visitor.ts'
import { type Auth, addressHeader } from './auth.ts'
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
  if (answer.status >= 400) throw await failureOf(answer)
  return answer
}

// Better-auth takes nothing but an address. Without a socket (a test, the API's own description) there is none.
function addressOf(request: Request): string {
  const address = visitorAddress(request)
  return isIP(address) === 0 ? '127.0.0.1' : address
}

const refusalSchema = z.object({ code: z.string() }).catch({ code: '' })

/** Better-auth's refusal as one of ours; whether the address or the password was wrong stays untold. */
async function failureOf(answer: Response): Promise<Failure> {
  const { code } = refusalSchema.parse(await answer.json().catch(() => ({})))
  if (answer.status === 429) {
    const waitSeconds = Number(answer.headers.get('x-retry-after') ?? 60)
    return new Failure('request.too-many', { waitSeconds }, { kind: 'limited', retryable: true })
  }
  if (answer.status >= 500) return new Failure('unexpected', {}, { kind: 'unavailable' })
  if (code.startsWith('organisations.'))
    return new Failure(code, { minimum: 12, maximum: 256 }, { field: 'newPassword' })
  const [ours, kind] = refusals[code] ?? ['organisations.sign-in-refused', 'unauthenticated']
  return new Failure(ours, {}, { kind })
}

const refusals: Readonly<Record<string, readonly [code: string, kind: FailureKind]>> = {
  INVALID_CODE: ['organisations.code-refused', 'unauthenticated'],
  INVALID_BACKUP_CODE: ['organisations.code-refused', 'unauthenticated'],
  INVALID_TWO_FACTOR_COOKIE: ['organisations.sign-in-again', 'unauthenticated'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['organisations.sign-in-again', 'unauthenticated'],
  ACCOUNT_TEMPORARILY_LOCKED: ['organisations.code-locked', 'limited'],
  INVALID_PASSWORD: ['organisations.password-wrong', 'forbidden'],
  UNAUTHORIZED: ['request.sign-in-needed', 'unauthenticated'],
  TWO_FACTOR_NOT_ENABLED: ['organisations.two-factor-off', 'conflict'],
  TOTP_NOT_ENABLED: ['organisations.two-factor-off', 'conflict'],
}
