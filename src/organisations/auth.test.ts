import { createHmac } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { newEdge } from '../platform/http/edge.ts'
import { type Auth, openAuth } from './auth.ts'
import { authenticate } from './authenticate.ts'
import { acceptInvitation } from './invitations.ts'
import { changeMember, createMember } from './members.ts'
import { organisationRoutes } from './routes.ts'
import { openTestHouse, type TestHouse } from './testing.ts'

const password = 'three lanterns over the river'
const origin = 'http://127.0.0.1:3000'

let house: TestHouse
let auth: Auth
let app: ReturnType<typeof newEdge>

beforeAll(async () => {
  house = await openTestHouse()
  auth = openAuth(house.context)
  app = newEdge(house.context, (request) => request.text('', 500))
  app.use('/api/*', authenticate(auth))
  app.route('/', organisationRoutes(auth))
})
afterAll(async () => {
  await auth.close()
  await house.close()
})

interface Call {
  body?: unknown
  cookie?: string
  method?: string
  headers?: Record<string, string>
}

async function call(path: string, { body, cookie, method, headers }: Call = {}) {
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

const signIn = (email: string, typed = password) =>
  call('/api/auth/sign-in/email', { body: { email, password: typed } })

async function hire(email: string, roles: Parameters<typeof createMember>[1]['roles']) {
  return createMember(house.scope, { name: 'Lin Mei', email, language: 'zh-Hant', roles, password })
}

async function readAll(statement: string): Promise<Record<string, string>[]> {
  const client = new pg.Client(house.context.settings.databaseUrl)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

test('a member signs in and is told who they are and what they may do', async () => {
  const { memberId } = await hire('mei@example.org', ['viewer'])
  const { status, cookie, setCookie } = await signIn('Mei@Example.org')
  expect(status).toBe(200)
  expect(setCookie).toMatch(/^riscontro\.session_token=.*HttpOnly.*SameSite=Lax/i)
  const session = await call('/api/session', { cookie })
  expect(session.body).toMatchObject({
    member: { id: memberId, roles: ['viewer'], permissions: ['books.read', 'campaigns.read', 'organisation.read'] },
    organisation: { slug: 'morning-light', currency: 'TWD', isDemo: true },
  })
  expect((await call('/api/members', { cookie })).body.code).toBe('organisations.not-permitted')
})

test('nobody is signed in without a cookie, and signing out ends the session', async () => {
  expect((await call('/api/session')).body.code).toBe('request.sign-in-needed')
  await hire('out@example.org', ['viewer'])
  const { cookie } = await signIn('out@example.org')
  expect((await call('/api/auth/sign-out', { cookie, body: {} })).status).toBe(200)
  expect((await call('/api/session', { cookie })).status).toBe(401)
})

test('a wrong password and an unknown address are refused in the same words', async () => {
  await hire('known@example.org', ['viewer'])
  const wrong = await signIn('known@example.org', 'four lanterns over the river')
  const unknown = await signIn('unknown@example.org')
  const told = ({ status, body: { code, title, remedy } }: typeof wrong) => ({ status, code, title, remedy })
  expect(told(wrong)).toEqual(told(unknown))
  expect(told(wrong)).toMatchObject({ status: 401, code: 'organisations.sign-in-refused' })
})

test('the eleventh attempt at one address within ten minutes is refused, right or wrong', async () => {
  await hire('target@example.org', ['viewer'])
  for (let attempt = 0; attempt < 10; attempt += 1)
    await signIn('target@example.org', `guess number ${attempt} of many`)
  expect((await signIn('target@example.org')).status).toBe(429)
})

test('what a dump of the database holds of a session opens nothing', async () => {
  await hire('dump@example.org', ['owner'])
  const { cookie } = await signIn('dump@example.org')
  expect((await call('/api/session', { cookie })).status).toBe(200)
  const rows = await readAll(
    `select s.token, u.email from auth.session s join auth."user" u on u.id = s."userId" where u.email = 'dump@example.org'`,
  )
  const [row] = rows
  const [name = '', value = ''] = cookie.split('=')
  const [token = '', signature = ''] = decodeURIComponent(value).split('.')
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(token)
  for (const forged of [`${row?.token}.${signature}`, `${row?.token}.${signed(row?.token ?? '')}`]) {
    expect((await call('/api/session', { cookie: `${name}=${encodeURIComponent(forged)}` })).status).toBe(401)
  }
})

test('passwords are kept as argon2id, and the second factor sealed', async () => {
  await hire('hashes@example.org', ['viewer'])
  const rows = await readAll('select password from auth.account')
  expect(rows.every((row) => row.password?.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'))).toBe(true)
})

test('with a second factor the password alone signs nobody in; a code does, a recovery code once', async () => {
  await hire('totp@example.org', ['finance'])
  const { cookie } = await signIn('totp@example.org')
  const enabled = await call('/api/auth/two-factor/enable', { cookie, body: { password } })
  const { totpURI, backupCodes } = z
    .object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
    .parse(enabled.body)
  const code = totp(new URL(totpURI).searchParams.get('secret') ?? '')
  expect((await call('/api/auth/two-factor/verify-totp', { cookie, body: { code } })).status).toBe(200)

  const half = await signIn('totp@example.org')
  expect(half.body).toMatchObject({ twoFactorRedirect: true })
  expect((await call('/api/session', { cookie: half.cookie })).status).toBe(401)
  const wrong = await call('/api/auth/two-factor/verify-totp', { cookie: half.cookie, body: { code: '000000' } })
  expect(wrong.body.code).toBe('organisations.code-refused')
  const right = await call('/api/auth/two-factor/verify-totp', { cookie: half.cookie, body: { code } })
  expect((await call('/api/session', { cookie: right.cookie })).status).toBe(200)

  const [recovery = ''] = backupCodes
  const use = async () => {
    const { cookie: pending } = await signIn('totp@example.org')
    return call('/api/auth/two-factor/verify-backup-code', { cookie: pending, body: { code: recovery } })
  }
  expect((await use()).status).toBe(200)
  expect((await use()).status).toBe(401)
  expect(JSON.stringify(await readAll('select * from auth."twoFactor"'))).not.toContain(recovery)
})

test('a deactivated member is out at once, and stays out', async () => {
  const { memberId } = await hire('leaver@example.org', ['agent'])
  const { cookie } = await signIn('leaver@example.org')
  await changeMember(house.scope, memberId, { isActive: false })
  expect((await call('/api/session', { cookie })).status).toBe(401)
  const again = await signIn('leaver@example.org')
  expect((await call('/api/session', { cookie: again.cookie })).status).toBe(401)
})

test('an invited member sets a password with a link that works once', async () => {
  const { invitation } = await createMember(house.scope, {
    name: 'Chen',
    email: 'chen@example.org',
    language: 'zh-Hant',
    roles: ['agent'],
  })
  const token = invitation?.token ?? ''
  expect((await call('/api/invitations/open', { body: { token } })).body).toMatchObject({ name: 'Chen' })
  const accept = (typed: string) => call('/api/invitations/accept', { body: { token, password: typed } })
  expect((await accept('short')).body).toMatchObject({ code: 'organisations.password-short', field: 'password' })
  expect((await accept('Password2026!!')).body.code).toBe('organisations.password-common')
  expect((await accept(password)).status).toBe(204)
  expect((await accept(password)).body.code).toBe('links.used')
  expect((await signIn('chen@example.org')).status).toBe(200)
})

test('an organisation cannot set the password of somebody who works for another', async () => {
  await hire('both@example.org', ['viewer'])
  const neighbour = await house.neighbour('evening-star')
  house.clock.advance(1000)
  const both = { name: 'Both', email: 'both@example.org', language: 'en', roles: ['viewer'] } as const
  const there = await createMember(neighbour, { ...both, roles: ['viewer'] })
  expect(there.invitation).toBeUndefined()

  const pending = await createMember(house.scope, { ...both, email: 'later@example.org', roles: ['viewer'] })
  await expect(
    createMember(neighbour, { ...both, email: 'later@example.org', roles: ['viewer'] }),
  ).rejects.toMatchObject({ code: 'organisations.member-elsewhere' })
  await acceptInvitation(house.context, pending.invitation?.token ?? '', password)

  const { cookie } = await signIn('both@example.org')
  const chosen = { cookie, headers: { 'x-organisation': neighbour.organisationId } }
  expect((await call('/api/session', { cookie })).body).toMatchObject({ organisation: { slug: 'morning-light' } })
  expect((await call('/api/session', chosen)).body).toMatchObject({ organisation: { slug: 'evening-star' } })
})

test('a change asked for by another site’s page is refused', async () => {
  await hire('csrf@example.org', ['owner'])
  const { cookie } = await signIn('csrf@example.org')
  const change = (headers: Record<string, string>) =>
    call('/api/organisation', { method: 'PATCH', cookie, body: { phone: '02 1234 5678' }, headers })
  expect((await change({ origin: 'https://evil.example' })).body.code).toBe('organisations.foreign-page')
  expect((await change({ 'sec-fetch-site': 'cross-site' })).body.code).toBe('organisations.foreign-page')
  expect((await change({ 'sec-fetch-site': 'same-origin' })).body.phone).toBe('02 1234 5678')
})

test('nobody signs up, and nothing else of the library is open', async () => {
  const body = { email: 'self@example.org', password, name: 'Self' }
  expect((await call('/api/auth/sign-up/email', { body })).status).toBe(404)
  expect((await call('/api/auth/list-sessions')).status).toBe(404)
})

function signed(token: string): string {
  return createHmac('sha256', house.context.vault.sign('auth', 'better-auth/1')).update(token).digest('base64')
}

/** RFC 6238 with its defaults, for now. */
function totp(base32: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
