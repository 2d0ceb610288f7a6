import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeChannelAccount } from '../accounts.ts'
import { type ChatHouse, lineEvent, lineText, openChatHouse } from '../testing.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

test('what is said in a group or room is kept and marked seen; it makes no person and is answered by nobody', async () => {
  const inGroup = (event: object) => ({ ...event, source: { type: 'group', groupId: 'C-group', userId: 'U-member' } })
  const inRoom = (event: object) => ({ ...event, source: { type: 'room', roomId: 'R-room' } })
  await chat.post(
    inGroup(lineText('U-member', 'where is my gift?')),
    inGroup({ ...lineEvent('postback', 'U-member'), replyToken: 'press', postback: { data: 'gifts' } }),
    inGroup(lineEvent('join', 'U-member')),
    inRoom(lineText('U-nobody', 'STOP')),
  )
  await chat.settle()
  expect(await count('inbound_events where processed_at is not null')).toBe(4)
  expect(await count('identities')).toBe(0)
  expect(await count('messages')).toBe(0)
  expect(chat.sent).toEqual([])
})

test('a member of a group who writes alone is answered alone', async () => {
  await chat.post(lineText('U-member', 'hello'))
  await chat.settle()
  expect(chat.sent.map(({ body }) => JSON.parse(body).messages[0].text)).toEqual(['> hello'])
})

const mentioned = { mentionees: [{ index: 0, length: 4, type: 'user', userId: 'U0', isSelf: true }] }
const inGroup = (event: object, groupId = 'C-group') => ({ ...event, source: { type: 'group', groupId } })
function mention(groupId?: string, by = mentioned): object {
  const event = lineText('U-member', '@us where is my gift?', { at: chat.clock.now() })
  return inGroup({ ...event, message: { type: 'text', id: `m-${Math.random()}`, text: '@us', mention: by } }, groupId)
}

test('a group that mentions us is shown the way to a private chat, once a day, by the free answer and with nobody’s name', async () => {
  await changeChannelAccount(chat.scope, chat.channelAccountId, { config: { basicId: '@light' } })
  chat.board.accounts.forget()
  chat.sent.length = 0
  await chat.post(mention(), mention())
  await chat.settle()
  await chat.post(mention())
  await chat.settle()
  expect(chat.sent.map(({ url }) => new URL(url).pathname)).toEqual(['/v2/bot/message/reply'])
  const words = JSON.parse(chat.sent[0]?.body ?? '').messages[0].text
  expect(words).toContain('https://line.me/R/oaMessage/%40light/?RSC%3Agroup')
  expect(words).not.toContain('gift')
  await chat.post(mention('C-other'))
  await chat.settle()
  expect(chat.sent).toHaveLength(2)
  chat.clock.set('2026-03-03T02:00:01Z')
  await chat.post(mention())
  await chat.settle()
  expect(chat.sent).toHaveLength(3)
  expect(await count(`messages m join conversations using (conversation_id) where m.content::text like '%@us%'`)).toBe(
    0,
  )
})

test('a mention of somebody else, an old one and a group without a mention hear nothing', async () => {
  const before = chat.sent.length
  const stale = { ...mention('C-three'), timestamp: chat.clock.now().getTime() - 11 * 60_000 }
  const colleague = { mentionees: [{ index: 0, length: 4, type: 'user', userId: 'U-mei', isSelf: false }] }
  await chat.post(stale, mention('C-four', colleague), inGroup(lineText('U-member', 'hello'), 'C-five'))
  await chat.settle()
  expect(chat.sent).toHaveLength(before)
})

async function count(what: string): Promise<number> {
  return (await chat.context.databases.owner.query(`select count(*)::int as n from ${what}`)).rows[0].n
}
