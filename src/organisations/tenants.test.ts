import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTenant } from '../platform/database/tenant.ts'
import { createLink, openLink, useLink } from './links.ts'
import { openTestHouse, type TestHouse } from './testing.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('a query without a tenant is an error, not an empty answer', async () => {
  await expect(house.context.databases.app.selectFrom('organisations').selectAll().execute()).rejects.toThrow(
    /app\.organisation|uuid/,
  )
})

test('an organisation sees itself and not its neighbour', async () => {
  const neighbour = await house.neighbour('evening-star')
  const seen = await inTenant(house.context.databases.app, neighbour.organisationId, (db) =>
    db.selectFrom('organisations').select('slug').execute(),
  )
  expect(seen).toEqual([{ slug: 'evening-star' }])
})

test('a link opens until it is used, expired or asked for as another kind', async () => {
  const token = await house.scope.transaction((transaction) =>
    createLink(transaction, {
      kind: 'give',
      subject: { campaignId: 'x' },
      expiresAt: new Date('2026-03-03T00:00:00Z'),
      singleUse: true,
    }),
  )
  await expect(openLink(house.context, 'share', token)).rejects.toMatchObject({ code: 'links.unknown' })
  const link = await openLink(house.context, 'give', token)
  expect(link.subject).toEqual({ campaignId: 'x' })
  await house.scope.transaction((transaction) => useLink(transaction, link.linkId))
  await expect(openLink(house.context, 'give', token)).rejects.toMatchObject({ code: 'links.used' })
})
