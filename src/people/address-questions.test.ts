import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import {
  carryConfirmations,
  confirmAddress,
  expectConfirmation,
  noteAsked,
  readConfirmation,
} from './address-confirmations.ts'
import { takeDueQuestions, takeQuestion } from './address-questions.ts'
import { recordConsent } from './consents.ts'
import { createPerson, writeChange } from './persons.ts'

/** Whose turn it is to be asked, and what an answer counts for; see docs/decisions/0044. */
let house: TestHouse
let mailboxes = 0
const dayMilliseconds = 24 * 60 * 60 * 1000

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.advance(60 * dayMilliseconds)
  await take(1000)
})

function mailbox(): string {
  mailboxes += 1
  return `mei-${mailboxes}@donor.example`
}

/** Somebody who ticked appeals on a form, a second after the one before. */
async function giver(email = mailbox()): Promise<string> {
  house.clock.advance(1000)
  return house.scope.transaction(async (tx) => {
    const personId = await createPerson(tx, { displayName: 'Mei', language: 'it', email })
    await recordConsent(tx, { ...words, personId, granted: true })
    return personId
  })
}

const words = { purpose: 'appeals', channel: 'all', source: 'gift_form', textVersion: '1', language: 'it' } as const

function withdraw(personId: string): Promise<void> {
  house.clock.advance(1000)
  return house.scope.transaction((tx) => recordConsent(tx, { ...words, personId, granted: false }))
}

/** Whom the sweep asks. */
async function take(limit = 100): Promise<string[]> {
  const questions = await house.scope.transaction((tx) => takeDueQuestions(tx, limit))
  return questions.map(({ personId }) => personId)
}

/** Whether a member may ask; the letter is written down where they do. */
function ask(personId: string): Promise<boolean> {
  return house.scope.transaction(async (tx) => {
    const question = await takeQuestion(tx, personId)
    if (question) await noteAsked(tx, question.addressConfirmationId)
    return question !== undefined
  })
}

async function row(personId: string) {
  const { rows } = await house.context.databases.owner.query(
    `select address_confirmation_id as id, email, due_at, asked_at, confirmed_at from address_confirmations
     where person_id = $1 order by email`,
    [personId],
  )
  return rows[0]
}

function confirm(id: string): Promise<void> {
  return house.scope.transaction((tx) => confirmAddress(tx, id))
}

/** A chat of somebody, or an address that somebody typed for them. */
async function reachedBy(personId: string, state: string, typedEmail: string | null = null): Promise<void> {
  const { owner } = house.context.databases
  const { rows } = await owner.query(
    `insert into channel_accounts (organisation_id, channel_account_id, kind, name, hook_key, config_cipher,
       organisation_is_demo, created_at)
     select organisation_id, gen_random_uuid(), 'line', 'LINE', gen_random_uuid()::text, '', is_demo, now() from organisations
     where organisation_id = $1 returning channel_account_id as id`,
    [house.organisationId],
  )
  await owner.query(
    `insert into identities (organisation_id, identity_id, channel_account_id, address, typed_email, person_id, state, created_at)
     values ($1, gen_random_uuid(), $2, gen_random_uuid()::text, $3, $4, $5, now())`,
    [house.organisationId, rows[0].id, typedEmail, personId, state],
  )
}

test('who waits longest is asked first, as many as wanted, and each once', async () => {
  const [first, second, third] = [await giver(), await giver(), await giver()]
  expect(new Set(await take(2))).toEqual(new Set([first, second]))
  expect(await take(2)).toEqual([third])
  expect(await take(2)).toEqual([])
})

test('nobody is asked before the moment, nor more than three days after it', async () => {
  const due = await giver()
  house.clock.advance(-1)
  expect(await take()).toEqual([])
  house.clock.advance(1 + 3 * dayMilliseconds)
  expect(await take()).toEqual([due])
  await giver()
  house.clock.advance(3 * dayMilliseconds + 1)
  expect([await take(), await take()]).toEqual([[], []])
})

test('of two who typed one mailbox one is asked, and it is the one who still agrees', async () => {
  const email = mailbox()
  await giver(email)
  await giver(email)
  expect(await take()).toHaveLength(1)
  for (const no of [0, 1]) {
    const shared = mailbox()
    const people = [await giver(shared), await giver(shared)]
    await withdraw(people[no] ?? '')
    expect(await take()).toEqual([people[1 - no]])
  }
})

test('whoever agreed elsewhere than on a form, or left no address, waits for nothing', async () => {
  await house.scope.transaction(async (tx) => {
    const silent = await createPerson(tx, { displayName: 'Mei', language: 'it' })
    await recordConsent(tx, { ...words, personId: silent, granted: true })
    await expectConfirmation(tx, silent)
    const asked = await createPerson(tx, { displayName: 'Mei', language: 'it', email: mailbox() })
    await recordConsent(tx, { ...words, source: 'member', personId: asked, granted: true })
  })
  expect(await take()).toEqual([])
})

