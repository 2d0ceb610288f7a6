import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatHouse, lineText, openChatHouse } from '../testing.ts'
import { showTyping } from './typing.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

test('while a member writes, the person’s own app shows it, with the account’s token and without a message', async () => {
  await chat.post(lineText('U-waits', 'hello'))
  await chat.settle()
  const { rows } = await chat.context.databases.owner.query('select conversation_id as id from conversations')
  chat.sent.length = 0
  await showTyping(await chat.member('agent'), chat.board, rows[0].id)
  expect(chat.sent.map(({ url, body }) => [new URL(url).pathname, JSON.parse(body).chatId])).toEqual([
    ['/v2/bot/chat/loading/start', 'U-waits'],
  ])
  expect(chat.sent[0]?.headers.authorization).toBe('Bearer token')
  const missing = showTyping(chat.scope, chat.board, '019cac46-1500-76d1-989e-333cc444f79e')
  await expect(missing).rejects.toMatchObject({ code: 'conversations.conversation-missing' })
})
