import { afterAll, beforeAll, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { changeChannelAccount } from '../accounts.ts'
import { sendMessage } from '../actions.ts'
import { type ChatHouse, lineText, meetMany, openChatHouse } from '../testing.ts'
import { checkChannelAccount } from './check.ts'
import { readHealth } from './health.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

const say = (conversationId: string) =>
  chat.scope.transaction((tx) =>
    sendMessage(tx, { conversationId }, { content: textMessage('x'), purpose: 'service', author: { kind: 'system' } }),
  )

const health = async () => (await readHealth(chat.scope)).find(({ id }) => id === chat.channelAccountId)

test('a new account is untested and silent; a test tells of token and quota, a message that it is heard', async () => {
  expect(await health()).toMatchObject({
    token: { state: 'untested', expiresAt: null },
    webhook: { state: 'silent', heardAt: null },
    quota: { left: null, readAt: null },
    rate: { pausedUntil: null },
    lastError: null,
    checkedAt: null,
  })
  await checkChannelAccount(chat.scope, chat.channelAccountId)
  await chat.post(lineText('U-a', 'hello'))
  await chat.settle()
  const now = chat.clock.now()
  expect(await health()).toMatchObject({
    token: { state: 'works', expiresAt: expect.any(Date) },
    quota: { left: 600, readAt: now },
    checkedAt: now,
  })
  expect((await health())?.webhook.heardAt).not.toBeNull()
})

test('a provider that says wait shows until when, and what it refused shows in its own words', async () => {
  const [hurried = '', refused = ''] = await meetMany(chat, 2)
  chat.answer = () => Response.json({ message: 'The property is invalid' }, { status: 400 })
  await say(refused)
  await chat.settle()
  expect(await health()).toMatchObject({
    failed: 1,
    lastError: { reason: 'rejected', code: '400', words: expect.stringContaining('property'), at: chat.clock.now() },
  })
  chat.answer = () => new Response('{}', { status: 429, headers: { 'retry-after': '90' } })
  await say(hurried)
  await chat.settle()
  const paused = (await health())?.rate.pausedUntil
  expect(paused?.getTime()).toBeGreaterThan(chat.clock.now().getTime())
  expect((await health())?.waiting).toBe(1)
  chat.clock.advance(700_000)
  expect((await health())?.rate.pausedUntil).toBeNull()
})

test('refused credentials are shown until they are entered again', async () => {
  chat.profile = () => Response.json({ message: 'Authentication failed' }, { status: 401 })
  await checkChannelAccount(chat.scope, chat.channelAccountId)
  expect(await health()).toMatchObject({ token: { state: 'refused' } })
  await changeChannelAccount(chat.scope, chat.channelAccountId, { config: { channelId: '9876543210' } })
  chat.profile = () => Response.json({ message: 'Not found' }, { status: 404 })
  await checkChannelAccount(chat.scope, chat.channelAccountId)
  expect(await health()).toMatchObject({ token: { state: 'works' } })
})

test('credentials that are refused while sending are shown as refused, and since when', async () => {
  const [somebody = ''] = await meetMany(chat, 1)
  chat.answer = () => Response.json({ message: 'Authentication failed' }, { status: 401 })
  await say(somebody)
  await chat.settle()
  expect(await health()).toMatchObject({ token: { state: 'refused', refusedAt: chat.clock.now() } })
})
