import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatHouse, lineEvent, lineText, openChatHouse } from './testing.ts'

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

async function count(what: string): Promise<number> {
  return (await chat.context.databases.owner.query(`select count(*)::int as n from ${what}`)).rows[0].n
}
