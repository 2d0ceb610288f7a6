import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Scope } from '../platform/scope.ts'
import { withinOneMinute } from '../platform/testing/one-minute.ts'
import { openDoor, password, totp } from './door.fixture.ts'
import { newOrganisationScope, writeOrganisation } from './found.ts'
import { addMember, createMember } from './members.ts'
import { hashPassword } from './password.ts'
import type { Role } from './permission.ts'
import { founderGraceDays } from './second-factor.ts'
import { takeSecondFactorOffByOperator } from './second-factor-by-operator.ts'
import { openTestHouse, type TestHouse } from './testing.ts'

let house: TestHouse
let charity: Scope
let door: ReturnType<typeof openDoor>

beforeAll(async () => {
  house = await openTestHouse()
  door = openDoor(house.context)
  charity = await found('evening-star', 'founder@example.org')
})
afterAll(async () => {
  await door.close()
  await house.close()
})

/** A charity that is no demo, and its founder, in one moment. */
async function found(slug: string, email: string): Promise<Scope> {
  const scope = newOrganisationScope(house.context)
  const passwordHash = await hashPassword(password)
  await scope.transaction(async (transaction) => {
    const place = { country: 'TW', timeZone: 'Asia/Taipei', language: 'zh-Hant' } as const
    await writeOrganisation(transaction, { ...place, slug, name: 'Evening Star' })
    await addMember(transaction, { name: 'Founder', email, language: 'en', roles: ['owner'] }, passwordHash)
  })
  house.clock.advance(60_000)
  return scope
}

/** Hires somebody and signs them in. */
async function enter(...roles: Role[]): Promise<{ email: string; memberId: string; cookie: string }> {
  const email = `${randomUUID()}@example.org`
  const { memberId } = await createMember(charity, { name: 'Mei', email, language: 'en', roles, password })
  const { cookie } = await door.signIn(email)
  return { email, memberId, cookie }
}

const session = (cookie: string) => door.call('/api/session', { cookie })
const secondFactorNeeded = { status: 403, body: { code: 'organisations.second-factor-needed' } }
const proofNeeded = { status: 403, body: { code: 'organisations.proof-needed' } }

test('owners and finance reach nothing but the set-up of two steps until it is done; others work on', async () => {
  for (const role of ['owner', 'finance'] as const) {
    const { cookie } = await enter(role)
    for (const path of ['/api/session', '/api/members', '/api/organisation', '/api/account/sessions']) {
      expect(await door.call(path, { cookie })).toMatchObject(secondFactorNeeded)
    }
    const newPassword = { currentPassword: password, newPassword: `${password} again` }
    expect(await door.call('/api/auth/change-password', { cookie, body: newPassword })).toMatchObject(
      secondFactorNeeded,
    )
    const done = await door.setUpTwoSteps(cookie)
    expect(done.status).toBe(200)
    expect((await session(done.cookie)).status).toBe(200)
  }
  const { cookie } = await enter('fundraiser', 'agent')
  expect((await session(cookie)).status).toBe(200)
})

test('who was made finance after signing in is asked at the next request', async () => {
  const { cookie, memberId } = await enter('agent')
  const owner = await ownerInTwoSteps()
  const change = { method: 'PATCH', cookie: owner, body: { roles: ['agent', 'finance'] } }
  expect((await door.call(`/api/members/${memberId}`, change)).status).toBe(204)
  expect(await session(cookie)).toMatchObject(secondFactorNeeded)
})

test('a demo spares its members', async () => {
  await createMember(house.scope, {
    name: 'Demo',
    email: 'demo@example.org',
    language: 'en',
    roles: ['owner'],
    password,
  })
  const { cookie } = await door.signIn('demo@example.org')
  house.clock.advance(3_600_000)
  expect((await session(cookie)).status).toBe(200)
  const { status } = await door.call('/api/members', { cookie, body: newMember() })
  expect(status).toBe(200)
})

test('the founder has a week, in which nothing that needs a proof is done without two steps', async () => {
  await found('morning-star', 'first@example.org')
  const { cookie } = await door.signIn('first@example.org')
  expect(await session(cookie)).toMatchObject({ status: 200, body: { signIn: { secondFactor: 'soon' } } })
  expect(await door.call('/api/members', { cookie, body: newMember() })).toMatchObject(secondFactorNeeded)
  house.clock.advance(founderGraceDays * 86_400_000)
  expect(await session(cookie)).toMatchObject(secondFactorNeeded)
})

test('a code is taken once: not again by the same person, nor by who looked over their shoulder', async () => {
  withinOneMinute()
  const { email, cookie } = await enter('agent')
  const { secret } = await door.setUpTwoSteps(cookie)
  const tried = async (code: string) => {
    const half = await door.signIn(email)
    return door.call('/api/auth/two-factor/verify-totp', { cookie: half.cookie, body: { code } })
  }
  const [spent, next] = [totp(secret), totp(secret, 1)]
  expect(await tried(spent)).toMatchObject({ status: 401, body: { code: 'organisations.code-refused' } })
  const answers = await Promise.all([tried(next), tried(next), tried(next)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401])
})

