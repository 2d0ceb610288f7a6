import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OutboundMessage } from '../../channels/message.ts'
import { textMessage } from '../../channels/message.ts'
import { recordConsent } from '../../people/consents.ts'
import { cancelDeliveries, sendMessage } from '../actions.ts'
import type { Sending } from '../conversation.ts'
import { replyAsMember } from '../inbox/inbox.ts'
import { readConversation } from '../inbox/store.ts'
import { accept, type ChatHouse, echo, lineEvent, lineText, openChatHouse } from '../testing.ts'
import { settleAbandoned } from './claim.ts'

let chat: ChatHouse
let people = 0
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.respond = async () => {}
  chat.answer = accept
  chat.clock.set('2026-03-02T02:00:00Z')
  chat.sent.length = 0
})

const reply = '/v2/bot/message/reply'
const push = '/v2/bot/message/push'
const paths = () => chat.sent.map(({ url }) => new URL(url).pathname)

test('W7: within the life of the reply token the answer is a reply, later a push with a retry key', async () => {
  chat.respond = echo
  const { address } = await meet()
  chat.sent.length = 0
  await chat.post(lineText(address, 'quick'))
  await chat.settle()
  expect(paths()).toEqual([reply])
  expect(chat.sent[0]?.headers['x-line-retry-key']).toBeUndefined()
  await chat.post(lineText(address, 'slow'))
  chat.board.wake = () => {}
  chat.clock.advance(60_000)
  await chat.settle()
  expect(paths()).toEqual([reply, push])
  expect(chat.sent[1]?.headers['x-line-retry-key']).toMatch(/^[0-9a-f-]{36}$/)
})

test.each([
  ['takes its token', true, [reply, push]],
  ['no longer takes its token', false, [reply, push, push]],
] as const)('W7: of more than five bubbles all arrive, quick replies last, where LINE %s', async (_, takes, ways) => {
  chat.respond = async (transaction, { conversation, event }) => {
    const blocks = Array.from({ length: 7 }, (_, n) => ({ type: 'text' as const, text: `part ${n}` }))
    const content: OutboundMessage = { blocks, quickReplies: [{ label: 'Thanks', payload: 'thanks' }] }
    const { conversationId } = conversation
    await sendMessage(transaction, { conversationId }, { ...service, content, replyTo: event })
  }
  chat.answer = ({ url }) =>
    url.endsWith('reply') && !takes ? Response.json({ message: 'Invalid reply token' }, { status: 400 }) : accept()
  await chat.post(lineText(`U-seven-${takes}`, 'tell me'))
  await chat.settle()
  expect(paths()).toEqual(ways)
  const bubbles = chat.sent.slice(-2).flatMap(({ body }) => JSON.parse(body).messages)
  expect(bubbles.map(({ text }) => text)).toEqual(Array.from({ length: 7 }, (_, n) => `part ${n}`))
  expect(bubbles.map(({ quickReply }) => quickReply !== undefined)).toEqual([...Array(6).fill(false), true])
})

test('K6: consent withdrawn a moment before the batch is sent: not sent, and the row says why', async () => {
  const { personId, conversationId } = await meet()
  await agree(personId, true)
  const sent = await send(conversationId, { ...service, purpose: 'feedback', content: textMessage('news') })
  await agree(personId, false)
  await chat.settle()
  expect(chat.sent).toEqual([])
  expect(await delivery(sent)).toMatchObject({ state: 'skipped', reason: 'opted_out' })
  expect(await send(conversationId, { ...service, purpose: 'feedback' })).toEqual({
    outcome: 'skipped',
    reason: 'opted_out',
  })
})

test('K8: whoever unfollows is not written to, queued messages included; a new follow restores only what consent said', async () => {
  const { address, conversationId } = await meet()
  const queued = await send(conversationId, service)
  await chat.post(lineEvent('unfollow', address, { at: new Date('2026-03-02T02:00:05Z') }))
  await chat.board.process(chat.organisationId, chat.channelAccountId)
  await chat.settle()
  expect(await delivery(queued)).toMatchObject({ state: 'skipped', reason: 'unfollowed' })
  expect(await send(conversationId, service)).toEqual({ outcome: 'skipped', reason: 'unfollowed' })
  await chat.post(lineEvent('follow', address, { at: new Date('2026-03-02T02:00:09Z') }))
  await chat.settle()
  expect(await send(conversationId, service)).toMatchObject({ outcome: 'queued' })
  expect(await send(conversationId, { ...service, purpose: 'appeals' })).toMatchObject({ reason: 'opted_out' })
})

