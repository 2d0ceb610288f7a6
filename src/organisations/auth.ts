import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import { describeError } from '../platform/log.ts'
import type { Context } from '../platform/scope.ts'
import { hashPassword, longestPassword, shortestPassword, verifyPassword } from './password.ts'
import { authSecrets } from './second-factor-secrets.ts'
import { hashSessionTokens } from './session-tokens.ts'
import { guardSignIn } from './sign-in-guard.ts'

/** Seconds without a request after which a session ends. */
const idleSeconds = 12 * 60 * 60

/** The header in which our own server tells better-auth where a request came from; whatever the client sent is replaced. */
export const addressHeader = 'x-riscontro-address'

/** Who signs in, and who is signed in. */
export interface Auth {
  /** Answers a request below `/api/auth/`. */
  handle(request: Request): Promise<Response>
  /** The signed-in user of these headers, with the cookies that prolong the session. */
  whoIs(headers: Headers): Promise<SignedIn | undefined>
  /** Takes the signed-in user's password or code once more; the answer is better-auth's, refusals included. */
  prove(headers: Headers, by: { password: string } | { code: string }): Promise<Response>
  /** Ends what signing in holds open; the database pool is the house’s and stays. */
  close(): Promise<void>
}

/** A user with an open session. */
export interface SignedIn {
  userId: string
  sessionId: string
  hasSecondFactor: boolean
  cookies: readonly string[]
}

/** Opens sign-in with e-mail and password, and TOTP with recovery codes, over the tables of schema `auth`. */
export function openAuth(context: Context): Auth {
  const auth = betterAuth(optionsOf(context))
  return {
    handle: (request) => auth.handler(request),
    whoIs: async (headers) => {
      const answer = await auth.api.getSession({ headers, returnHeaders: true })
      if (!answer.response) return undefined
      const { user, session } = answer.response
      const hasSecondFactor = user.twoFactorEnabled === true
      return { userId: user.id, sessionId: session.id, hasSecondFactor, cookies: answer.headers.getSetCookie() }
    },
    prove: async (headers, by) => {
      const asked = { headers, asResponse: true } as const
      const answer =
        'code' in by ? auth.api.verifyTOTP({ ...asked, body: by }) : auth.api.verifyPassword({ ...asked, body: by })
      return answer.catch(asAnswer)
    },
    close: async () => {},
  }
}

// Called in the process, better-auth answers its own refusals but throws those of our hooks.
function asAnswer(error: unknown): Response {
  if (!(error instanceof APIError)) throw error
  return Response.json(error.body, { status: error.statusCode })
}

function optionsOf(context: Context) {
  const { publicUrl } = context.settings
  const isHttps = publicUrl.startsWith('https:')
  const adapter = kyselyAdapter(context.databases.app.withSchema('auth'), { type: 'postgres', transaction: true })
  return {
    appName: 'Riscontro',
    baseURL: publicUrl,
    basePath: '/api/auth',
    ...authSecrets(context.vault),
    database: (options: BetterAuthOptions) => hashSessionTokens(adapter(options)),
    trustedOrigins: (request?: Request) => [publicUrl, ...(request ? [new URL(request.url).origin] : [])],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    session: { expiresIn: idleSeconds, updateAge: 15 * 60, cookieCache: { enabled: false } },
    verification: { storeIdentifier: 'hashed' },
    // Per network address; an office of many members shares one. Guessing at one account is limited below and by the plug-in's lock.
    rateLimit: {
      enabled: true,
      storage: 'memory',
      ...perMinute(120),
      customRules: { '/sign-in/*': perMinute(60), '/two-factor/*': perMinute(30), '/change-password': perMinute(10) },
    },
    telemetry: { enabled: false },
    onAPIError: {
      onError: (error) => {
        if (!(error instanceof APIError)) context.log.error(describeError(error), 'Signing in failed on our side')
      },
    },
    logger: {
      level: 'error',
      log: (_level, _message, ...details) =>
        context.log.error({ details: details.map(describeError) }, 'Sign-in failed on our side'),
    },
    advanced: {
      // `__Host-`: only this very host, only over TLS, only for the whole site. Plain HTTP exists on loopback alone.
      cookiePrefix: isHttps ? '__Host-riscontro' : 'riscontro',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [twoFactor({ issuer: 'Riscontro' })],
    hooks: guardSignIn(context),
  } satisfies BetterAuthOptions
}

function perMinute(max: number) {
  return { window: 60, max }
}
