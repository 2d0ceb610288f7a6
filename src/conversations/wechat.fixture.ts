import { wechatSignature } from '../channels/wechat/proof.ts'
import { hookRoutes } from './arriving/hooks.ts'
import type { ManyChannels } from './many-channels.fixture.ts'

/** What somebody does on WeChat, as its pushes tell it. */
export const wechatText = (words: string, id = String(crypto.getRandomValues(new Uint32Array(1))[0])) =>
  `<MsgType>text</MsgType><Content>${words}</Content><MsgId>${id}</MsgId>`
export const wechatEvent = (name: string, key = '') =>
  `<MsgType>event</MsgType><Event>${name}</Event><EventKey>${key}</EventKey>`

/** Posts a push of somebody's to the house's account, signed, of this second; answers the status. */
export async function pushWechat(chat: ManyChannels, openid: string, push: string): Promise<number> {
  const [row] = await chat.rows(`select hook_key from channel_accounts where kind = 'wechat'`)
  const seconds = String(Math.floor(chat.clock.now().getTime() / 1000))
  const body = `<xml><FromUserName>${openid}</FromUserName><CreateTime>${seconds}</CreateTime>${push}</xml>`
  const signature = wechatSignature('token', seconds, 'n')
  const query = new URLSearchParams({ signature, timestamp: seconds, nonce: 'n' })
  const path = `/hooks/${row?.hook_key}?${query}`
  return (await hookRoutes(chat.board).request(path, { method: 'POST', body })).status
}
