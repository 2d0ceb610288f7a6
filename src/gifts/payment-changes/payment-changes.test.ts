import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMember } from '../../organisations/members.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { Scope } from '../../platform/scope.ts'
import { changePaymentAccount, openPaymentAccounts, publicSettings } from '../payment-account.ts'
import { approvePaymentChange, declinePaymentChange, withdrawPaymentChange } from './decide.ts'
import { type Proposed, proposePaymentAccount, proposePaymentAccountChange } from './propose.ts'
import { dayMilliseconds } from './second-person.ts'
import { listPaymentChanges } from './shown.ts'
import { tendPaymentChanges } from './take-effect.ts'

let house: TestHouse
let owner: Scope
let accountId: string
beforeEach(async () => {
  house = await openTestHouse()
  owner = await house.member('owner')
  accountId = doneIn(await proposePaymentAccount(owner, bank('0001')))
})
afterEach(() => house.close())

const otherNumber = { config: { accountNumber: '9999' } }

test('the first account of an organisation is connected at once, and of two at once one is the first', async () => {
  const fresh = await house.neighbour('evening-star')
  const both = await Promise.allSettled(['1', '2'].map((number) => proposePaymentAccount(fresh, bank(number))))
  // The house itself proposes nothing: whichever comes second is refused.
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await fresh.transaction(openPaymentAccounts)).toHaveLength(1)
  expect(await numberOf(accountId)).toBe('0001')
})

