import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { noteProof } from '../../organisations/proofs.ts'
import { SignedInScope } from '../../organisations/signed-in.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { newEdge } from '../../platform/http/edge.ts'
import { newId } from '../../platform/ids.ts'
import type { Scope } from '../../platform/scope.ts'
import { paymentRoutes } from '../payment-routes.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const config = { accountHolder: 'Morning Light', bankName: 'Bank', accountNumber: '0001' }
const account = { provider: 'manual', name: 'Bank transfer', currency: 'TWD', config }
const proofNeeded = { status: 403, body: { code: 'organisations.proof-needed' } }

let owner: Desk
let finance: Desk
beforeEach(async () => {
  owner = await openDesk(await house.member('owner'))
  finance = await openDesk(await house.member('finance'))
})

test('who proposes and who approves prove anew who they are; whoever stops a change need not', async () => {
  expect(await owner.post('/api/payment-accounts', account)).toMatchObject(proofNeeded)
  await owner.prove()
  expect(await owner.post('/api/payment-accounts', account)).toMatchObject({ status: 201 })
  const proposed = await owner.post('/api/payment-accounts', account)
  expect(proposed).toMatchObject({ status: 202, body: { takesEffectAt: null } })
  const change = `/api/payment-changes/${proposed.body.changeId}`
  expect(await finance.post(`${change}/approve`)).toMatchObject(proofNeeded)
  await finance.prove()
  expect((await finance.post(`${change}/approve`)).status).toBe(204)
  house.clock.advance(11 * 60_000)
  await owner.prove()
  const again = await owner.post('/api/payment-accounts', account)
  expect((await finance.post(`/api/payment-changes/${again.body.changeId}/decline`)).status).toBe(204)
})

test('a change of an account answers that it waits, or that it is done; without the right nothing is told', async () => {
  await owner.prove()
  const { body } = await owner.get('/api/payment-accounts')
  const [first] = body.items
  const path = `/api/payment-accounts/${first.id}`
  expect(await owner.send('PATCH', path, { name: 'Main' })).toMatchObject({ status: 204 })
  expect(await owner.send('PATCH', path, { isOffered: false })).toMatchObject({ status: 202 })
  const waiting = (await finance.get('/api/payment-changes')).body.items[0]
  expect(waiting).toMatchObject({ name: 'Main', isOffered: false, isForYou: true, state: 'waiting' })
  const agent = await openDesk(await house.member('agent'))
  expect((await agent.get('/api/payment-changes')).status).toBe(403)
})

type Desk = Awaited<ReturnType<typeof openDesk>>

/** The payment routes as the desk of a member who signed in asks them. */
async function openDesk(scope: Scope) {
  const sessionId = newId(house.clock.now())
  const { owner: database } = house.context.databases
  await database.query(`insert into auth."user" (id, name, email, "emailVerified") values ($1, '', $1, false)`, [
    sessionId,
  ])
  await database.query(
    `insert into auth.session (id, "userId", token, "expiresAt", "createdAt", "updatedAt") values ($1, $1, $1, 'infinity', now(), now())`,
    [sessionId],
  )
  const signIn = { userId: sessionId, sessionId, secondFactor: 'has', isDemo: false } as const
  const member = new SignedInScope(house.context, house.organisationId, scope.actor, signIn)
  const app = newEdge(house.context, (request) => request.text('', 500))
  app.use('/api/*', async (request, next) => {
    request.set('scope', member)
    await next()
  })
  app.route('/', paymentRoutes())
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await app.request(`http://127.0.0.1:3000${path}`, {
      method,
      headers: { origin: 'http://127.0.0.1:3000', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
  }
  return {
    send,
    get: (path: string) => send('GET', path),
    post: (path: string, body?: unknown) => send('POST', path, body),
    prove: () => noteProof(house.context, sessionId),
  }
}
