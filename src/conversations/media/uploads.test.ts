import { afterAll, beforeAll, expect, test } from 'vitest'
import { wechatSignature } from '../../channels/wechat/proof.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { createChannelAccount } from '../accounts.ts'
import { sendMessage } from '../actions.ts'
import { hookRoutes } from '../arriving/hooks.ts'
import { Switchboard } from '../switchboard.ts'

const config = { appId: 'wx2c2769f8efd9abc2', appSecret: '0123456789abcdef0123456789abcdef', token: 'aTokenOfOurOwn' }

let house: TestHouse
let board: Switchboard
let id: string
/** What was asked of whom, in order; the provider refuses uploads while it is told to. */
const asked: { path: string; body: string }[] = []
let isTaken = true
beforeAll(async () => {
  house = await openTestHouse({
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { pathname, origin } = new URL(request.url)
      asked.push({ path: pathname, body: await request.text() })
      if (pathname.endsWith('/stable_token')) return Response.json({ access_token: '88_t', expires_in: 7200 })
      if (origin === house.context.settings.publicUrl)
        return new Response('PNG', { headers: { 'content-type': 'image/png' } })
      if (!pathname.endsWith('/media/upload')) return Response.json({ errcode: 0, errmsg: 'ok' })
      return Response.json(
        isTaken ? { type: 'image', media_id: 'm-1' } : { errcode: 40004, errmsg: 'invalid media type' },
      )
    },
  })
  id = await createChannelAccount(house.scope, { kind: 'wechat', name: 'WeChat', config })
  board = new Switchboard(house.context, {
    respond: async (transaction, { conversation: { conversationId } }) => {
      const url = `${house.context.settings.publicUrl}/files/kite.png`
      const content = { blocks: [{ type: 'image' as const, url, description: '一只风筝' }], quickReplies: [] }
      await sendMessage(transaction, { conversationId }, { content, purpose: 'service', author: { kind: 'script' } })
    },
  })
})
afterAll(async () => {
  await board.stop()
  await house.close()
})

test('a picture of ours is read, uploaded and said by its id; one that is refused is said with its link', async () => {
  await write('1')
  expect(asked.map(({ path }) => path).slice(-3)).toEqual([
    '/files/kite.png',
    '/cgi-bin/media/upload',
    '/cgi-bin/message/custom/send',
  ])
  expect(asked.at(-2)?.body).toContain('PNG')
  expect(JSON.parse(asked.at(-1)?.body ?? '')).toMatchObject({ msgtype: 'image', image: { media_id: 'm-1' } })

  isTaken = false
  await write('2')
  expect(JSON.parse(asked.at(-1)?.body ?? '')).toMatchObject({
    msgtype: 'text',
    text: { content: expect.stringContaining('/files/kite.png') },
  })
  const rows = await house.scope.transaction(({ db, organisationId }) =>
    db.selectFrom('deliveries').where('organisation_id', '=', organisationId).select(['state', 'reason']).execute(),
  )
  expect(rows).toEqual([
    { state: 'sent', reason: null },
    { state: 'sent', reason: null },
  ])
})

/** Somebody writes on WeChat, is answered, and everything is sent. */
async function write(messageId: string): Promise<void> {
  const [row] = await house.scope.transaction(({ db, organisationId }) =>
    db.selectFrom('channel_accounts').where('organisation_id', '=', organisationId).select('hook_key').execute(),
  )
  const timestamp = String(Math.floor(house.clock.now().getTime() / 1000))
  const signature = wechatSignature(config.token, timestamp, 'n')
  const body = `<xml><FromUserName>oMei</FromUserName><CreateTime>${timestamp}</CreateTime><MsgType>text</MsgType><Content>hi</Content><MsgId>${messageId}</MsgId></xml>`
  const query = new URLSearchParams({ signature, timestamp, nonce: 'n' })
  const answer = await hookRoutes(board).request(`/hooks/${row?.hook_key}?${query}`, { method: 'POST', body })
  expect([answer.status, await answer.text()]).toEqual([200, 'success'])
  await board.process(house.organisationId, id)
  await board.sender.run(house.organisationId, id)
  await board.sender.settled()
}
