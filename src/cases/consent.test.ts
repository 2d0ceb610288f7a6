import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consentChannels, type Grant, giversPage, mayShow, purposes, tellableFields, usualFields } from './consent.ts'
import { consentsOf } from './consent-list.ts'
import { consentScopes } from './consent-scope.ts'
import { endExpiredConsents, type NewConsent, recordConsent, withdrawConsent } from './consents.ts'
import { disclosureOf, disclosures } from './guard.ts'
import { openTestProgramme } from './programme.fixture.ts'
import { shownTexts } from './shown-text.ts'
import { approveUpdate, writeUpdate } from './updates.ts'

const { house, officer, approver, open } = await openTestProgramme()
// Enough of a kind that the guard against small groups has nothing to say.
beforeAll(async () => {
  for (const _ of Array(5)) await open()
})
afterAll(() => house.close())

const whole = tellableFields.map((field) => ({ field, purpose: 'report_to_givers' as const }))

function signed(caseId: string, more: Partial<NewConsent> = {}): Promise<string> {
  const days = { givenOn: '2026-03-01', expiresOn: '2026-12-31' }
  const paper = { guardian: 'Lin Mei-hua', relation: 'mother' as const, evidence: 'Form 7', firstName: 'Ming' }
  return recordConsent(officer, { caseId, ...paper, ...days, grants: whole, ...more })
}

const may = async (caseId: string) =>
  (await house.scope.transaction((tx) => disclosures(tx, [caseId], giversPage)))(caseId)

async function tell(caseId: string, languages: readonly 'en'[] = []): Promise<string> {
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved', texts: { en: 'She laughed.' } })
  await approveUpdate(approver, updateId, { languages })
  return (await house.scope.transaction((tx) => shownTexts(tx, [updateId]))).get(updateId)?.en ?? ''
}

test('nothing is told beyond what is allowed, for another purpose, or through another channel', () => {
  const grants = fc.array(
    fc.record({
      field: fc.constantFrom(...tellableFields),
      purpose: fc.constantFrom(...purposes),
      channel: fc.constantFrom(...consentChannels),
    }),
  )
  const asked = fc.record({
    field: fc.constantFrom(...tellableFields),
    purpose: fc.constantFrom(...purposes),
    channel: fc.constantFrom('line', 'page', 'file'),
  })
  fc.assert(
    fc.property(grants, asked, (allowed: Grant[], { field, ...audience }) => {
      const covers = allowed.filter((one) => one.field === field && one.purpose === audience.purpose)
      const expected = covers.some((one) => one.channel === 'any' || one.channel === audience.channel)
      expect(mayShow({ state: 'standing', grants: allowed, firstName: null }, field, audience)).toBe(expected)
      expect(mayShow({ state: 'ended' }, field, audience)).toBe(false)
    }),
  )
})

test('F6: while nobody was asked the usual is told, never a first name or a photograph', async () => {
  const told = await may(await open())
  expect(told).toMatchObject({ pseudonym: true, region: true, ageBand: true, condition: true, story: true })
  expect([told.firstName, told.picture]).toEqual([null, false])
  expect(usualFields).not.toContain('picture')
})

test('a consent narrows what is told: the sentence names neither region nor condition, and own words are refused', async () => {
  const caseId = await open()
  expect(await tell(caseId)).toContain('Hualien')
  await signed(caseId, { grants: [{ field: 'pseudonym', purpose: 'report_to_givers' }] })
  await expect(tell(caseId, ['en'])).rejects.toMatchObject({ code: 'cases.beyond-consent', field: 'languages' })
  const sentence = await tell(caseId)
  expect(sentence).toContain('(region not named, condition not named)')
})

test('a consent for another purpose releases no news for givers', async () => {
  const caseId = await open()
  await signed(caseId, { grants: [{ field: 'pseudonym', purpose: 'appeal' }] })
  await expect(tell(caseId)).rejects.toMatchObject({ code: 'cases.beyond-consent' })
})

test('a first name and a photograph are told where consent allows them and five could still be meant', async () => {
  const caseId = await open()
  await signed(caseId)
  expect(await may(caseId)).toMatchObject({ firstName: 'Ming', picture: true })
  const scope = {
    state: 'standing',
    grants: whole.map((one) => ({ ...one, channel: 'any' as const })),
    firstName: 'Ming',
  }
  const few = { whole: 1, withoutRegion: 2, withoutAge: 4 }
  const told = disclosureOf(few, { ...scope, state: 'standing' }, giversPage)
  expect(told).toMatchObject({ firstName: null, picture: false, region: false, ageBand: false, pseudonym: true })
})

test('a withdrawn consent ends what it allowed at once, and is withdrawn only once', async () => {
  const caseId = await open()
  const consentId = await signed(caseId)
  await withdrawConsent(officer, consentId, 'The mother asked by phone')
  expect(await may(caseId)).toMatchObject({ pseudonym: false, region: false, condition: false, firstName: null })
  await expect(tell(caseId)).rejects.toMatchObject({ code: 'cases.beyond-consent' })
  await expect(withdrawConsent(officer, consentId, 'Again')).rejects.toMatchObject({ code: 'cases.consent-over' })
  const [kept] = await house.scope.transaction((tx) => consentsOf(tx, caseId))
  expect(kept).toMatchObject({ guardian: 'Lin Mei-hua', endedHow: 'withdrawn', reason: 'The mother asked by phone' })
})

test('a consent ends with its last day, whether or not the sweep has been there', async () => {
  const caseId = await open()
  await signed(caseId, { expiresOn: '2026-03-02' })
  const state = async () => (await house.scope.transaction((tx) => consentScopes(tx, [caseId])))(caseId).state
  expect(await state()).toBe('standing')
  house.clock.advance(24 * 3600 * 1000)
  expect(await state()).toBe('ended')
  await house.scope.transaction(endExpiredConsents)
  await house.scope.transaction(endExpiredConsents)
  const [kept] = await house.scope.transaction((tx) => consentsOf(tx, caseId))
  expect(kept?.endedHow).toBe('expired')
})

test('no consent holds longer than two years, before it was given, or names a child nobody named', async () => {
  const caseId = await open()
  await expect(signed(caseId, { expiresOn: '2028-03-02' })).rejects.toMatchObject({ code: 'cases.consent-too-long' })
  await expect(signed(caseId, { expiresOn: '2026-02-01' })).rejects.toMatchObject({ code: 'cases.consent-days' })
  await expect(signed(caseId, { firstName: undefined })).rejects.toMatchObject({ code: 'cases.consent-name-missing' })
})

test('neither who signed nor the first name is in the database or the audit for anybody to read', async () => {
  const caseId = await open()
  await signed(caseId)
  const { rows } = await house.context.databases.owner.query(
    `select (select string_agg(a::text, ' ') from audit_entries a) || (select string_agg(k::text, ' ') from case_consents k) as all`,
  )
  expect(rows[0].all).toContain(caseId)
  for (const secret of ['Lin Mei-hua', 'Ming']) {
    expect(rows[0].all).not.toContain(secret)
    expect(rows[0].all).not.toContain(Buffer.from(secret).toString('hex'))
  }
})