describe('with a second person', () => {
  let finance: Scope
  beforeEach(async () => {
    finance = await house.member('finance')
  })

  test('another number waits for them, the old one is paid to until they approve, and what was sealed is emptied', async () => {
    const changeId = waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    await tendPaymentChanges(house.scope)
    expect(await numberOf(accountId)).toBe('0001')
    house.clock.advance(2 * dayMilliseconds)
    await tendPaymentChanges(house.scope)
    expect(await numberOf(accountId)).toBe('0001')
    await approvePaymentChange(finance, changeId)
    expect(await numberOf(accountId)).toBe('9999')
    expect(await rows('select state, proposed_cipher from payment_changes')).toEqual([
      { state: 'effective', proposed_cipher: null },
    ])
  })

  test('nobody approves or declines their own, and nobody withdraws another’s', async () => {
    const changeId = waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    await expect(approvePaymentChange(owner, changeId)).rejects.toMatchObject({ code: 'gifts.payment-change-own' })
    await expect(declinePaymentChange(owner, changeId)).rejects.toMatchObject({ code: 'gifts.payment-change-own' })
    await expect(withdrawPaymentChange(finance, changeId)).rejects.toMatchObject({
      code: 'gifts.payment-change-others',
    })
    const agent = await house.member('agent')
    await expect(approvePaymentChange(agent, changeId)).rejects.toMatchObject({ code: 'organisations.not-permitted' })
    await expect(approvePaymentChange(house.scope, changeId)).rejects.toMatchObject({
      code: 'gifts.payment-change-by-members',
    })
    expect(await numberOf(accountId)).toBe('0001')
  })

  test('of two approvals at once one counts', async () => {
    const third = await house.member('owner')
    const changeId = waitingIn(await proposePaymentAccount(owner, bank('0002')))
    const both = await meetAtTheRow(() => [finance, third].map((one) => approvePaymentChange(one, changeId)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'gifts.payment-change-decided' },
    })
    expect(await house.scope.transaction(openPaymentAccounts)).toHaveLength(2)
  })

  test('a second account, offering and no longer offering wait too; a name and the days to wait do not', async () => {
    const another = waitingIn(await proposePaymentAccount(owner, bank('0002')))
    expect(await house.scope.transaction(openPaymentAccounts)).toHaveLength(1)
    await approvePaymentChange(finance, another)
    expect(await house.scope.transaction(openPaymentAccounts)).toHaveLength(2)
    const stop = waitingIn(await proposePaymentAccountChange(finance, accountId, { isOffered: false }))
    await approvePaymentChange(owner, stop)
    const again = waitingIn(await proposePaymentAccountChange(owner, accountId, { isOffered: true }))
    await declinePaymentChange(finance, again)
    const renamed = { name: 'Main account', config: { ...bank('0001').config, waitDays: '30' } }
    expect(doneIn(await proposePaymentAccountChange(owner, accountId, renamed))).toBe(accountId)
    const accounts = await house.scope.transaction(openPaymentAccounts)
    expect(accounts.find((one) => one.paymentAccountId === accountId)).toMatchObject({
      name: 'Main account',
      isOffered: false,
    })
  })

  test('one change of an account waits at a time; withdrawn, it makes room', async () => {
    const first = waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    const second = () => proposePaymentAccountChange(finance, accountId, { isOffered: false })
    await expect(second()).rejects.toMatchObject({ code: 'gifts.payment-change-waiting' })
    await withdrawPaymentChange(owner, first)
    await expect(approvePaymentChange(finance, first)).rejects.toMatchObject({ code: 'gifts.payment-change-decided' })
    expect(waitingIn(await second())).toBeTruthy()
  })

  test('what was proposed for an account that is another one by now is not approved, and lapses', async () => {
    const changeId = waitingIn(await proposePaymentAccountChange(owner, accountId, { isOffered: false }))
    await changePaymentAccount(house.scope, accountId, otherNumber)
    await expect(approvePaymentChange(finance, changeId)).rejects.toMatchObject({ code: 'gifts.payment-change-lapsed' })
    await tendPaymentChanges(house.scope)
    expect(await ending(changeId)).toEqual(['lapsed', 'account-changed'])
  })

  test('a name that changed meanwhile holds nothing up', async () => {
    const changeId = waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    doneIn(await proposePaymentAccountChange(finance, accountId, { name: 'Main account' }))
    await approvePaymentChange(finance, changeId)
    expect(await numberOf(accountId)).toBe('9999')
  })

  test('it lapses when its proposer has left, or may no longer, and after fourteen days', async () => {
    const left = waitingIn(await proposePaymentAccountChange(finance, accountId, otherNumber))
    await house.context.databases.owner.query(`delete from member_roles where member_id = $1`, [idOf(finance)])
    await expect(approvePaymentChange(owner, left)).rejects.toMatchObject({ code: 'gifts.payment-change-lapsed' })
    await tendPaymentChanges(house.scope)
    expect(await ending(left)).toEqual(['lapsed', 'proposer-left'])
    await house.member('finance')
    const old = waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    house.clock.advance(14 * dayMilliseconds - 1)
    await tendPaymentChanges(house.scope)
    expect(await ending(old)).toEqual(['waiting', null])
    house.clock.advance(1)
    await tendPaymentChanges(house.scope)
    expect(await ending(old)).toEqual(['lapsed', 'expired'])
    expect(await numberOf(accountId)).toBe('0001')
  })

  test('old stands against new, and of a secret only that it changes', async () => {
    const secrets = { hashKey: 'aaaaaaaaaaaaaaaa', hashIv: 'bbbbbbbbbbbbbbbb' }
    const config = { environment: 'stage', merchantId: '3002607', ...secrets }
    await proposePaymentAccount(owner, { provider: 'ecpay', name: 'ECPay', currency: 'TWD', config })
    await proposePaymentAccountChange(owner, accountId, { name: 'New', isOffered: false, ...otherNumber })
    const shown = await finance.transaction(listPaymentChanges)
    expect(JSON.stringify(shown)).not.toContain(secrets.hashKey)
    expect(shown.find(({ kind }) => kind === 'change')).toMatchObject({
      newName: 'New',
      isOffered: false,
      isForYou: true,
      fields: [{ field: 'accountNumber', isSecret: false, before: '0001', after: '9999' }],
    })
    const ecpay = shown.find(({ kind }) => kind === 'create')
    expect(ecpay?.fields.filter(({ isSecret }) => isSecret)).toEqual([
      { field: 'hashKey', isSecret: true, before: null, after: null },
      { field: 'hashIv', isSecret: true, before: null, after: null },
    ])
    const own = await owner.transaction(listPaymentChanges)
    expect(own.map(({ isForYou }) => isForYou)).toEqual([false, false])
    const cipher = await rows('select encode(proposed_cipher, $$escape$$) as text from payment_changes')
    expect(JSON.stringify(cipher)).not.toContain(secrets.hashKey)
  })
})

