import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCampaign } from '../gifts/testing.ts'
import { newId } from '../platform/ids.ts'
import { readChat } from './chat-store.ts'
import { listDemoPeople, listLenders } from './demo-people.ts'
import { borrowPhone, say } from './phone-deeds.ts'
import { emulatedKinds } from './providers.ts'
import { drawingOf } from './remembered.ts'
import { openSandboxHouse, type SandboxHouse } from './testing.ts'

let house: SandboxHouse
const userId = `U${'a'.repeat(32)}`

beforeAll(async () => {
  house = await openSandboxHouse()
  const campaignId = await openCampaign(house.scope)
  const now = house.clock.now()
  const [person, identity, conversation] = [newId(now), newId(now), newId(now)]
  const own = [house.organisationId, now]
  const query = (words: string, values: unknown[]) => house.context.databases.owner.query(words, [...own, ...values])
  const account = house.channel.channelAccountId
  await query(
    `insert into persons (organisation_id, created_at, person_id, display_name, language) values ($1, $2, $3, '林美玲', 'zh-Hant')`,
    [person],
  )
  await query(
    `insert into identities (organisation_id, created_at, identity_id, channel_account_id, address, person_id, state)
     values ($1, $2, $3, $4, $5, $6, 'following')`,
    [identity, account, userId, person],
  )
  await query(
    `insert into conversations (organisation_id, created_at, conversation_id, channel_account_id, identity_id) values ($1, $2, $3, $4, $5)`,
    [conversation, account, identity],
  )
  const say = (direction: string, seconds: number, content: object) =>
    query(
      `insert into messages (organisation_id, recorded_at, message_id, conversation_id, direction, author_kind, at, content)
       values ($1, $2::timestamptz, $3, $4, $5, 'system', $2::timestamptz + make_interval(secs => $6), $7)`,
      [newId(now), conversation, direction, seconds, JSON.stringify(content)],
    )
  await say('in', 1, { type: 'message', text: '我的捐款呢？' })
  await say('out', 2, { blocks: [{ type: 'text', text: '在這裡。' }], quickReplies: [] })
  await say('note', 3, { text: '同仁才看得到' })
  await query(
    `insert into gifts (organisation_id, received_at, gift_id, public_reference, person_id, campaign_id, fund_id, source,
       amount_minor, currency, given_on, donor_name, is_anonymous, receipt_wish, language)
     select $1, $2, $3, 'g', $4, campaign_id, fund_id, 'provider', 1, 'TWD', '2026-03-02', 'x', false, 'none', 'zh-Hant'
     from campaigns where campaign_id = $5`,
    [newId(now), person, campaignId],
  )
})
afterAll(() => house.close())

test('people of the demonstration lend their phones, of each language whoever gave most', async () => {
  const account = house.channel.channelAccountId
  const ann = `U${'c'.repeat(32)}`
  await speak(account, `U${'d'.repeat(32)}`, '無捐款', 'zh-Hant')
  await speak(account, ann, 'Ann')
  expect(await listDemoPeople(house.app)).toEqual([
    { kind: 'line', userId, name: '林美玲', language: 'zh-Hant', giftCount: 1 },
    { kind: 'line', userId: ann, name: 'Ann', language: 'en', giftCount: 0 },
  ])
})

test('a borrowed phone knows what was said before, once, and no note of the staff', async () => {
  const phone = await borrowPhone(house.app, userId)
  expect(phone).toMatchObject({ isFriend: true, name: '林美玲' })
  expect((await borrowPhone(house.app, userId)).phoneId).toBe(phone.phoneId)
  const lines = await house.channel.scope.transaction((tx) => readChat(tx, phone.phoneId))
  expect(lines.map(({ isOwn, message }) => [isOwn, message.text])).toEqual([
    [true, '我的捐款呢？'],
    [false, '在這裡。'],
  ])
})

test('nobody lends the phone of a stranger', async () => {
  await expect(borrowPhone(house.app, `U${'b'.repeat(32)}`)).rejects.toMatchObject({
    code: 'sandbox.unknown-phone',
  })
})

test('people of every kind lend theirs: what was said is there, and what they say is heard', async () => {
  for (const kind of emulatedKinds.filter((one) => one !== 'line')) {
    const app = await house.sandbox.connect(kind)
    const theirs = app.provider.newUserId(randomBytes(16))
    await speak(app.channelAccountId, theirs, `${kind} friend`)
    const lenders = await listLenders(house.sandbox)
    expect(lenders.filter((one) => one.kind === kind)).toMatchObject([{ userId: theirs, name: `${kind} friend` }])
    const phone = await borrowPhone(app, theirs)
    const lines = await app.scope.transaction((tx) => readChat(tx, phone.phoneId))
    expect(
      lines.map(({ isOwn }) => isOwn),
      kind,
    ).toEqual([true, false])
    const [, said] = lines
    const parts = said ? drawingOf(app, said).parts : []
    expect(parts, kind).toEqual([{ type: 'words', runs: [{ text: 'Here it is.' }] }])
    await say({ sandbox: house.sandbox, app, phone }, 'thanks')
    expect(house.heard.length, kind).toBeGreaterThan(0)
    house.heard.length = 0
  }
})

/** Somebody of an account with whom a word was exchanged. */
async function speak(account: string, address: string, name: string, language = 'en'): Promise<void> {
  const now = house.clock.now()
  const [person, identity, conversation] = [newId(now), newId(now), newId(now)]
  const own = [house.organisationId, now]
  const query = (words: string, values: unknown[]) => house.context.databases.owner.query(words, [...own, ...values])
  await query(
    `insert into persons (organisation_id, created_at, person_id, display_name, language) values ($1, $2, $3, $4, $5)`,
    [person, name, language],
  )
  await query(
    `insert into identities (organisation_id, created_at, identity_id, channel_account_id, address, person_id, state)
     values ($1, $2, $3, $4, $5, $6, 'following')`,
    [identity, account, address, person],
  )
  await query(
    `insert into conversations (organisation_id, created_at, conversation_id, channel_account_id, identity_id) values ($1, $2, $3, $4, $5)`,
    [conversation, account, identity],
  )
  const words = [
    ['in', { type: 'message', text: 'Where is my gift?' }],
    ['out', { blocks: [{ type: 'text', text: 'Here it is.' }], quickReplies: [] }],
  ] as const
  for (const [place, [direction, content]] of words.entries())
    await query(
      `insert into messages (organisation_id, recorded_at, message_id, conversation_id, direction, author_kind, at, content)
       values ($1, $2::timestamptz, $3, $4, $5, 'system', $2::timestamptz + make_interval(secs => $6), $7)`,
      [newId(now), conversation, direction, place, JSON.stringify(content)],
    )
}
