import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import type { Context } from '../platform/scope.ts'
import { refuseWeakPassword } from './password.ts'
import { noteProof } from './proofs.ts'
import { takeCode } from './tried-codes.ts'

type Asked = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

const typed = z
  .object({ email: z.string().optional(), newPassword: z.string().optional(), code: z.string().optional() })
  .catch({})

/** What somebody signed in may get wrong, and is counted by account for: the code, the password typed again. */
const guessablePaths = ['/two-factor/verify-totp', '/two-factor/verify-backup-code', '/verify-password']

/** After which of better-auth's answers a session's holder has just proved who they are. */
const provingPaths = [...guessablePaths, '/sign-in/email', '/change-password', '/two-factor/disable']

/**
 * Our rules around better-auth's own: attempts are counted per account, not only per address; a code is taken once; no device is
 * trusted without one; new passwords keep our rule, and a change of password ends the other sessions.
 */
export function guardSignIn(context: Context) {
  const signIns = new RateLimiterMemory({ keyPrefix: 'sign-in', points: 10, duration: 10 * 60 })
  const guesses = new RateLimiterMemory({ keyPrefix: 'guess', points: 10, duration: 10 * 60 })
  const before = createAuthMiddleware(async (request) => {
    const { email, newPassword, code } = typed.parse(request.body ?? {})
    if (request.path === '/sign-in/email' && email !== undefined) await count(signIns, foldAddress(email))
    if (newPassword !== undefined) refuse(newPassword)
    if (guessablePaths.includes(request.path)) {
      const userId = await whoTries(request)
      if (userId !== undefined) await count(guesses, userId)
      if (userId !== undefined && request.path === '/two-factor/verify-totp') {
        if (!(await takeCode(context, userId, code ?? ''))) throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE' })
      }
    }
    return { context: { body: { ...request.body, trustDevice: false, revokeOtherSessions: true } } }
  })
  const after = createAuthMiddleware(async (request) => {
    if (!provingPaths.includes(request.path) || request.context.returned instanceof Error) return
    const isNew = request.path === '/sign-in/email'
    const sessionId = request.context.newSession?.session.id ?? (isNew ? undefined : await sessionOf(request))
    if (sessionId !== undefined) await noteProof(context, sessionId)
  })
  return { before, after }
}

const foldAddress = (email: string) => email.normalize('NFKC').trim().toLowerCase()

async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  await limiter.consume(key).catch(() => {
    throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_ATTEMPTS' })
  })
}

async function sessionOf(request: Asked): Promise<string | undefined> {
  return (await getSessionFromCtx(request))?.session.id
}

/** The user whose code is tried: the one signed in, else the one whose password was right a moment ago. */
async function whoTries(request: Asked): Promise<string | undefined> {
  const session = await getSessionFromCtx(request)
  if (session) return session.user.id
  const cookie = request.context.createAuthCookie('two_factor')
  const pending = await request.getSignedCookie(cookie.name, request.context.secret)
  if (!pending) return undefined
  return (await request.context.internalAdapter.findVerificationValue(pending))?.value
}

function refuse(password: string): void {
  try {
    refuseWeakPassword(password, { name: '', email: '' })
  } catch (failure) {
    throw new APIError('BAD_REQUEST', {
      code: failure instanceof Failure ? failure.code : 'organisations.password-common',
    })
  }
}
