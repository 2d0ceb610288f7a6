import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newEdge } from '../platform/http/edge.ts'
import { Scope } from '../platform/scope.ts'
import { openAuth } from './auth.ts'
import { changeMember, createMember, inviteAgain, listMembers } from './members.ts'
import { refuseWeakPassword } from './password.ts'
import { startingRoles } from './permission.ts'
import { organisationRoutes } from './routes.ts'
import { needsSetUp, setUp, setupCode } from './set-up.ts'
import { openTestHouse, type TestHouse } from './testing.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const newcomer = (email: string, roles: Parameters<typeof createMember>[1]['roles']) =>
  createMember(house.scope, { name: 'New', email, language: 'en', roles })

const idOf = ({ actor }: Scope) => (actor.kind === 'member' ? actor.id : '')

async function call(scope: Scope | undefined, method: string, path: string) {
  const app = newEdge(house.context, (request) => request.text('', 500))
  app.use('*', async (request, next) => {
    request.set('scope', scope)
    await next()
  })
  app.route('/', organisationRoutes(openAuth(house.context)))
  const body = method === 'GET' ? {} : { body: JSON.stringify(valid[path.split('/')[2] ?? ''] ?? {}) }
  const response = await app.request(path, { method, headers: { 'content-type': 'application/json' }, ...body })
  return response.status
}

const valid: Readonly<Record<string, unknown>> = {
  members: { name: 'X', email: 'x@example.org', language: 'en', roles: [] },
  'legal-entities': {
    ...{ name: 'X', country: 'TW', address: 'Taipei', registrationNumber: '12345678', receiptPrefix: 'X' },
  },
}

const nobody = '01920000-0000-7000-8000-000000000009'

describe('who may do what', () => {
  test.each([
    ['GET', '/api/members', 'members.read'],
    ['POST', '/api/members', 'members.change'],
    ['PATCH', `/api/members/${nobody}`, 'members.change'],
    ['POST', `/api/members/${nobody}/invitation`, 'members.change'],
    ['GET', '/api/roles', 'members.read'],
    ['GET', '/api/audit', 'audit.read'],
    ['GET', '/api/organisation', 'organisation.read'],
    ['PATCH', '/api/organisation', 'organisation.change'],
    ['GET', '/api/legal-entities', 'organisation.read'],
    ['POST', '/api/legal-entities', 'organisation.change'],
    ['PUT', `/api/legal-entities/${nobody}`, 'organisation.change'],
  ] as const)('%s %s needs to be signed in and %s', async (method, path, permission) => {
    expect(await call(undefined, method, path)).toBe(401)
    expect(await call(await house.member(), method, path)).toBe(403)
    for (const role of ['viewer', 'agent', 'finance'] as const) {
      const isAllowed = startingRoles[role].some((one) => one === permission)
      const status = await call(await house.member(role), method, path)
      expect([role, status === 403]).toEqual([role, !isAllowed])
    }
    expect(await call(await house.member('owner'), method, path)).not.toBe(403)
  })
})

test('the last owner cannot stop being one, neither by role nor by leaving', async () => {
  const alone = await house.neighbour('one-owner')
  const { memberId } = await createMember(alone, {
    ...{ name: 'Only', email: 'only@example.org', language: 'en', roles: ['owner'] },
    password: 'nobody but me has this',
  })
  await expect(changeMember(alone, memberId, { roles: ['viewer'] })).rejects.toMatchObject({
    code: 'organisations.last-owner',
  })
  await expect(changeMember(alone, memberId, { isActive: false })).rejects.toMatchObject({
    code: 'organisations.last-owner',
  })
  const second = await createMember(alone, { name: 'Two', email: 'two@example.org', language: 'en', roles: ['owner'] })
  const both = await Promise.allSettled([
    changeMember(alone, memberId, { roles: ['viewer'] }),
    changeMember(alone, second.memberId, { roles: ['viewer'] }),
  ])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('somebody who may change members but does not own the organisation makes no owner and keeps their own roles', async () => {
  const plain = await house.member('viewer')
  const { actor } = plain
  if (actor.kind !== 'member') throw new Error('no member')
  const permissions = new Set([...actor.permissions, 'members.change', 'members.read'])
  const clerk = new Scope(house.context, house.organisationId, { ...actor, permissions })
  const owner = await house.member('owner')
  const { memberId } = await newcomer('plain@example.org', ['viewer'])
  await expect(changeMember(clerk, memberId, { roles: ['owner'] })).rejects.toMatchObject({
    code: 'organisations.owner-only',
  })
  await expect(inviteAgain(clerk, idOf(owner))).rejects.toMatchObject({ code: 'organisations.owner-only' })
  await expect(changeMember(clerk, idOf(plain), { roles: ['finance'] })).rejects.toMatchObject({
    code: 'organisations.own-roles',
  })
  await changeMember(clerk, memberId, { roles: ['agent', 'finance'] })
  const members = await listMembers(owner)
  expect(members.find((one) => one.id === memberId)?.roles).toEqual(['agent', 'finance'])
})

test.each([
  ['abcdefghijkl', 'password-common'],
  ['123456789012', 'password-common'],
  ['aaaaaaaaaaaaaa', 'password-common'],
  ['Password2026!', 'password-common'],
  ['qwertyuiop123', 'password-common'],
  ['lin.mei@example.org', 'password-common'],
  ['十一個字的密碼不夠長啊', 'password-short'],
  ['x'.repeat(300), 'password-long'],
])('%s is no password', (password, code) => {
  expect(() => refuseWeakPassword(password, { name: 'Lin Mei', email: 'lin.mei@example.org' })).toThrow(
    expect.objectContaining({ code: `organisations.${code}` }),
  )
})

test('four plain words are a password, and so is a sentence in Chinese', () => {
  for (const password of ['three lanterns over the river', '河上有三盞燈，風一吹就亮了']) {
    expect(() => refuseWeakPassword(password, { name: 'Lin', email: 'lin@example.org' })).not.toThrow()
  }
})

test('set-up is open to whoever holds the code while nobody works here, founds everything at once, then closes', async () => {
  const empty = await openTestHouse()
  try {
    const given = {
      code: setupCode(empty.context).toUpperCase().replaceAll('-', ' '),
      organisation: {
        ...{ name: '晨光', slug: 'dawn', country: 'TW', timeZone: 'Asia/Taipei', language: 'zh-Hant' as const },
      },
      legalEntity: {
        ...{ name: '晨光基金會', country: 'TW', address: '臺北市', registrationNumber: '12345678' },
        ...{ approvalNumber: null, receiptPrefix: 'DG' },
      },
      owner: {
        name: '王',
        email: 'wang@example.org',
        language: 'zh-Hant' as const,
        password: 'three lanterns burning',
      },
    }
    expect(await needsSetUp(empty.context)).toBe(true)
    await expect(setUp(empty.context, { ...given, code: '0000-0000-0000-0000' })).rejects.toMatchObject({
      code: 'organisations.set-up-code',
    })
    const both = await Promise.allSettled([setUp(empty.context, given), setUp(empty.context, given)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await needsSetUp(empty.context)).toBe(false)
    await expect(setUp(empty.context, given)).rejects.toMatchObject({ code: 'organisations.set-up-done' })
  } finally {
    await empty.close()
  }
})
