import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { sendMessage } from '../actions.ts'
import { readConversation } from '../inbox/store.ts'
import { type ManyChannels, openManyChannels } from '../many-channels.fixture.ts'
import { pushWechat, wechatEvent, wechatText } from '../wechat.fixture.ts'
import { planRoutes } from './route.ts'

/** The five messages of WeChat through the whole house: pushes by the signed hook, and a WeChat that says no on HTTP 200. */
let chat: ManyChannels
let account = ''
/** What WeChat answers to what is said. */
let errcode = 0
/** How often it was asked to say something. */
let asked = 0
beforeAll(async () => {
  chat = await openManyChannels(['wechat'])
  chat.respond = async () => {}
  chat.answer = ({ url }) => {
    if (!url.includes('/message/custom/send')) return Response.json({ access_token: 't', expires_in: 7200 })
    asked += 1
    return Response.json({ errcode, errmsg: 'their words' })
  }
  account = chat.accounts.get('wechat') ?? ''
})
afterAll(() => chat.close())
beforeEach(() => {
  errcode = 0
  asked = 0
})

test('W6: after a text five answers are sent and the sixth is refused here; after a tap three within a minute', async () => {
  const mei = await write('oMei', wechatText('hello'))
  expect(await answers(mei, 6)).toEqual([...Array(5).fill('sent'), 'skipped window_closed'])
  expect(asked).toBe(5)
  await write('oMei', tap)
  expect((await readConversation(chat.scope, mei)).window).toMatchObject({ state: 'open', messagesLeft: 3 })
  expect(await answers(mei, 4)).toEqual([...Array(3).fill('sent'), 'skipped window_closed'])
  await write('oMei', tap)
  chat.clock.advance(60_000)
  expect(await answers(mei, 1)).toEqual(['skipped window_closed'])
  expect(asked).toBe(8)
  await write('oMei', wechatText('are you there?'))
  expect(await answers(mei, 1)).toEqual(['sent'])
})

test('W6: a tap takes nothing of the five that are left', async () => {
  const lin = await write('oLin', wechatText('hello'))
  expect(await answers(lin, 2)).toEqual(['sent', 'sent'])
  await write('oLin', tap)
  chat.clock.advance(3_600_000)
  expect(await answers(lin, 4)).toEqual([...Array(3).fill('sent'), 'skipped window_closed'])
})

test('W6: a message WeChat takes in two pieces is two of the five', async () => {
  const wu = await write('oWu', wechatText('hello'))
  const long = textMessage('长'.repeat(700))
  expect(await answers(wu, 2, long)).toEqual(['sent', 'sent'])
  expect((await readConversation(chat.scope, wu)).window).toMatchObject({ messagesLeft: 1 })
  const plan = async () => {
    const [row] = await chat.rows(`select person_id as id from identities where address = 'oWu'`)
    const ask = { personIds: [String(row?.id)], content: long, purpose: 'service' } as const
    return [...(await chat.scope.transaction((transaction) => planRoutes(transaction, ask))).values()]
  }
  expect(await plan()).toMatchObject([{ kind: 'route', by: 'session' }])
  expect(await answers(wu, 2)).toEqual(['sent', 'skipped window_closed'])
  expect(asked).toBe(5)
  expect(await plan()).toEqual([{ kind: 'none', reason: 'window_closed' }])
})

test.each([45015, 45047])('W6: HTTP 200 with errcode %i is not sent: the window has closed', async (code) => {
  const chen = await write(`oChen${code}`, wechatText('hello'))
  errcode = code
  expect(await answers(chen, 1)).toEqual(['skipped window_closed'])
  expect(asked).toBe(1)
  chat.clock.advance(3_600_000)
  await settle()
  expect(asked).toBe(1)
})

const tap = wechatEvent('CLICK', 'give')

/** Posts a push of somebody's at this moment; answers their conversation. */
async function write(openid: string, push: string): Promise<string> {
  chat.clock.advance(1_000)
  expect(await pushWechat(chat, openid, push)).toBe(200)
  await chat.board.process(chat.organisationId, account)
  const [row] = await chat.rows(
    `select conversation_id as id from conversations join identities using (identity_id) where address = '${openid}'`,
  )
  return String(row?.id)
}

/** Says something so many times, one after the other, and answers how each ended. */
async function answers(conversationId: string, count: number, content = textMessage('hi')) {
  const ends: unknown[] = []
  for (let n = 0; n < count; n += 1) {
    chat.clock.advance(1)
    const sent = await chat.scope.transaction((transaction) =>
      sendMessage(transaction, { conversationId }, { content, purpose: 'service', author: { kind: 'member' } }),
    )
    await settle()
    const [row] = await chat.rows(`select concat_ws(' ', state, reason) as ended from deliveries
      where delivery_id = '${sent.outcome === 'queued' ? sent.deliveryId : ''}'`)
    ends.push(row?.ended)
  }
  return ends
}

async function settle(): Promise<void> {
  await chat.board.sender.run(chat.organisationId, account)
  await chat.board.sender.settled()
}
