import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundPurpose, giveTestGift, openTestCase } from '../allocations/testing.ts'
import type { Plan } from '../broadcasts/broadcast.ts'
import { anyOf } from '../broadcasts/filters.ts'
import { createBroadcast, submitBroadcast } from '../broadcasts/write.ts'
import { createProgramme } from '../cases/programmes.ts'
import { writeUpdate } from '../cases/updates.ts'
import { textMessage } from '../channels/message.ts'
import { changeChannelAccount, createChannelAccount } from '../conversations/accounts.ts'
import { endDeclineWave } from '../gifts/declines/end-wave.ts'
import { beginWave } from '../gifts/declines/wave.ts'
import { proposePaymentAccountChange } from '../gifts/payment-changes/propose.ts'
import { tendPaymentChanges } from '../gifts/payment-changes/take-effect.ts'
import { requestRefund } from '../gifts/refund.ts'
import { openSandbox } from '../gifts/testing.ts'
import { openTestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { Scope } from '../platform/scope.ts'
import { readHome } from './home.ts'

let house: Awaited<ReturnType<typeof openTestHouse>>
let officer: Scope
let owner: Scope
let handedIn = 0
beforeAll(async () => {
  house = await openTestHouse()
  officer = await house.member('programme_officer')
  owner = await house.member('owner')
})
afterAll(() => house.close())

/** A round that its planner has handed in; what it would tell does not matter here. */
function waitForApproval(programmeId: string): Promise<void> {
  handedIn += 1
  return officer.transaction(async ({ db, organisationId, now, actor }) => {
    await db
      .insertInto('feedback_rounds')
      .values({
        organisation_id: organisationId,
        feedback_round_id: newId(now),
        programme_id: programmeId,
        state: 'submitted',
        written_by: actor.kind === 'member' ? actor.id : '',
        created_at: now,
        submitted_at: new Date(now.getTime() + handedIn),
      })
      .execute()
  })
}

test('a round that waits is named in the reader’s language, or in the first the programme has', async () => {
  const { fundId } = await foundPurpose(house.scope)
  for (const [slug, name] of [
    ['smiles', { en: 'Cleft smiles', 'zh-Hant': '微笑計畫' }],
    ['hearts', { it: 'Cuori' }],
  ] as const) {
    const programmeId = await createProgramme(officer, { slug, fundId, currency: 'TWD', name, picture: 'kite' })
    await waitForApproval(programmeId)
  }
  const titles = async (language: 'en' | 'zh-Hant' | 'ja') =>
    (await readHome(owner, language)).waitingApprovals.map(({ title }) => title)
  expect(await titles('zh-Hant')).toEqual(['微笑計畫', 'Cuori'])
  expect(await titles('en')).toEqual(['Cleft smiles', 'Cuori'])
  expect(await titles('ja')).toEqual(['微笑計畫', 'Cuori'])
})

test('what waits says what it is about: the stage of news, the amount of a refund', async () => {
  const purpose = await foundPurpose(house.scope)
  const { caseId } = await openTestCase(house.scope, purpose, [1000n])
  await writeUpdate(officer, { caseId, stage: 'approved', texts: {} })
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 500n })
  await requestRefund(await house.member('finance'), giftId, { amountMinor: 200n, reason: 'mistyped' })
  const { waitingApprovals } = await readHome(owner, 'en')
  expect(waitingApprovals.filter(({ kind }) => kind !== 'round')).toMatchObject([
    { kind: 'update', stage: 'approved', amount: null },
    { kind: 'refund', stage: null, amount: { minor: '200', currency: 'TWD' } },
  ])
})

test('a broadcast that was handed in is named to whoever may release it, and to nobody else', async () => {
  const writer = await house.member('fundraiser')
  const plan: Plan = {
    name: 'Spring letter',
    purpose: 'appeals',
    audience: anyOf({ kind: 'reachable' }),
    contents: { en: textMessage('Spring is here.') },
    fallbackLanguage: 'en',
    schedule: { kind: 'now' },
    notAfter: null,
    leavers: 'keep',
  }
  await createBroadcast(writer, plan)
  await submitBroadcast(writer, await createBroadcast(writer, plan))
  const named = async (reader: Scope) =>
    (await readHome(reader, 'en')).waitingApprovals.flatMap(({ kind, title, by }) =>
      kind === 'broadcast' ? [[title, by]] : [],
    )
  expect(await named(owner)).toEqual([['Spring letter', expect.any(String)]])
  expect(await named(officer)).toEqual([])
})

test('an account that refuses is named with its failure until it works again; one a member paused is not', async () => {
  const channelAccountId = await createChannelAccount(owner, {
    kind: 'line',
    name: 'LINE 官方帳號',
    config: { channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' },
  })
  const outages = async () => (await readHome(owner, 'en')).outages.map(({ name, code }) => [name, code])
  const failing = (code: string, state: string, more: object = {}) =>
    owner.transaction(({ db, now }) =>
      db
        .updateTable('channel_accounts')
        .set({ state, last_failure: JSON.stringify({ code, at: now, ...more }) })
        .where('channel_account_id', '=', channelAccountId)
        .execute(),
    )
  await changeChannelAccount(owner, channelAccountId, { state: 'paused' })
  expect(await outages()).toEqual([])
  await failing('auth', 'paused')
  expect(await outages()).toEqual([['LINE 官方帳號', 'auth']])
  const nobody = new Set<string>()
  const viewer = new Scope(house.context, house.organisationId, {
    kind: 'member',
    id: newId(new Date()),
    name: 'V',
    permissions: nobody,
  })
  expect((await readHome(viewer, 'en')).outages).toEqual([])
  const until = new Date(house.clock.now().getTime() + 3_600_000)
  await failing('quota', 'active', { until })
  expect(await outages()).toEqual([['LINE 官方帳號', 'quota']])
  house.clock.advance(3_600_001)
  expect(await outages()).toEqual([])
})

test('a change of where money is paid asks a second person, or warns whoever could stop it', async () => {
  const other = await openTestHouse()
  const alone = await other.member('owner')
  const id = await openSandbox(other.scope)
  await proposePaymentAccountChange(alone, id, { isOffered: false })
  const home = () => readHome(alone, 'en')
  expect(await home()).toMatchObject({
    waitingApprovals: [],
    comingPaymentChanges: [{ name: 'Test page', takesEffectAt: '2026-03-03T02:00:00.000Z' }],
  })
  const finance = await other.member('finance')
  await tendPaymentChanges(other.scope)
  expect(await readHome(finance, 'en')).toMatchObject({
    waitingApprovals: [{ kind: 'payment', title: 'Test page' }],
    comingPaymentChanges: [],
  })
  const agent = await readHome(await other.member('agent'), 'en')
  expect([agent.waitingApprovals, agent.comingPaymentChanges]).toEqual([[], []])
  await other.close()
})

test('a wave of refused payments stands on the first page of whoever could end it, while it is on', async () => {
  const id = await openSandbox(house.scope)
  await house.scope.transaction((transaction) => beginWave(transaction, id))
  const { declineWaves } = await readHome(owner, 'en')
  expect(declineWaves).toMatchObject([{ name: 'Test page', beganAt: house.clock.now().toISOString() }])
  expect((await readHome(officer, 'en')).declineWaves).toEqual([])
  await endDeclineWave(owner, declineWaves[0]?.id ?? '')
  expect((await readHome(owner, 'en')).declineWaves).toEqual([])
})
