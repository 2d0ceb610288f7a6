import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { handToMember, sendMessage } from '../actions.ts'
import { inSavepoint } from '../savepoint.ts'
import { accept, type ChatHouse, echo, lineText, openChatHouse } from '../testing.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
  await chat.context.databases.owner.query(`
    create sequence conversation_writes;
    create function count_conversation_write() returns trigger language plpgsql security definer as
      $$ begin perform nextval('public.conversation_writes'); return null; end $$;
    create trigger counted after update on conversations for each row execute function count_conversation_write()`)
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.sent.length = 0
  chat.respond = echo
  chat.answer = accept
})

test('what came in and its answer are one new version of the conversation', async () => {
  await chat.post(lineText('U-once', 'hello'))
  await chat.settle()
  const before = await writesOf()
  await chat.post(lineText('U-once', 'hello again'))
  await chat.settle()
  expect((await writesOf()) - before).toBe(1)
  expect(await row('U-once')).toMatchObject({ message_count: 4, unread_count: 0, preview: '> hello again' })
})

test('what nobody answers counts as unread, opens a resolved conversation and keeps its reply token', async () => {
  chat.respond = async () => {}
  await chat.post(lineText('U-quiet', 'first'))
  await chat.settle()
  await chat.context.databases.owner.query("update conversations set state = 'resolved' where preview = 'first'")
  await chat.post(lineText('U-quiet', 'second'), lineText('U-quiet', 'third'))
  await chat.settle()
  const found = await row('U-quiet')
  expect(found).toMatchObject({ message_count: 3, unread_count: 3, preview: 'third', state: 'open' })
  expect(found.reply_token).not.toBeNull()
})

test('an answer opens a resolved conversation as what came in does, and spends the reply token', async () => {
  await chat.post(lineText('U-back', 'bye'))
  await chat.settle()
  await chat.context.databases.owner.query("update conversations set state = 'resolved' where preview = '> bye'")
  await chat.post(lineText('U-back', 'me again'))
  await chat.settle()
  expect(await row('U-back')).toMatchObject({ state: 'open', unread_count: 0, message_count: 4, reply_token: null })
})

test('what came in stands though the answer takes back what it wrote', async () => {
  chat.respond = async (transaction, { conversation: { conversationId }, event }) => {
    await inSavepoint(transaction, async () => {
      await handToMember(transaction, conversationId)
      throw new Error('not today')
    }).catch(() => {})
    const content = { blocks: [{ type: 'text' as const, text: 'Sorry' }], quickReplies: [] }
    const sending = { content, purpose: 'service', author: { kind: 'system' }, replyTo: event } as const
    await sendMessage(transaction, { conversationId }, sending)
  }
  await chat.post(lineText('U-alone', 'anybody?'))
  await chat.settle()
  const found = await row('U-alone')
  expect(found).toMatchObject({ state: 'open', message_count: 2, unread_count: 1, preview: 'Sorry' })
  expect(found.last_inbound_at).not.toBeNull()
})

test('a member who is asked for finds a message that counts once', async () => {
  chat.respond = (transaction, { conversation }) => handToMember(transaction, conversation.conversationId)
  await chat.post(lineText('U-help', 'help'), lineText('U-help-too', 'help'))
  await chat.settle()
  expect(await row('U-help')).toMatchObject({ state: 'waiting', unread_count: 1, message_count: 1 })
})

/** How often a row of `conversations` was written since the beginning; counted by a trigger of this test. */
async function writesOf(): Promise<number> {
  const { rows } = await chat.context.databases.owner.query<{ count: number }>(
    'select last_value::int as count from conversation_writes',
  )
  return rows[0]?.count ?? 0
}

async function row(address: string) {
  const { rows } = await chat.context.databases.owner.query(
    `select c.* from conversations c join identities i using (organisation_id, identity_id) where i.address = $1`,
    [address],
  )
  return rows[0]
}
