import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { metaSignature } from '../../channels/meta/hook.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { messagesAs, PageEmulator } from '../../sandbox/messenger/emulator.ts'
import { pageRoutes } from '../../sandbox/messenger/routes.ts'
import { createChannelAccount } from '../accounts.ts'
import { hookRoutes } from '../arriving/hooks.ts'
import { Switchboard } from '../switchboard.ts'
import { echo } from '../testing.ts'
import { type CommentRule, setCommentRule } from './rule.ts'

const page = {
  pageId: '106540352242922',
  accessToken: 'EAAG-a-pages-own-token',
  appSecret: '0123456789abcdef0123456789abcdef',
}
const on: CommentRule = { isOn: true, keywords: [], words: {} }

let house: TestHouse
let board: Switchboard
let emulator: PageEmulator
let accountId: string
let hookUrl: string
/** Comments the provider was asked to answer. */
let asked: string[]

beforeAll(async () => {
  house = await openTestHouse({ fetch: (url, init) => graph(new Request(url, init)) })
  board = new Switchboard(house.context, { respond: echo })
  const config = { ...page, verifyToken: 'a-token-of-our-own-choice' }
  accountId = await createChannelAccount(house.scope, { kind: 'messenger', name: 'Page', config })
  const { rows } = await owner('select hook_key from channel_accounts')
  hookUrl = `https://example.org/hooks/${rows[0].hook_key}`
})
afterAll(async () => {
  await board.stop()
  await house.close()
})

beforeEach(async () => {
  await owner(`truncate inbound_events, private_replies, delivery_parts, deliveries, messages, conversations,
    identity_aliases, identities, identity_links cascade`)
  asked = []
  const hooks = hookRoutes(board)
  const about = { ...page, object: 'page', accountId: page.pageId, name: 'a.charity', hookUrl } as const
  emulator = new PageEmulator(about, {
    now: () => house.clock.now(),
    random: () => new Uint8Array(16),
    fetch: async (url, init) => hooks.request(new URL(String(url)).pathname, init),
  })
  await setCommentRule(house.scope, accountId, on)
})

/** Meta, played by the emulator. */
async function graph(request: Request): Promise<Response> {
  const body = await request.text()
  const { pathname, search } = new URL(request.url)
  const { method, headers } = request
  const routes = pageRoutes(emulator)
  const init = { method, headers, ...(method === 'GET' ? {} : { body }) }
  const answer = await routes.request(`/sandbox/messenger${pathname}${search}`, init)
  const comment = body === '' ? undefined : JSON.parse(body).recipient?.comment_id
  if (comment !== undefined) asked.push(comment)
  return answer
}

function recorded(name: string): string {
  const file = new URL(`../../channels/messenger/recorded/${name}.json`, import.meta.url)
  return JSON.stringify(JSON.parse(readFileSync(file, 'utf8')).webhook)
}

async function post(body: string): Promise<number> {
  const headers = { 'x-hub-signature-256': metaSignature(Buffer.from(body), page.appSecret) }
  const answer = await hookRoutes(board).request(new URL(hookUrl).pathname, { method: 'POST', body, headers })
  return answer.status
}

async function comment(id: string, userId: string, text: string): Promise<void> {
  expect(await emulator.comment(id, userId, text)).toBe(true)
  await settle()
}

async function settle(): Promise<void> {
  await board.process(house.organisationId, accountId)
  await board.sender.settled()
  await board.sender.run(house.organisationId, accountId)
  await board.sender.settled()
}

function owner(statement: string) {
  return house.context.databases.owner.query(statement)
}

const count = async (what: string) => (await owner(`select count(*)::int as n from ${what}`)).rows[0].n
const said = () => emulator.taken.flatMap((one) => ('message' in one ? [[one.recipient, one.message.text]] : []))

test('a public comment is answered in private, once, in the language of its words', async () => {
  await comment('c_1', 'ann', 'これは何ですか')
  expect(said()).toEqual([[{ comment_id: 'c_1' }, expect.stringContaining('コメントをありがとう')]])
  expect(await count(`deliveries where state = 'sent' and comment_id = 'c_1'`)).toBe(1)
})

test('the same comment told again, changed or by two requests at once is answered once', async () => {
  await Promise.all([emulator.comment('c_1', 'ann', 'How?'), emulator.comment('c_1', 'ann', 'How?')])
  await settle()
  // Told under another key, as after an event that was cleared away.
  await owner(`update inbound_events set dedupe_key = dedupe_key || ':old'`)
  await comment('c_1', 'ann', 'How?')
  expect(said()).toHaveLength(1)
  expect(await count('messages where direction = $$out$$')).toBe(1)
})