test('Q2 Q8: feedback at exactly 21:00 is held to 09:00 and then sent; a service message at 23:00 goes at once', async () => {
  const { personId, conversationId } = await meet()
  await agree(personId, true)
  chat.clock.set('2026-03-02T13:00:00Z')
  const held = await send(conversationId, { ...service, purpose: 'feedback' })
  await chat.settle()
  expect(await delivery(held)).toMatchObject({ state: 'held', next_attempt_at: new Date('2026-03-03T01:00:00Z') })
  chat.clock.set('2026-03-02T15:00:00Z')
  const answer = await send(conversationId, service)
  await chat.settle()
  expect(await delivery(answer)).toMatchObject({ state: 'sent' })
  chat.clock.set('2026-03-03T00:59:59Z')
  await chat.settle()
  expect(await delivery(held)).toMatchObject({ state: 'held' })
  chat.clock.set('2026-03-03T01:00:00Z')
  await chat.settle()
  expect(await delivery(held)).toMatchObject({ state: 'sent' })
})

test('a crash while sending: a push is sent again with the same key, a reply that may have gone out is unknown', async () => {
  const { address, conversationId } = await meet()
  const pushed = await send(conversationId, service)
  chat.respond = echo
  chat.board.sender.dispatch = () => Promise.resolve()
  await chat.post(lineText(address, 'answer me'))
  await chat.board.process(chat.organisationId, chat.channelAccountId)
  Reflect.deleteProperty(chat.board.sender, 'dispatch')
  await owner(`update deliveries set state = 'sending', sending_at = '2026-03-02T02:00:00Z' where state = 'queued'`)
  chat.clock.advance(119_000)
  expect(await settleAbandoned(chat.scope, () => true, [])).toBe(0)
  chat.clock.advance(2_000)
  expect(await settleAbandoned(chat.scope, () => true, [])).toBe(1)
  await chat.settle()
  expect(paths()).toEqual([push])
  expect(await delivery(pushed)).toMatchObject({ state: 'sent' })
  const unknown = await owner(`select reason from deliveries where state = 'unknown'`)
  expect(unknown).toEqual([{ reason: 'interrupted' }])
})

test('one key sends once, however many ask at the same moment; what came too late is not sent', async () => {
  const { conversationId } = await meet()
  const asked = await Promise.all(
    Array.from({ length: 8 }, () => send(conversationId, { ...service, onceKey: 'thanks:1' })),
  )
  expect(asked.filter(({ outcome }) => outcome === 'queued')).toHaveLength(1)
  const late = await send(conversationId, { ...service, notAfter: new Date('2026-03-02T02:00:10Z') })
  chat.clock.advance(11_000)
  await chat.settle()
  expect(await delivery(late)).toMatchObject({ state: 'skipped', reason: 'expired' })
})

test('single deliveries are withdrawn by name, unless they have left', async () => {
  const { conversationId } = await meet()
  const gone = await send(conversationId, service)
  await chat.settle()
  const [one, other] = [await send(conversationId, service), await send(conversationId, service)]
  const ids = [gone, one].flatMap((sent) => (sent.outcome === 'queued' ? [sent.deliveryId] : []))
  expect(await chat.scope.transaction((tx) => cancelDeliveries(tx, { deliveryIds: ids }))).toBe(1)
  await chat.settle()
  expect(await delivery(gone)).toMatchObject({ state: 'sent' })
  expect(await delivery(one)).toMatchObject({ state: 'cancelled' })
  expect(await delivery(other)).toMatchObject({ state: 'sent' })
})

test('a member who answers silences the script, withdraws what it had queued and sends once per key', async () => {
  const { conversationId } = await meet()
  const queued = await send(conversationId, service)
  const agent = await chat.member('agent')
  const first = await replyAsMember(agent, conversationId, { text: 'I am here', clientKey: 'key-00001' })
  const second = await replyAsMember(agent, conversationId, { text: 'I am here', clientKey: 'key-00001' })
  await chat.settle()
  expect(first.messageId).not.toBeNull()
  expect(second.messageId).toBeNull()
  expect(await delivery(queued)).toMatchObject({ state: 'cancelled' })
  expect(chat.sent).toHaveLength(1)
  const [row] = await owner(`select * from conversations where conversation_id = '${conversationId}'`)
  expect(row).toMatchObject({ waiting_since: null, script_silent_until: new Date('2026-03-02T02:20:00Z') })
  const viewer = await chat.member('viewer')
  await expect(replyAsMember(viewer, conversationId, { text: 'x', clientKey: 'key-00002' })).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
})