test('codes and passwords typed again are counted by account: the eleventh try is refused, right or wrong', async () => {
  const { cookie } = await enter('agent')
  const { cookie: later } = await door.setUpTwoSteps(cookie)
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await door.call('/api/account/proofs', { cookie: later, body: { password: `guess number ${attempt}` } })
  }
  const right = await door.call('/api/account/proofs', { cookie: later, body: { password } })
  expect(right).toMatchObject({ status: 429, body: { code: 'request.too-many' } })
})

test('no device is trusted to leave the second step out', async () => {
  const { email, cookie } = await enter('agent')
  const { secret } = await door.setUpTwoSteps(cookie)
  const half = await door.signIn(email)
  const body = { code: totp(secret, 1), trustDevice: true }
  const full = await door.call('/api/auth/two-factor/verify-totp', { cookie: half.cookie, body })
  expect(full.status).toBe(200)
  const again = await door.call('/api/auth/sign-in/email', { cookie: full.cookie, body: { email, password } })
  expect(again.body).toMatchObject({ twoFactorRedirect: true })
})

async function ownerInTwoSteps(): Promise<string> {
  const { cookie } = await enter('owner')
  return (await door.setUpTwoSteps(cookie)).cookie
}

const newMember = () => ({ name: 'New', email: `${randomUUID()}@example.org`, language: 'en', roles: ['agent'] })

test('members and roles ask for the code or password again ten minutes after the last proof', async () => {
  const cookie = await ownerInTwoSteps()
  const invite = () => door.call('/api/members', { cookie, body: newMember() })
  expect((await invite()).status).toBe(200)
  house.clock.advance(10 * 60_000)
  expect((await invite()).status).toBe(200)
  house.clock.advance(1)
  expect(await invite()).toMatchObject({ ...proofNeeded, body: { ...proofNeeded.body, facts: { by: 'code' } } })
  const wrong = await door.call('/api/account/proofs', { cookie, body: { password: 'four lanterns' } })
  expect(wrong.body.code).toBe('organisations.password-wrong')
  expect((await invite()).status).toBe(403)
  expect((await door.call('/api/account/proofs', { cookie, body: { password } })).status).toBe(204)
  expect((await invite()).status).toBe(200)
})

test('a proof holds for the session it was given in, not for another', async () => {
  const cookie = await ownerInTwoSteps()
  house.clock.advance(11 * 60_000)
  const other = await ownerInTwoSteps()
  expect((await door.call('/api/members', { cookie: other, body: newMember() })).status).toBe(200)
  expect(await door.call('/api/members', { cookie, body: newMember() })).toMatchObject(proofNeeded)
})

const openSessions = z.object({
  items: z.array(
    z.object({ id: z.string(), browser: z.string().nullable(), system: z.string().nullable(), isThisOne: z.boolean() }),
  ),
})

test('a member sees where they are signed in, ends one, ends all others, and nobody else’s', async () => {
  const { email, cookie } = await enter('agent')
  const phone = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1' }
  const onPhone = await door.signIn(email, password, phone)
  const list = async (by: string) => openSessions.parse((await door.call('/api/account/sessions', { cookie: by })).body)
  const { items } = await list(cookie)
  expect(items).toMatchObject([{ isThisOne: true }, { isThisOne: false, browser: 'Safari', system: 'iPhone' }])
  expect(JSON.stringify(items)).not.toContain('token')

  const stranger = await enter('agent')
  const foreign = { method: 'DELETE', cookie: stranger.cookie }
  expect((await door.call(`/api/account/sessions/${items[1]?.id}`, foreign)).status).toBe(404)
  expect((await session(onPhone.cookie)).status).toBe(200)
  expect((await door.call(`/api/account/sessions/${items[1]?.id}`, { method: 'DELETE', cookie })).status).toBe(204)
  expect((await session(onPhone.cookie)).status).toBe(401)

  const [third, fourth] = [await door.signIn(email), await door.signIn(email)]
  expect((await door.call('/api/account/sessions/end-others', { method: 'POST', cookie: third.cookie })).status).toBe(
    204,
  )
  const after = await Promise.all([cookie, third.cookie, fourth.cookie].map(session))
  expect(after.map(({ status }) => status)).toEqual([401, 200, 401])
})

test('a changed password ends the other sessions, asked for or not', async () => {
  const { email, cookie } = await enter('agent')
  const other = await door.signIn(email)
  const body = { currentPassword: password, newPassword: 'five lanterns over the river', revokeOtherSessions: false }
  const changed = await door.call('/api/auth/change-password', { cookie, body })
  expect(changed.status).toBe(200)
  expect((await session(other.cookie)).status).toBe(401)
  expect((await session(changed.cookie)).status).toBe(200)
})

