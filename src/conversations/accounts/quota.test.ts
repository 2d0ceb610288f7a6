import { afterAll, beforeAll, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { priceOf } from '../account.ts'
import { changeChannelAccount, listChannelAccounts } from '../accounts.ts'
import { sendMessage } from '../actions.ts'
import { replyAsMember } from '../inbox/inbox.ts'
import { conversationJobs, conversationSweeps } from '../jobs.ts'
import { accept, type ChatHouse, lineText, openChatHouse } from '../testing.ts'
import { checkChannelAccount } from './check.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

const sweep = async () => {
  await conversationSweeps(chat.board)
    .find(({ name }) => name === 'conversations.quota')
    ?.run(chat.scope)
}

async function account() {
  const [row] = await listChannelAccounts(chat.scope)
  if (row === undefined) throw new Error('no account')
  return row
}

test('what is left of the plan is asked for hourly, not oftener; a silent provider leaves the old figure', async () => {
  expect(await account()).toMatchObject({ messages_left: null, quota_read_at: null })
  await sweep()
  expect(await account()).toMatchObject({ messages_left: 600, quota_read_at: new Date('2026-03-02T02:00:00Z') })
  chat.plan = { value: 1000, totalUsage: 900 }
  chat.clock.advance(59 * 60_000)
  await sweep()
  expect(await account()).toMatchObject({ messages_left: 600 })
  chat.clock.advance(60_000)
  await sweep()
  expect(await account()).toMatchObject({ messages_left: 100 })
  chat.plan = { value: -1, totalUsage: 0 }
  chat.clock.advance(3_600_000)
  await sweep()
  expect(await account()).toMatchObject({ messages_left: 100, quota_read_at: new Date('2026-03-02T03:00:00Z') })
})

test('a refusal for the plan’s sake has the figure read again by a job', async () => {
  chat.plan = { value: 1000, totalUsage: 1000 }
  chat.answer = () => Response.json({ message: 'You have reached your monthly limit.' }, { status: 429 })
  await chat.post(lineText('U-quota', 'hello'))
  await chat.board.process(chat.organisationId, chat.channelAccountId)
  const { rows } = await chat.context.databases.owner.query('select conversation_id from conversations')
  const conversationId: string = rows[0].conversation_id
  await chat.scope.transaction((transaction) =>
    sendMessage(
      transaction,
      { conversationId },
      { content: textMessage('thanks'), purpose: 'service', author: { kind: 'system' } },
    ),
  )
  await chat.settle()
  const queued = await chat.context.databases.owner.query(
    `select payload from graphile_worker._private_jobs job
     join graphile_worker._private_tasks task on task.id = job.task_id where task.identifier = 'conversations.quota'`,
  )
  expect(queued.rows).toHaveLength(1)
  const run = conversationJobs(chat.board).find(({ name }) => name === 'conversations.quota')
  await run?.run(chat.scope, queued.rows[0].payload.payload)
  expect(await account()).toMatchObject({ messages_left: 0 })
})

test('testing an account reads its plan; the price of a message beyond it is kept, shown and forgotten', async () => {
  chat.plan = { value: 500, totalUsage: 1 }
  expect(await checkChannelAccount(chat.scope, chat.channelAccountId)).toMatchObject({ ok: true })
  expect(await account()).toMatchObject({ messages_left: 499 })
  expect(priceOf(await account())).toBeNull()
  const price = { minor: 20n, currency: 'TWD' }
  await changeChannelAccount(chat.scope, chat.channelAccountId, { messagePrice: price })
  expect(priceOf(await account())).toEqual(price)
  await changeChannelAccount(chat.scope, chat.channelAccountId, { name: 'LINE of the charity' })
  expect(priceOf(await account())).toEqual(price)
  await changeChannelAccount(chat.scope, chat.channelAccountId, { messagePrice: null })
  expect(priceOf(await account())).toBeNull()
})

test('W7: a push takes one message off the plan, an answer within the life of its token none', async () => {
  chat.answer = accept
  chat.respond = async () => {}
  await chat.context.databases.owner.query('update channel_accounts set messages_left = 10, last_failure = null')
  await chat.post(lineText('U-plan', 'hello', { at: chat.clock.now() }))
  await chat.settle()
  const { rows } = await chat.context.databases.owner.query(
    `select conversation_id as id from conversations join identities using (identity_id) where address = 'U-plan'`,
  )
  const reply = async (text: string) => {
    chat.sent.length = 0
    await replyAsMember(chat.scope, rows[0].id, { text, clientKey: `key-of-w7-${text}` })
    await chat.settle()
    return [chat.sent.map(({ url }) => new URL(url).pathname), (await account()).messages_left]
  }
  expect(await reply('first')).toEqual([['/v2/bot/message/reply'], 10])
  expect(await reply('second')).toEqual([['/v2/bot/message/push'], 9])
  await chat.post(lineText('U-plan', 'are you there?', { at: chat.clock.now() }))
  await chat.settle()
  chat.clock.advance(51_000)
  expect(await reply('late')).toEqual([['/v2/bot/message/push'], 8])
})