test('who changed their address, was joined to another, was forgotten or has confirmed is not asked', async () => {
  const [moved, joined, gone, confirmed] = [await giver(), await giver(), await giver(), await giver()]
  const into = await giver()
  expect(await take()).toHaveLength(5)
  for (const personId of [moved, joined, gone, confirmed])
    await house.scope.transaction((tx) => expectConfirmation(tx, personId))
  await house.scope.transaction((tx) => writeChange(tx, moved, { email: null }))
  const { owner } = house.context.databases
  await owner.query('update persons set merged_into_id = $1 where person_id = $2', [into, joined])
  await owner.query('update persons set erased_at = now() where person_id = $1', [gone])
  await confirm((await row(confirmed)).id)
  await house.scope.transaction((tx) => expectConfirmation(tx, confirmed))
  expect((await row(confirmed)).due_at).toBeNull()
  expect(await take()).toEqual([])
  expect([await ask(moved), await ask(joined), await ask(gone), await ask(confirmed)]).toEqual(Array(4).fill(false))
  expect(await ask(into)).toBe(true)
})

test('a chat that reaches somebody speaks for them; one they left, or an address typed for them, does not', async () => {
  const [follows, unknown, left, typed] = [await giver(), await giver(), await giver(), await giver()]
  await reachedBy(follows, 'following')
  await reachedBy(unknown, 'unknown')
  await reachedBy(left, 'blocked')
  await reachedBy(left, 'unfollowed')
  await reachedBy(typed, 'unknown', (await row(typed)).email)
  expect((await take()).toSorted()).toEqual([left, typed].toSorted())
})

test('a mailbox is asked again after thirty days, and another person’s question counts as its own', async () => {
  const email = mailbox()
  const [one, other] = [await giver(email), await giver(email)]
  expect([await ask(one), await ask(one), await ask(other)]).toEqual([true, false, false])
  house.clock.advance(30 * dayMilliseconds - 1)
  expect([await ask(one), await ask(other)]).toEqual([false, false])
  house.clock.advance(1)
  expect([await ask(other), await ask(one)]).toEqual([true, false])
})

test('the first yes counts; of an address that left its person, or of a record that is no more, none does', async () => {
  const personId = await giver()
  const { id } = await row(personId)
  const read = () => house.scope.transaction((tx) => readConfirmation(tx, id))
  expect(await read()).toMatchObject({ state: 'open' })
  await confirm(id)
  const first = (await row(personId)).confirmed_at
  house.clock.advance(1000)
  await confirm(id)
  expect((await row(personId)).confirmed_at).toEqual(first)
  expect(await read()).toMatchObject({ state: 'confirmed' })
  const { owner } = house.context.databases
  for (const change of ['erased_at = now()', `merged_into_id = '${await giver()}'`]) {
    await owner.query(`update persons set ${change} where person_id = $1`, [personId])
    expect(await read()).toBeUndefined()
    await owner.query('update persons set erased_at = null, merged_into_id = null where person_id = $1', [personId])
  }
  await house.scope.transaction((tx) => writeChange(tx, personId, { email: mailbox() }))
  expect(await read()).toBeUndefined()
  const stranger = await giver()
  const question = (await row(stranger)).id
  // Somebody else with the address they had does not answer for them.
  await giver((await row(stranger)).email)
  await house.scope.transaction((tx) => writeChange(tx, stranger, { email: mailbox() }))
  await confirm(question)
  expect((await row(stranger)).confirmed_at).toBeNull()
})

test('a mailbox that wants no mail any more confirms nothing, and is not asked', async () => {
  const email = mailbox()
  const [asked, other] = [await giver(email), await giver(email)]
  await reachedBy(asked, 'unfollowed', email)
  const { id } = await row(asked)
  expect(await house.scope.transaction((tx) => readConfirmation(tx, id))).toMatchObject({ email, state: 'closed' })
  await confirm(id)
  expect((await row(asked)).confirmed_at).toBeNull()
  expect([await take(), await ask(other)]).toEqual([[], false])
})

test('what the mailbox of a joined record said counts for the record that stays: the first yes, the last question', async () => {
  const carry = (from: string, into: string) => house.scope.transaction((tx) => carryConfirmations(tx, from, into))
  const email = mailbox()
  const [from, into, bystander] = [await giver(email), await giver(email), await giver(email)]
  expect(await ask(from)).toBe(true)
  await confirm((await row(from)).id)
  const yes = (await row(from)).confirmed_at
  house.clock.advance(31 * dayMilliseconds)
  expect(await ask(into)).toBe(true)
  const asked = (await row(into)).asked_at
  await carry(from, into)
  expect(await row(into)).toMatchObject({ confirmed_at: yes, asked_at: asked })

  const [own, joined] = [await giver(), await giver()]
  expect(await ask(joined)).toBe(true)
  const moved = await row(joined)
  await carry(joined, own)
  expect(await row(joined)).toBeUndefined()
  const { rows } = await house.context.databases.owner.query(
    'select email from address_confirmations where person_id = $1 and asked_at is not null',
    [own],
  )
  expect(rows).toEqual([{ email: moved.email }])

  await carry(into, await giver(email))
  expect(await row(bystander)).toMatchObject({ confirmed_at: null, asked_at: null })
  const alone = await giver(email)
  await carry(await giver(email), alone)
  expect((await row(alone)).confirmed_at).toBeNull()
})