test('a token that was taken back before its time is replaced and the message sent, once', async () => {
  const { conversationId } = await meet()
  let refusals = 1
  chat.answer = () => (refusals-- > 0 ? Response.json({ message: 'Authentication failed' }, { status: 401 }) : accept())
  await send(conversationId, service)
  await chat.settle()
  expect(chat.sent).toHaveLength(2)
  expect(await owner(`select state from channel_accounts`)).toEqual([{ state: 'active' }])
})

test('too fast waits and is sent; a used-up plan rests bulk for an hour; refused credentials pause the account', async () => {
  const { personId, conversationId } = await meet()
  await agree(personId, true)
  chat.answer = () =>
    Response.json({ message: 'The API rate limit has been exceeded. Try again later.' }, { status: 429 })
  const slow = await send(conversationId, service)
  await chat.settle()
  expect(await delivery(slow)).toMatchObject({ state: 'queued', reason: 'rate_limited' })
  chat.answer = () => Response.json({ message: 'You have reached your monthly limit.' }, { status: 429 })
  chat.clock.advance(5_000)
  const bulk = await send(conversationId, { ...service, purpose: 'feedback' })
  await chat.settle()
  expect(await delivery(slow)).toMatchObject({ state: 'queued', reason: 'quota' })
  // Refused by the provider too, or held before it was asked: whichever of the two lanes came first.
  expect(await delivery(bulk)).toMatchObject({ state: expect.stringMatching(/^(queued|held)$/), reason: 'quota' })
  chat.answer = accept
  chat.clock.advance(3_600_001)
  await chat.settle()
  expect(await delivery(slow)).toMatchObject({ state: 'sent' })
  expect(await delivery(bulk)).toMatchObject({ state: 'sent' })
  chat.answer = () => Response.json({ message: 'Authentication failed' }, { status: 401 })
  await send(conversationId, service)
  await chat.settle()
  expect(await owner(`select state, last_failure ->> 'code' as code from channel_accounts`)).toEqual([
    { state: 'paused', code: 'auth' },
  ])
  expect((await readConversation(chat.scope, conversationId)).cannotLeave).toBe('auth')
  await owner(`update channel_accounts set state = 'active', last_failure = null`)
  expect((await readConversation(chat.scope, conversationId)).cannotLeave).toBeNull()
})

const service: Sending = { content: textMessage('hello'), purpose: 'service', author: { kind: 'script' } }

async function meet() {
  people += 1
  const address = `U-person-${people}`
  await chat.post(lineText(address, 'hi'))
  await chat.settle()
  chat.sent.length = 0
  const [row] = await owner(
    `select i.person_id as "personId", c.conversation_id as "conversationId" from identities i
     join conversations c using (organisation_id, identity_id) where i.address = '${address}'`,
  )
  return { address, personId: String(row?.personId), conversationId: String(row?.conversationId) }
}

function send(conversationId: string, sending: Sending) {
  return chat.scope.transaction((transaction) => sendMessage(transaction, { conversationId }, sending))
}

function agree(personId: string, granted: boolean) {
  chat.clock.advance(1)
  return chat.scope.transaction((transaction) =>
    recordConsent(transaction, {
      personId,
      purpose: 'feedback',
      channel: 'all',
      granted,
      source: granted ? 'gift_form' : 'stop_word',
      textVersion: '1',
      language: 'en',
    }),
  )
}

async function delivery(sent: Awaited<ReturnType<typeof sendMessage>>) {
  if (sent.outcome !== 'queued') throw new Error(`skipped: ${sent.reason}`)
  const [row] = await owner(`select * from deliveries where delivery_id = '${sent.deliveryId}'`)
  return row
}

async function owner(text: string): Promise<Record<string, unknown>[]> {
  return (await chat.context.databases.owner.query(text)).rows
}
