import { afterAll, beforeAll, expect, test } from 'vitest'
import { newEdge } from '../platform/http/edge.ts'
import { withinOneMinute } from '../platform/testing/one-minute.ts'
import { type Auth, openAuth } from './auth.ts'
import { organisationRoutes } from './routes.ts'
import { openTestHouse, type TestHouse } from './testing.ts'

let house: TestHouse
let auth: Auth
beforeAll(async () => {
  house = await openTestHouse()
  auth = openAuth(house.context)
})
afterAll(async () => {
  await auth.close()
  await house.close()
})

test('behind a proxy, one visitor who tries too often keeps nobody else from signing in or taking up an invitation', async () => {
  withinOneMinute()
  const app = newEdge(house.context, (request) => request.text('', 500))
  app.route('/', organisationRoutes(auth))
  const proxy = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
  const origin = 'http://127.0.0.1:3000'
  const post = async (visitor: string, path: string, body: object) => {
    const headers = { origin, 'content-type': 'application/json', 'x-forwarded-for': visitor }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await app.request(`${origin}${path}`, init, proxy)).status
  }
  const invitation = (visitor: string) => post(visitor, '/api/invitations/open', { token: 'unknown' })
  for (let attempt = 0; attempt < 30; attempt += 1) expect(await invitation('203.0.113.1')).toBe(404)
  expect(await invitation('203.0.113.1')).toBe(429)
  expect(await invitation('203.0.113.2')).toBe(404)

  const code = (visitor: string) => post(visitor, '/api/auth/two-factor/verify-totp', { code: '000000' })
  for (let attempt = 0; attempt < 30; attempt += 1) expect(await code('203.0.113.1')).toBe(401)
  expect(await code('203.0.113.1')).toBe(429)
  expect(await code('203.0.113.2')).toBe(401)
})
