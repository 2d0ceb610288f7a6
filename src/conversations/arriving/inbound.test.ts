import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatHouse, echo, lineText, openChatHouse } from '../testing.ts'

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
      // Asked and answered at one moment.
      .orderBy('direction')
      .select(['direction', 'content', 'deliveries.state'])
      .execute(),
  )
  expect(rows).toMatchObject([
    { direction: 'in', content: { text: '你好' } },
    { direction: 'out', state: 'sent' },
  ])
})

test('a stranger is known by the name and language their channel tells before the first answer', async () => {
  const languages: string[] = []
  chat.profile = () => Response.json({ displayName: '山田 花子', language: 'ja' })
  chat.respond = async (_transaction, { language }) => void languages.push(language)
  await chat.post(lineText('U-hanako', 'はじめまして'))
  await chat.settle()
  const { rows } = await chat.context.databases.owner.query(
    `select p.display_name from persons p join identities i using (organisation_id, person_id) where i.address = 'U-hanako'`,
  )
  expect(rows).toEqual([{ display_name: '山田 花子' }])
  expect(languages).toEqual(['ja'])
})

test('a sandbox account speaks to the emulator on this machine and to nobody else', async () => {
  const { rows } = await chat.context.databases.owner.query(
    `update channel_accounts set is_sandbox = true returning is_sandbox`,
  )
  expect(rows).toHaveLength(1)
  chat.board.accounts.forget()
  chat.respond = echo
  chat.sent.length = 0
  await chat.post(lineText('U-hanako', 'demo'))
  await chat.settle()
  expect(chat.sent.map(({ url }) => url)).toEqual(['http://127.0.0.1:3000/sandbox/line/v2/bot/message/reply'])
})
