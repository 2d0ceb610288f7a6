import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { newEdge } from '../platform/http/edge.ts'
import type { Context } from '../platform/scope.ts'
import { openAuth } from './auth.ts'
import { authenticate } from './authenticate.ts'
import { organisationRoutes } from './routes.ts'

/** A password that keeps the rule. */
export const password = 'three lanterns over the river'

const origin = 'http://127.0.0.1:3000'

/** One request; a body makes it a POST. */
export interface Call {
  body?: unknown
  cookie?: string
  method?: string
  headers?: Record<string, string>
}

/** The door of a test house: sign-in and the routes of organisations, asked as a browser asks. */
export function openDoor(context: Context) {
  const auth = openAuth(context)
  const app = newEdge(context, (request) => request.text('', 500))
  app.use('/api/*', authenticate(auth))
  app.route('/', organisationRoutes(auth))
  const call = async (path: string, { body, cookie, method, headers }: Call = {}) => {
    const response = await app.request(`${origin}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { origin, 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const cookies = response.headers.getSetCookie().filter((line) => !line.includes('Max-Age=0'))
    return {
      status: response.status,
      body: z
        .record(z.string(), z.unknown())
        .catch({})
        .parse(text === '' ? {} : JSON.parse(text)),
      cookie: cookies.map((line) => line.split(';')[0]).join('; '),
      setCookie: cookies.join('\n'),
    }
  }
  const signIn = (email: string, typed = password, headers: Record<string, string> = {}) =>
    call('/api/auth/sign-in/email', { body: { email, password: typed }, headers })
  /** Sets up two steps for whoever signed in with this password; spends the code of this moment. */
  const setUpTwoSteps = async (cookie: string) => {
    const enabled = await call('/api/auth/two-factor/enable', { cookie, body: { password } })
    const { totpURI, backupCodes } = twoSteps.parse(enabled.body)
    const secret = new URL(totpURI).searchParams.get('secret') ?? ''
    const verified = await call('/api/auth/two-factor/verify-totp', { cookie, body: { code: totp(secret) } })
    return { secret, backupCodes, status: verified.status, cookie: verified.cookie }
  }
  return { call, signIn, setUpTwoSteps, close: () => auth.close() }
}

const twoSteps = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })

/** RFC 6238 with its defaults, for the step now or `stepsLater`. */
export function totp(base32: string, stepsLater = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + stepsLater))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
