import { describe } from 'vitest'
import { z } from 'zod'
import { conformance } from '../kit/conformance.ts'
import { receiving } from '../kit/receiving.ts'
import { readRecordings } from '../kit/recordings.ts'
import type { Inspection, Subject } from '../kit/subject.ts'
import { textMessage } from '../message.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { wechat } from './adapter.ts'
import type { WechatConfig } from './config.ts'
import { wechatSignature } from './proof.ts'
import { seal } from './seal.ts'

const plainSettings = {
  appId: 'wx2c2769f8efd9abc2',
  appSecret: '0123456789abcdef0123456789abcdef',
  token: 'aTokenOfOurOwn',
}
const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const sealedSettings = { ...plainSettings, encodingAesKey }
const now = new Date(1767225601000)
const context = {
  now,
  deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b',
  accessToken: { token: '88_an-invented-token', expiresAt: now.getTime() + 7_200_000 },
}
const to = { type: 'user' as const, id: 'oKJw86Vd2mQx0n3b7TzLr4cYpHsE' }
const config = wechat.parseConfig(plainSettings)
const [send] = wechat.compose(textMessage('谢谢您'), to, config, context)
const [menu] = wechat.compose(textMessage('好吗？', [{ label: '好', payload: 'yes' }]), to, config, context)
const question = wechat.authorise(config, { now })
if (send === undefined || menu?.fallback === undefined || question === null) throw new Error('nothing composed')

const answer = (body: object | string, status = 200): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const error = (errcode: number, errmsg = 'their words') => answer({ errcode, errmsg })
const verdict = (code: number, outcome: Subject<WechatConfig>['verdicts'][number]['outcome'], meaning: string) => ({
  name: `${code} is ${meaning}`,
  request: send,
  response: error(code),
  outcome,
})

const stamp = (at: Date) => ({ timestamp: String(Math.floor(at.getTime() / 1000)), nonce: '1320562132' })

function signPlain(body: Uint8Array, at: Date) {
  const { timestamp, nonce } = stamp(at)
  const signature = wechatSignature(plainSettings.token, timestamp, nonce)
  const query = { signature, timestamp, nonce, openid: to.id }
  return { method: 'POST', path: '/hooks/key', query, headers: {}, body }
}

/** Compatible mode is this with the plain fields beside `Encrypt`; they are not read. */
function signSealed(body: Uint8Array, at: Date) {
  const { timestamp, nonce } = stamp(at)
  const sealed = seal(body, new TextEncoder().encode('aaaabbbbccccdddd'), sealedSettings)
  const msg_signature = wechatSignature(plainSettings.token, timestamp, nonce, sealed)
  const xml = `<xml><ToUserName><![CDATA[gh_5f2a90c1d3e4]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`
  const query = { ...signPlain(body, at).query, encrypt_type: 'aes', msg_signature }
  return { method: 'POST', path: '/hooks/key', query, headers: {}, body: new TextEncoder().encode(xml) }
}

