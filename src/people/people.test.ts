import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { allows } from './consent.ts'
import { mayReceive, recordConsent } from './consents.ts'
import { ensureIdentities, linkIdentity, setIdentityState, setIdentityStates } from './identities.ts'
import { findDonor } from './matches.ts'
import { createPerson } from './persons.ts'
import { searchPeople } from './search.ts'

let house: TestHouse
const account = '01920000-0000-7000-8000-000000000001'
const fallback = { name: 'Friend', language: 'zh-Hant' } as const

beforeAll(async () => {
  house = await openTestHouse()
  await house.scope.transaction(({ db, organisationId, now }) =>
    db
      .insertInto('channel_accounts')
      .values({
        organisation_id: organisationId,
        channel_account_id: account,
        kind: 'line',
        name: 'LINE',
        hook_key: 'k',
        config_cipher: Buffer.of(1),
        organisation_is_demo: true,
        created_at: now,
      })
      .execute(),
  )
})
afterAll(() => house.close())

test('an address seen twice is one identity, and a new one is a person of its own', async () => {
  const first = await house.scope.transaction((tx) =>
    ensureIdentities(tx, account, [{ address: 'U1' }, { address: 'U1' }], fallback),
  )
  expect(first.get('U1')?.isNew).toBe(true)
  const again = await house.scope.transaction((tx) => ensureIdentities(tx, account, [{ address: 'U1' }], fallback))
  expect(again.get('U1')).toEqual({ ...first.get('U1'), isNew: false })
})

test('hundreds of newcomers are people of their own, found by their names, however two workers race', async () => {
  const seen = Array.from({ length: 300 }, (_, n) => ({ address: `N${n}`, displayName: `Newcomer ${n}` }))
  const arrive = (some: typeof seen) => house.scope.transaction((tx) => ensureIdentities(tx, account, some, fallback))
  const [left, right] = await Promise.all([arrive(seen.slice(0, 200)), arrive(seen.slice(100).reverse())])
  const people = new Map([...left, ...right].map(([address, { personId }]) => [address, personId]))
  expect(new Set(people.values()).size).toBe(300)
  for (const [address, { personId }] of left) expect(right.get(address)?.personId ?? personId).toBe(personId)
  const found = await house.scope.transaction((tx) => searchPeople(tx, 'newcomer 299', 10))
  expect(found).toMatchObject([{ displayName: 'Newcomer 299' }])
  const { rows } = await house.context.databases.owner.query(
    `select count(*)::int as count from identity_links where proof = 'first_contact'
       and identity_id in (select identity_id from identities where address like 'N%')`,
  )
  expect(rows).toEqual([{ count: 300 }])
})

test('the same display name never links; the same name and e-mail find the donor', async () => {
  const found = await house.scope.transaction(async (tx) => {
    const personId = await createPerson(tx, { displayName: '王 小明', language: 'zh-Hant', email: 'wang@example.org' })
    return {
      personId,
      byName: await findDonor(tx, { name: '王小明' }),
      byEmail: await findDonor(tx, { name: '李大華', email: 'wang@example.org' }),
      byBoth: await findDonor(tx, { name: '王小明', email: 'wang@example.org' }),
    }
  })
  expect(found.byName).toBeUndefined()
  expect(found.byEmail).toBeUndefined()
  expect(found.byBoth).toBe(found.personId)
})

test('an unfollow that arrives after a later follow changes nothing', async () => {
  const state = await house.scope.transaction(async (tx) => {
    const identity = (await ensureIdentities(tx, account, [{ address: 'U2' }], fallback)).get('U2')
    if (!identity) throw new Error('no identity')
    await setIdentityState(tx, identity.identityId, 'following', new Date('2026-03-01T09:00:00Z'))
    await setIdentityState(tx, identity.identityId, 'unfollowed', new Date('2026-03-01T05:00:00Z'))
    return tx.db
      .selectFrom('identities')
      .where('organisation_id', '=', tx.organisationId)
      .where('identity_id', '=', identity.identityId)
      .select('state')
      .executeTakeFirst()
  })
  expect(state?.state).toBe('following')
})

test('of what many did, told at once, the newest of each counts, whatever the order', async () => {
  const states = await house.scope.transaction(async (tx) => {
    const known = await ensureIdentities(tx, account, [{ address: 'U21' }, { address: 'U22' }], fallback)
    const [one = '', other = ''] = ['U21', 'U22'].map((address) => known.get(address)?.identityId)
    const [early, late] = [new Date('2026-03-01T05:00:00Z'), new Date('2026-03-01T09:00:00Z')]
    await setIdentityStates(tx, [
      { identityId: one, state: 'following', at: late },
      { identityId: other, state: 'following', at: early },
      { identityId: one, state: 'unfollowed', at: early },
      { identityId: other, state: 'unfollowed', at: early },
    ])
    const rows = await tx.db
      .selectFrom('identities')
      .where('organisation_id', '=', tx.organisationId)
      .where('identity_id', 'in', [one, other])
      .select(['address', 'state'])
      .orderBy('address')
      .execute()
    return rows.map(({ state }) => state)
  })
  expect(states).toEqual(['following', 'unfollowed'])
})

test('a STOP outlives the linking of its identity to a donor who had said yes', async () => {
  const may = await house.scope.transaction(async (tx) => {
    const identity = (await ensureIdentities(tx, account, [{ address: 'U3' }], fallback)).get('U3')
    if (!identity) throw new Error('no identity')
    const donor = await createPerson(tx, { displayName: 'Anna', language: 'it' })
    const word = { purpose: 'appeals', channel: 'all', textVersion: '1', language: 'it' } as const
    await recordConsent(tx, { ...word, personId: donor, granted: true, source: 'gift_form' })
    await recordConsent(tx, { ...word, personId: identity.personId, granted: false, source: 'stop_word' })
    await linkIdentity(tx, { identityId: identity.identityId, personId: donor, proof: 'gift_code' })
    return mayReceive(tx, donor, 'appeals', 'line')
  })
  expect(may).toBe(false)
})

test('consent is weighed by the newest word on the channel or on all', () => {
  const at = (minute: number) => new Date(2026, 0, 1, 0, minute)
  const yes = { purpose: 'feedback', channel: 'all', granted: true, at: at(1) } as const
  const stop = { purpose: 'feedback', channel: 'all', granted: false, at: at(2) } as const
  const again = { purpose: 'feedback', channel: 'line', granted: true, at: at(3) } as const
  expect(allows([], 'feedback', 'line')).toBe(false)
  expect(allows([yes], 'feedback', 'line')).toBe(true)
  expect(allows([yes, stop], 'feedback', 'line')).toBe(false)
  expect(allows([yes, stop, again], 'feedback', 'line')).toBe(true)
  expect(allows([yes, stop, again], 'feedback', 'webchat')).toBe(false)
  expect(allows([stop], 'service', 'line')).toBe(true)
})

test('people are found by any part of a name in any script, by e-mail and by phone', async () => {
  await house.scope.transaction((tx) =>
    createPerson(tx, { displayName: '陳美玲', language: 'zh-Hant', phone: '+886912345678' }),
  )
  const find = (query: string) => house.scope.transaction((tx) => searchPeople(tx, query, 10))
  expect((await find('美')).map((person) => person.displayName)).toContain('陳美玲')
  expect((await find('美玲')).map((person) => person.displayName)).toEqual(['陳美玲'])
  expect((await find('912345')).map((person) => person.displayName)).toEqual(['陳美玲'])
  expect(await find('玲美')).toEqual([])
})
