import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatHouse, lineText, openChatHouse } from './testing.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

test('a message is stored, answered by reply token, and the answer recorded as sent', async () => {
  expect(await chat.post(lineText('U-first', '你好'))).toBe(200)
  await chat.settle()
  expect(chat.sent).toHaveLength(1)
  expect(chat.sent[0]?.url).toBe('https://api.line.me/v2/bot/message/reply')
  expect(chat.sent[0]?.headers.authorization).toBe('Bearer token')
  const rows = await chat.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('messages')
      .leftJoin('deliveries', 'deliveries.message_id', 'messages.message_id')
      .where('messages.organisation_id', '=', organisationId)
      .orderBy('at')
      .select(['direction', 'content', 'deliveries.state'])
      .execute(),
  )
  expect(rows).toMatchObject([
    { direction: 'in', content: { text: '你好' } },
    { direction: 'out', state: 'sent' },
  ])
})