test('who answers in Messenger goes on in the conversation of the comment', async () => {
  await comment('c_1', 'ann', 'How can I help?')
  await emulator.say(messagesAs('ann'), 'I would like to give')
  await settle()
  expect(await count('conversations')).toBe(1)
  const { rows } = await owner(`select direction, coalesce(content ->> 'text', content #>> '{blocks,0,text}') as words
    from messages order by recorded_at, at, message_id`)
  expect(rows.map(({ direction, words }) => `${direction} ${words.slice(0, 24)}`)).toEqual([
    'note 已用私訊回覆這則公開留言：「How can I ',
    'out Hello! Thank you for you',
    'in I would like to give',
    'out > I would like to give',
  ])
  await comment('c_2', 'ann', 'Once more')
  expect(await count('conversations')).toBe(1)
})

test('a comment of somebody who has written before becomes theirs', async () => {
  await emulator.say(messagesAs('bob'), 'hello')
  await settle()
  await comment('c_3', 'bob', 'And publicly')
  expect(await count('(select distinct person_id from identities) as people')).toBe(1)
  await comment('c_4', 'bob', 'Again')
  expect(
    await count(`messages m join conversations c using (conversation_id) join identities i using (identity_id)
    where i.address = 'psid-bob' and m.direction = 'note'`),
  ).toBe(1)
})

test('nothing is said while the rule is off or without its keyword', async () => {
  await setCommentRule(house.scope, accountId, { ...on, isOn: false })
  await comment('c_1', 'ann', 'How?')
  await setCommentRule(house.scope, accountId, { ...on, keywords: ['ＨＥＬＰ', '我想捐'] })
  await comment('c_2', 'ann', 'Nice picture')
  expect(said()).toEqual([])
  expect(await count('identities')).toBe(0)
  await comment('c_3', 'ann', 'How can I Help you?')
  expect(said()).toHaveLength(1)
})

test('words of the organisation stand before those of the house; a reply Meta refuses is failed and said to the team', async () => {
  await setCommentRule(house.scope, accountId, { ...on, words: { en: 'Write to us here.' } })
  await comment('c_1', 'ann', 'How?')
  expect(said().map(([, words]) => words)).toEqual(['Write to us here.'])
  emulator.answerComment('c_2')
  await emulator.comment('c_2', 'eve', 'How?')
  emulator.answerComment('c_2')
  await settle()
  expect(await count(`deliveries where state = 'failed'`)).toBe(1)
})

test('recorded comments: only somebody else’s new one is answered, and none that is a week old', async () => {
  const names = ['comment', 'comment-own', 'comment-edited', 'comment-removed']
  const tell = async () => {
    for (const name of names) expect(await post(recorded(name))).toBe(200)
    await settle()
  }
  house.clock.set('2026-01-09T00:00:00Z')
  await tell()
  expect(asked).toEqual([])
  await owner('truncate inbound_events')
  house.clock.set('2026-01-01T00:05:00Z')
  await tell()
  house.clock.set('2026-03-02T02:00:00Z')
  expect(asked).toEqual(['106540352242922_122103_998877665544332211'])
  expect(await count(`persons where display_name = '林小美'`)).toBe(1)
})

test('only an account under whose posts people can comment takes a rule', async () => {
  const config = { channelId: '1234567890', channelSecret: page.appSecret }
  const line = await createChannelAccount(house.scope, { kind: 'line', name: 'LINE', config })
  await expect(setCommentRule(house.scope, line, on)).rejects.toMatchObject({ code: 'conversations.no-comments' })
})

test('a comment that is taken down after the answer leaves its words nowhere; that it was answered stays', async () => {
  await comment('c_1', 'ann', 'my number is 555-0199')
  await changed('c_1', 'edited', 'my number is 555-0100')
  const notes = async () =>
    (await owner(`select content ->> 'text' as text from messages where direction = 'note'`)).rows
  expect(await notes()).toEqual([{ text: expect.stringContaining('555-0100') }])
  await changed('c_1', 'remove')
  expect(await notes()).toEqual([{ text: expect.stringContaining('不再保存') }])
  expect(await count(`inbound_events where event::text like '%555-01%'`)).toBe(0)
  expect(await count(`messages where content::text like '%555-01%'`)).toBe(0)
  expect(await count('private_replies')).toBe(1)
})

/** Facebook tells what became of a comment. */
async function changed(id: string, verb: 'edited' | 'remove', message?: string): Promise<void> {
  const time = Math.floor(house.clock.now().getTime() / 1000)
  const value = { item: 'comment', verb, comment_id: id, from: { id: 'ann' }, message, created_time: time }
  const entry = [{ id: page.pageId, time, changes: [{ field: 'feed', value }] }]
  expect(await post(JSON.stringify({ object: 'page', entry }))).toBe(200)
  await settle()
}