const subject: Subject<WechatConfig> = {
  adapter: wechat,
  settings: plainSettings,
  badSettings: [
    { settings: { ...plainSettings, appId: 'gh_5f2a90c1d3e4' }, field: 'appId' },
    { settings: { ...plainSettings, appSecret: 'short' }, field: 'appSecret' },
    { settings: { ...plainSettings, token: 'with a space' }, field: 'token' },
    { settings: { ...plainSettings, encodingAesKey: `${encodingAesKey}=` }, field: 'encodingAesKey' },
    { settings: null, field: '' },
  ],
  now,
  sign: signPlain,
  proof: { place: 'query', name: 'signature', covers: 'sender', toleranceSeconds: 600 },
  recordings: readRecordings(new URL('recorded/', import.meta.url)),
  unknownEvent:
    '<xml><FromUserName>o1</FromUserName><CreateTime>1767225600</CreateTime><MsgType>event</MsgType><Event>wave</Event><Hand><Side>left</Side></Hand></xml>',
  redeliver: (body) => body,
  to,
  context,
  inspect,
  verdicts: [
    {
      name: 'errcode 0 is accepted, without an id where WeChat gives none',
      request: send,
      response: error(0, 'ok'),
      outcome: { kind: 'accepted', providerIds: [] },
    },
    {
      name: 'the id of a template message is exact to the last digit',
      request: send,
      response: answer('{"errcode":0,"errmsg":"ok","msgid":3221283523098279936}'),
      outcome: { kind: 'accepted', providerIds: ['3221283523098279936'] },
    },
    verdict(45065, { kind: 'accepted', providerIds: [] }, 'taken at an earlier attempt'),
    verdict(45015, { kind: 'window_closed' }, 'W6: not sent, the 48 hours are over'),
    verdict(45047, { kind: 'window_closed' }, 'W6: not sent, the five messages are spent'),
    ...[43004, 43019, 48002, 50005].map((code) => verdict(code, { kind: 'blocked' }, 'somebody who takes no messages')),
    ...[40001, 40014, 42001, 40013, 40125, 40164, 41001, 48004, 50002].map((code) =>
      verdict(code, { kind: 'auth' }, 'about our token, our address or our account'),
    ),
    verdict(45009, { kind: 'quota' }, 'the quota of the day'),
    verdict(45011, { kind: 'rate_limited', waitSeconds: 60 }, 'the count of a minute'),
    verdict(-1, { kind: 'rate_limited' }, 'a busy WeChat that took nothing'),
    ...[40003, 40037, 43101, 45002, 47003, 48001].map((code) =>
      verdict(code, { kind: 'rejected', code: String(code), words: 'their words' }, 'a refusal with their words'),
    ),
    {
      name: '40200 says a menu with links',
      request: menu,
      response: error(40200),
      outcome: { kind: 'next', requests: [menu.fallback] },
    },
    {
      name: '40200 on what is no menu is a refusal',
      request: send,
      response: error(40200),
      outcome: { kind: 'rejected', code: '40200', words: 'their words' },
    },
    {
      name: '200 without an errcode may have been anything',
      request: send,
      response: answer('<html>'),
      outcome: { kind: 'unknown' },
    },
    {
      name: 'an answer to a question needs no errcode',
      request: question,
      response: answer({ access_token: 'x', expires_in: 7200 }),
      outcome: { kind: 'accepted', providerIds: [] },
    },
    { name: '502 on a send is unknown', request: send, response: answer('', 502), outcome: { kind: 'unknown' } },
    {
      name: '502 on a question may be asked again',
      request: question,
      response: answer('', 502),
      outcome: { kind: 'retryable' },
    },
    { name: '429 is too fast', request: send, response: answer('', 429), outcome: { kind: 'rate_limited' } },
    {
      name: '412 is a refusal',
      request: send,
      response: answer('Precondition Failed', 412),
      outcome: { kind: 'rejected', code: '412', words: 'Precondition Failed' },
    },
  ],
}

conformance(subject)

describe('receiving what is sealed', () => {
  receiving({
    ...subject,
    settings: sealedSettings,
    sign: signSealed,
    proof: { place: 'query', name: 'msg_signature', covers: 'sender', toleranceSeconds: 600 },
  })
})

const line = z.object({ id: z.string(), content: z.string() })
const sent = z.object({
  text: z.object({ content: z.string() }).optional(),
  msgmenu: z.object({ head_content: z.string(), list: z.array(line) }).optional(),
  news: z.object({ articles: z.tuple([z.object({ title: z.string(), description: z.string() })]) }).optional(),
})

/** Reads a call back. Suggestions are the last lines of the last menu. */
function inspect(
  request: ProviderRequest,
  { message, isLast }: Parameters<Subject<WechatConfig>['inspect']>[1],
): Inspection {
  const { text, msgmenu, news } = sent.parse(JSON.parse(request.body))
  const article = news?.articles[0]
  const lines = msgmenu?.list ?? []
  const suggested = isLast ? Math.min(message.quickReplies.length, wechat.abilities.quickReplies.limit) : 0
  const buttons = lines.slice(0, lines.length - suggested)
  const labels = (of: typeof lines) => of.map(({ content }) => content)
  return {
    words: [text?.content, msgmenu?.head_content, article?.title, article?.description].filter(
      (words) => words !== undefined,
    ),
    texts: [text?.content, msgmenu?.head_content].filter((words) => words !== undefined),
    bubbles: 1,
    buttonLabels: labels(buttons),
    buttonCounts: [buttons.length],
    payloads: lines.map(({ id }) => id),
    quickReplyLabels: [labels(lines.slice(buttons.length))],
  }
}