test('an owner takes the second step off who lost phone and codes: signed out, told, and asked to set it up anew', async () => {
  const owner = await ownerInTwoSteps()
  const { email, cookie } = await enter('finance')
  const { cookie: full } = await door.setUpTwoSteps(cookie)
  const listed = z.object({
    items: z.array(z.object({ id: z.string(), email: z.string(), hasSecondFactor: z.boolean() })),
  })
  const members = async () => listed.parse((await door.call('/api/members', { cookie: owner })).body).items
  const finance = (await members()).find((one) => one.email === email)
  expect(finance?.hasSecondFactor).toBe(true)
  const takeOff = (by: string, id = finance?.id) =>
    door.call(`/api/members/${id}/second-factor`, { cookie: by, method: 'DELETE' })
  // Neither the colleague nor an owner whose proof is old, nor an owner themselves.
  expect((await takeOff(full)).status).toBe(403)
  const ownName = JSON.stringify((await session(owner)).body)
  const me = (await members()).find(({ email }) => ownName.includes(email))?.id
  expect(await takeOff(owner, me)).toMatchObject({ status: 409, body: { code: 'organisations.own-second-factor' } })
  house.clock.advance(10 * 60_000 + 1)
  expect(await takeOff(owner)).toMatchObject(proofNeeded)
  house.clock.advance(-10 * 60_000 - 1)
  expect((await takeOff(owner)).status).toBe(204)
  expect((await session(full)).status).toBe(401)
  expect((await members()).find((one) => one.email === email)?.hasSecondFactor).toBe(false)
  expect(await takeOff(owner)).toMatchObject({ status: 409, body: { code: 'organisations.two-factor-off' } })
  // The password lets them in as far as setting it up, and no further.
  const again = await door.signIn(email)
  expect(again.body).not.toMatchObject({ twoFactorRedirect: true })
  expect(await session(again.cookie)).toMatchObject(secondFactorNeeded)
  const { rows } = await house.context.databases.owner.query(
    `select action, subject_id as "subjectId" from audit_entries where action = 'members.second-factor-off'`,
  )
  expect(rows).toEqual([{ action: 'members.second-factor-off', subjectId: finance?.id }])
})

test('an only owner who lost phone and codes is helped by the operator: signed out, told, and asked to set it up anew', async () => {
  const alone = await found('night-star', 'alone@example.org')
  house.clock.advance(founderGraceDays * 86_400_000)
  const { cookie } = await door.setUpTwoSteps((await door.signIn('alone@example.org')).cookie)
  const elsewhere = await createMember(charity, {
    ...{ name: 'Alone', email: 'alone@example.org', language: 'en', roles: ['agent'] },
  })
  expect((await session(cookie)).status).toBe(200)
  const operator = new Scope(house.context, alone.organisationId, { kind: 'system', name: 'command line' })
  const takeOff = (email: string) => takeSecondFactorOffByOperator(operator, email)
  await expect(takeOff('founder@example.org')).rejects.toMatchObject({ code: 'organisations.no-member-of-email' })
  expect(await takeOff(' Alone@Example.org ')).toEqual({ name: 'Founder', organisations: 2 })
  expect((await session(cookie)).status).toBe(401)
  await expect(takeOff('alone@example.org')).rejects.toMatchObject({ code: 'organisations.two-factor-off' })
  const again = await door.signIn('alone@example.org')
  expect(again.body).not.toMatchObject({ twoFactorRedirect: true })
  expect(await session(again.cookie)).toMatchObject(secondFactorNeeded)
  expect((await door.setUpTwoSteps(again.cookie)).status).toBe(200)
  const said = await house.context.databases.owner.query(
    `select e.payload ->> 'memberId' as member, e.payload -> 'byMemberId' as by, a.actor_id as actor
     from events e join audit_entries a on a.organisation_id = e.organisation_id and a.action = 'members.second-factor-off'
       and a.subject_id = e.payload ->> 'memberId' and a.actor_kind = 'system'
     where e.type = 'members.second-factor-off'`,
  )
  expect(said.rows).toHaveLength(2)
  for (const row of said.rows) expect(row).toMatchObject({ by: null, actor: 'command line' })
  expect(said.rows.map(({ member }) => member)).toContain(elsewhere.memberId)
})

// Last: it leaves nothing for the others.
test('attempts to sign in are counted by network address too', async () => {
  withinOneMinute()
  const statuses: number[] = []
  for (let attempt = 0; attempt < 62; attempt += 1) {
    statuses.push((await door.signIn(`nobody-${attempt}@example.org`, 'x')).status)
  }
  expect(statuses.at(-1)).toBe(429)
})
