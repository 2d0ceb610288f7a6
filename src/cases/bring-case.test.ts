import { createMiddleware } from 'hono/factory'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createFund } from '../campaigns/actions.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Environment } from '../platform/http/api.ts'
import { newEdge } from '../platform/http/edge.ts'
import type { Scope } from '../platform/scope.ts'
import { needsOf } from './needs.ts'
import { createProgramme } from './programmes.ts'
import { caseRoutes } from './routes.ts'
import { writeUpdate } from './updates.ts'

let house: TestHouse
let officer: Scope
let programmeId: string
beforeAll(async () => {
  house = await openTestHouse()
  officer = await house.member('programme_officer')
  const fundId = await createFund(house.scope, { code: 'cleft', name: 'Cleft', isRestricted: true })
  const programme = { fundId, currency: 'TWD', name: { en: 'Cleft' }, picture: 'cleft' }
  programmeId = await createProgramme(house.scope, { slug: 'cleft', ...programme })
})
afterAll(() => house.close())

async function call(scope: Scope, method: string, path: string, body?: object) {
  const app = newEdge(house.context, () => new Response())
  app.use(
    createMiddleware<Environment>(async (request, next) => {
      request.set('scope', scope)
      await next()
    }),
  )
  app.route('/', caseRoutes({ giftsOfCase: async () => [] }))
  const headers = { 'content-type': 'application/json' }
  const answer = await app.request(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  return { status: answer.status, body: z.looseObject({ id: z.string().optional() }).parse(await answer.json()) }
}

const child = { pseudonym: 'Star', ageBand: '2-5', region: 'hualien', conditionClass: 'cleft', picture: 'cleft' }
const surgery = { externalKey: 'N1', item: 'surgery', amountMinor: '100000', dueOn: '2026-06-01' }

test('a case comes with its needs in one call, and the same call again changes nothing', async () => {
  const brought = { ...child, programmeId, externalKey: 'C-1', needs: [surgery] }
  const first = await call(officer, 'POST', '/api/cases', brought)
  expect(first.status).toBe(201)
  expect(await call(officer, 'POST', '/api/cases', brought)).toEqual(first)
  const more = { ...brought, needs: [surgery, { externalKey: 'N2', item: 'travel', amountMinor: '2000' }] }
  expect((await call(officer, 'POST', '/api/cases', more)).body.id).toBe(first.body.id)
  const needs = await house.scope.transaction((tx) => needsOf(tx, first.body.id ?? ''))
  expect(needs.map(({ item, amount, dueOn }) => [item, amount.minor, dueOn])).toEqual([
    ['surgery', 100_000n, '2026-06-01'],
    ['travel', 2_000n, null],
  ])
})

test('a case is not opened when one of its needs cannot be', async () => {
  const brought = { ...child, pseudonym: 'Moon', programmeId, needs: [{ item: 'surgery', amountMinor: '0' }] }
  expect((await call(officer, 'POST', '/api/cases', brought)).status).toBe(422)
  const { items } = z
    .object({ items: z.array(z.object({ pseudonym: z.string() })) })
    .parse((await call(officer, 'GET', '/api/cases')).body)
  expect(items.map(({ pseudonym }) => pseudonym)).not.toContain('Moon')
})

test('what is medical stays with whoever may read it: the answer itself leaves it out, and each reading is noted once an hour', async () => {
  const { body } = await call(officer, 'POST', '/api/cases', { ...child, pseudonym: 'Wind', programmeId })
  const path = `/api/cases/${body.id}`
  const told = {
    caseId: body.id ?? '',
    stage: 'approved',
    evidence: 'Clinic letter',
    texts: { en: 'A hard week.' },
  } as const
  await writeUpdate(officer, told)
  const agent = await house.member('agent')
  const masked = JSON.stringify((await call(agent, 'GET', path)).body)
  for (const secret of ['cleft"', 'Clinic letter', 'A hard week.']) {
    expect(masked.replaceAll('"picture":"cleft"', '')).not.toContain(secret)
    expect(JSON.stringify((await call(officer, 'GET', path)).body)).toContain(secret)
  }
  expect(JSON.stringify((await call(agent, 'GET', '/api/cases')).body)).not.toContain('"conditionClass":"cleft"')
  expect((await call(agent, 'GET', `${path}/consents`)).status).toBe(403)
  expect(await readings(body.id)).toBe(1)
  house.clock.advance(3600 * 1000)
  await call(officer, 'GET', `${path}/consents`)
  expect(await readings(body.id)).toBe(2)
})

async function readings(caseId: string | undefined): Promise<number> {
  const { rows } = await house.context.databases.owner.query(
    `select from audit_entries where action = 'cases.read-medical' and subject_id = $1`,
    [caseId],
  )
  return rows.length
}
