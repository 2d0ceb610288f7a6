import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ChannelKind } from '../../src/channels/adapter.ts'
import { settings as emailSettings } from '../../src/channels/email/testing.ts'
import { lineSignature } from '../../src/channels/line/receive.ts'
import { metaSignature } from '../../src/channels/meta/hook.ts'
import { slackSignature } from '../../src/channels/slack/receive.ts'
import { issueVisitorToken } from '../../src/channels/webchat/visitor.ts'
import { wechatSignature } from '../../src/channels/wechat/proof.ts'
import { packageFolder } from '../../src/platform/package-folder.ts'
import { channelSecret } from './line.ts'
import { httpPost } from './load.ts'

/** How the bench plays one kind of provider. */
interface Player {
  readonly settings: Record<string, string | number | string[]>
  /** The recorded webhook, a text message, in `src/channels/<kind>/recorded`. */
  readonly recording: string
  /** What in it names the sender and this one message; each webhook has others in their place, of the same length. */
  readonly sender?: string
  readonly ids: readonly string[]
  /** Everything else that proves where it comes from. */
  sign(body: Uint8Array, place: number): { headers?: Record<string, string>; query?: Record<string, string> }
}

/** People who write, besides visitors of the web chat: there are more of those, because nobody may post without end. */
const people = 1000
const appSecret = channelSecret
const hub = (body: Uint8Array) => ({ headers: { 'x-hub-signature-256': metaSignature(body, appSecret) } })
const meta = { appSecret, verifyToken: 'a-token-of-our-own-choice', accessToken: 'EAAG-a-token-of-a-system-user' }
const botToken = 'xoxb-000000000000-demo'
const viberToken = '4453b6ac1s345678-e02c5f12174805f9-daec9cbb5448c51r'
const visitorSecret = 'a-visitor-secret-of-32-characters'
const seconds = () => String(Math.floor(Date.now() / 1000))

/** All kinds there are. */
export const players: Record<ChannelKind, Player> = {
  line: {
    settings: { channelId: '1234567890', channelSecret },
    recording: 'message-text',
    sender: 'U4af4980629a1b2c3d4e5f60718293a4b',
    ids: ['468789577898262530', '01KDVG3H01DPYRVKNK77XKC3ZR'],
    sign: (body) => ({ headers: { 'x-line-signature': lineSignature(body, channelSecret) } }),
  },
  webchat: {
    settings: { visitorSecret, identitySecret: 'an-identity-secret-of-32-letters', origins: ['https://example.org'] },
    recording: 'message',
    ids: ['1b6a5a0c9d01'],
    sign: (_body, place) => {
      const visitor = `f3Jm0Qk5d8R2t7${String(place % (people * 10)).padStart(8, '0')}`
      const token = issueVisitorToken(visitor, new Date(Date.now() + 86_400_000), visitorSecret)
      return { headers: { authorization: `Bearer ${token}`, origin: 'https://example.org' } }
    },
  },
  telegram: {
    settings: {
      botToken: `123456789:${'A'.repeat(35)}`,
      webhookSecret: 'a-secret-of-thirty-two-characters_',
      botName: 'a_bot',
    },
    recording: 'message-text',
    sender: '7100200300',
    ids: ['880011001'],
    sign: () => ({ headers: { 'x-telegram-bot-api-secret-token': 'a-secret-of-thirty-two-characters_' } }),
  },
  whatsapp: {
    settings: { ...meta, phoneNumberId: '106540352242922', businessAccountId: '102290129340398' },
    recording: 'message-text',
    sender: '13491208655302741918',
    ids: ['886912000000', 'M00001'],
    sign: hub,
  },
  wechat: {
    settings: { appId: 'wx2c2769f8efd9abc2', appSecret, token: 'aTokenOfOurOwn' },
    recording: 'message-text',
    sender: 'n3b7TzLr4cYpHsE',
    ids: ['7600000000000000001'],
    sign: () => {
      const [timestamp, nonce] = [seconds(), '1320562132']
      return { query: { signature: wechatSignature('aTokenOfOurOwn', timestamp, nonce), timestamp, nonce } }
    },
  },
  messenger: {
    settings: { ...meta, pageId: '106540352242922' },
    recording: 'message-text',
    sender: '6254785914612345',
    ids: ['plwlqLP_00001'],
    sign: hub,
  },
  instagram: {
    settings: { ...meta, instagramId: '17841405822304914', pageId: '106540352242922', userName: 'a.charity' },
    recording: 'message-text',
    sender: '1254785914612345',
    ids: ['NTg200001ZD'],
    sign: hub,
  },
  viber: {
    settings: { authToken: viberToken, senderName: 'Helping Hands', chatUri: 'helpinghands' },
    recording: 'message-text',
    sender: '01234567890aBcDeFgHiJk',
    ids: ['4912661846655238147'],
    sign: (body) => ({
      headers: { 'x-viber-content-signature': createHmac('sha256', viberToken).update(body).digest('hex') },
    }),
  },
  slack: {
    settings: { botToken, signingSecret: appSecret },
    recording: 'message-direct',
    sender: 'MEILIN01',
    ids: ['Ev08MU000002', '000200'],
    sign: (body) => {
      const timestamp = seconds()
      const signature = slackSignature(body, timestamp, appSecret)
      return { headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } }
    },
  },
  email: {
    settings: emailSettings,
    recording: 'postmark-reply',
    sender: 'Mei.Lin',
    ids: ['341342852c90', 'CAF-9f3'],
    sign: () => ({ query: { secret: emailSettings.inboundSecret } }),
  },
}

const recorded = z.object({ webhook: z.unknown() })

/** Writes webhooks of one kind to a path: each another message, of one of many people, with its proof. */
export function writer(kind: ChannelKind, path: string): (place: number) => Buffer {
  const { recording, sender, ids, sign } = players[kind]
  const file = join(packageFolder, 'src', 'channels', kind, 'recorded', `${recording}.json`)
  const { webhook } = recorded.parse(JSON.parse(readFileSync(file, 'utf8')))
  const text = typeof webhook === 'string' ? webhook : JSON.stringify(webhook)
  for (const id of [...ids, ...(sender === undefined ? [] : [sender])])
    if (!text.includes(id)) throw new Error(`${kind}: ${id} is not in ${recording}`)
  const type = text.startsWith('<') ? 'text/xml' : 'application/json'
  return (place) => {
    let said = sender === undefined ? text : text.replaceAll(sender, numbered(sender, place % people))
    for (const id of ids) said = said.replaceAll(id, numbered(id, place))
    const body = Buffer.from(said)
    const { headers = {}, query = {} } = sign(body, place)
    const search = new URLSearchParams(query).toString()
    return httpPost(search === '' ? path : `${path}?${search}`, { 'content-type': type, ...headers }, body)
  }
}

/** Of the same length and beginning, with a number at its end. */
function numbered(id: string, place: number): string {
  const digits = Math.min(7, id.length)
  return id.slice(0, id.length - digits) + String(place % 10 ** digits).padStart(digits, '0')
}