describe('without a second person', () => {
  test('it takes effect after a day, once, by itself; until then it can be withdrawn', async () => {
    const changeId = waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    house.clock.advance(dayMilliseconds - 1)
    await tendPaymentChanges(house.scope)
    expect(await numberOf(accountId)).toBe('0001')
    house.clock.advance(1)
    await meetAtTheRow(() => [tendPaymentChanges(house.scope), tendPaymentChanges(house.scope)])
    await tendPaymentChanges(house.scope)
    expect([await numberOf(accountId), await deeds('payments.effect-change')]).toEqual(['9999', 1])
    expect(await ending(changeId)).toEqual(['effective', null])
    const next = waitingIn(await proposePaymentAccountChange(owner, accountId, { isOffered: false }))
    await withdrawPaymentChange(owner, next)
    house.clock.advance(dayMilliseconds)
    await tendPaymentChanges(house.scope)
    expect(await ending(next)).toEqual(['withdrawn', null])
  })

  test('what is killed half way has not happened, and happens at the next look', async () => {
    waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    house.clock.advance(dayMilliseconds)
    const { owner: database } = house.context.databases
    await database.query(`create function refuse() returns trigger language plpgsql as $$begin raise 'killed'; end$$`)
    await database.query(`create trigger killed before insert on audit_entries for each row
      when (new.action = 'payments.effect-change') execute function refuse()`)
    await tendPaymentChanges(house.scope)
    expect([await numberOf(accountId), await deeds('payments.change')]).toEqual(['0001', 0])
    await database.query('drop trigger killed on audit_entries')
    await tendPaymentChanges(house.scope)
    expect([await numberOf(accountId), await deeds('payments.change')]).toEqual(['9999', 1])
  })

  test('a second person who appears meanwhile is asked, and the day counts no more', async () => {
    const changeId = waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    house.clock.advance(dayMilliseconds / 2)
    const finance = await house.member('finance')
    await tendPaymentChanges(house.scope)
    house.clock.advance(dayMilliseconds)
    await tendPaymentChanges(house.scope)
    expect(await numberOf(accountId)).toBe('0001')
    await approvePaymentChange(finance, changeId)
    expect(await numberOf(accountId)).toBe('9999')
  })

  test('where the second person leaves, a whole day begins', async () => {
    const finance = await house.member('finance')
    waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    house.clock.advance(2 * dayMilliseconds)
    await house.context.databases.owner.query('update members set deactivated_at = now() where member_id = $1', [
      idOf(finance),
    ])
    await tendPaymentChanges(house.scope)
    house.clock.advance(dayMilliseconds - 1)
    await tendPaymentChanges(house.scope)
    expect(await numberOf(accountId)).toBe('0001')
    house.clock.advance(1)
    await tendPaymentChanges(house.scope)
    expect(await numberOf(accountId)).toBe('9999')
  })

  test('nobody makes themselves a second person: a member of less than a day, or one invited anew, approves nothing', async () => {
    const changeId = waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    const password = 'three lanterns over the river'
    const made = { name: 'Made up', email: 'made-up@example.org', language: 'en', password } as const
    const { memberId } = await createMember(house.scope, { ...made, roles: ['finance'] })
    const actor = { kind: 'member', id: memberId, name: 'Made up', permissions: new Set(['payments.change']) } as const
    const madeUp = new Scope(house.context, house.organisationId, actor)
    await expect(approvePaymentChange(madeUp, changeId)).rejects.toMatchObject({ code: 'gifts.payment-change-too-new' })
    await declinePaymentChange(madeUp, changeId)
    expect(await numberOf(accountId)).toBe('0001')
    house.clock.advance(dayMilliseconds)
    const settled = waitingIn(await proposePaymentAccountChange(owner, accountId, otherNumber))
    await approvePaymentChange(madeUp, settled)
    expect(await numberOf(accountId)).toBe('9999')
  })
})

function bank(accountNumber: string) {
  const config = { accountHolder: 'Morning Light', bankName: 'Bank', bankCode: '000', accountNumber }
  return { provider: 'manual', name: 'Bank transfer', currency: 'TWD', config } as const
}

function doneIn(proposed: Proposed): string {
  if (!proposed.isDone) throw new Error('it waits')
  return proposed.paymentAccountId
}

function waitingIn(proposed: Proposed): string {
  if (proposed.isDone) throw new Error('it was done at once')
  return proposed.changeId
}

function idOf({ actor }: Scope): string {
  return actor.kind === 'member' ? actor.id : ''
}

async function numberOf(id: string): Promise<string | undefined> {
  return (await house.scope.transaction((transaction) => publicSettings(transaction, id))).accountNumber
}

/** Lets all that is begun come to the row of the only change, and on from there at once. */
async function meetAtTheRow(begin: () => Promise<void>[]): Promise<PromiseSettledResult<void>[]> {
  const holder = await house.context.databases.owner.connect()
  await holder.query('begin; select from payment_changes for update')
  const begun = begin()
  const waiting = async () =>
    (await rows(`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)).length
  await expect.poll(waiting, { timeout: 60_000 }).toBe(begun.length)
  await holder.query('commit')
  holder.release()
  return Promise.allSettled(begun)
}

async function rows(query: string, values: unknown[] = []) {
  return (await house.context.databases.owner.query(query, values)).rows
}

async function ending(changeId: string) {
  const [row] = await rows('select state, lapse_reason from payment_changes where payment_change_id = $1', [changeId])
  return [row.state, row.lapse_reason]
}

async function deeds(action: string): Promise<number> {
  return (await rows('select from audit_entries where action = $1', [action])).length
}
