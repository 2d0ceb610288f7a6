import { expect, test } from 'vitest'
import { inspect } from './inspect.ts'
import { lineSignature } from './line/receive.ts'

const channelSecret = '0123456789abcdef0123456789abcdef'
const settings = { channelId: '1234567890', channelSecret }
const now = new Date('2026-03-02T02:00:00Z')
const event = {
  ...{ type: 'message', mode: 'active', timestamp: now.getTime(), webhookEventId: 'event-1', replyToken: 'r' },
  source: { type: 'user', userId: 'U1' },
  deliveryContext: { isRedelivery: false },
  message: { type: 'text', id: '1', text: '你好', quoteToken: 'q' },
}
const body = JSON.stringify({ destination: 'U0', events: [event] })
const signed = { 'X-Line-Signature': lineSignature(Buffer.from(body), channelSecret) }

test('a captured webhook is read as the server would read it, its headers in any case, its body as text or in base64', async () => {
  const told = { accepted: true, response: { status: 200 }, events: [{ type: 'message', userId: 'U1', text: '你好' }] }
  expect(await inspect('line', settings, { headers: signed, body }, now)).toMatchObject(told)
  const bodyBase64 = Buffer.from(body).toString('base64')
  expect(await inspect('line', settings, { method: 'POST', headers: signed, bodyBase64 }, now)).toMatchObject(told)
})

test('a header may be a list, and the query may stand in the path', async () => {
  const listed = { 'X-Line-Signature': [lineSignature(Buffer.from(body), channelSecret)] }
  expect(await inspect('line', settings, { headers: listed, body }, now)).toMatchObject({ accepted: true })
  const page = { pageId: '12345', accessToken: 'x'.repeat(20), appSecret: channelSecret, verifyToken: 'v'.repeat(16) }
  const path = `/?hub.mode=subscribe&hub.verify_token=${page.verifyToken}&hub.challenge=42`
  expect(await inspect('messenger', page, { method: 'GET', path }, now)).toMatchObject({ response: { body: '42' } })
})

test('one that is not from the provider is refused, and says how', async () => {
  const forged = await inspect('line', settings, { headers: signed, body: `${body} ` }, now)
  expect(forged).toMatchObject({ accepted: false, response: { status: 401 }, events: [] })
})

test.each([
  ['nothing', undefined, 'request'],
  ['a number as a header', { headers: { 'x-a': 1 } }, 'headers.x-a'],
  ['two bodies', { body: 'a', bodyBase64: 'YQ==' }, 'bodyBase64'],
  ['a body that is not base64', { bodyBase64: '?' }, 'bodyBase64'],
])('%s is refused, naming the field', async (_name, captured, field) => {
  await expect(inspect('line', settings, captured, now)).rejects.toThrow(
    expect.objectContaining({ code: 'channels.capture-invalid', field }),
  )
})

test('settings that do not fit the channel are refused', async () => {
  await expect(inspect('line', {}, { body }, now)).rejects.toThrow(
    expect.objectContaining({ code: 'channels.config-invalid' }),
  )
})
