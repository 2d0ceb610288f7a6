import { createHmac } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDoor, password, totp } from './door.fixture.ts'
import { acceptInvitation } from './invitations.ts'
import { changeMember, createMember } from './members.ts'
import { openTestHouse, type TestHouse } from './testing.ts'

let house: TestHouse
let door: ReturnType<typeof openDoor>
let call: typeof door.call
let signIn: typeof door.signIn

beforeAll(async () => {
  house = await openTestHouse()
  door = openDoor(house.context)
  call = door.call
  signIn = door.signIn
})
afterAll(async () => {
  await door.close()
  await house.close()
})

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
  const { secret, backupCodes, status } = await door.setUpTwoSteps(cookie)
  expect(status).toBe(200)

  const half = await signIn('totp@example.org')
  expect(half.body).toMatchObject({ twoFactorRedirect: true })
  expect((await call('/api/session', { cookie: half.cookie })).status).toBe(401)
  const wrong = await call('/api/auth/two-factor/verify-totp', { cookie: half.cookie, body: { code: '000000' } })
  expect(wrong.body.code).toBe('organisations.code-refused')
  const right = await call('/api/auth/two-factor/verify-totp', {
    cookie: half.cookie,
    body: { code: totp(secret, 1) },
  })
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
