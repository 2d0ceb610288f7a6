import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type OutboundMessage, textMessage } from '../../channels/message.ts'
import { newId } from '../../platform/ids.ts'
import { sendMessage } from '../actions.ts'
import { applyReceipt } from '../arriving/receipts.ts'
import type { Sending, Sent } from '../conversation.ts'
import { listMessages } from '../inbox/store.ts'
import { answerAll, type ManyChannels, type Met, openManyChannels, providerOf } from '../many-channels.fixture.ts'

let chat: ManyChannels
beforeAll(async () => {
  chat = await openManyChannels(['line', 'telegram', 'whatsapp'])
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.answer = answerAll
  chat.sent.length = 0
  chat.clock.set('2026-03-02T02:00:00Z')
})

const template = { kind: 'whatsapp', name: 'treated', language: 'zh_TW', values: { '1': 'Star' } }
const news: OutboundMessage = textMessage('Star has had the operation')

test('a window that has closed meanwhile: the message goes on to another channel, once, and has one outcome', async () => {
  const met = await chat.meet({ whatsapp: 23, telegram: 50 })
  const sent = await queue(met, { content: news })
  expect(await route(sent)).toMatchObject({ kind: 'whatsapp', route: { by: 'session', why: 'cheapest', others: 1 } })
  chat.clock.advance(2 * 3_600_000)
  await chat.settleAll()
  expect(chat.reached()).toEqual(['telegram'])
  expect(await route(sent)).toMatchObject({
    ...{ kind: 'telegram', state: 'sent', reason: null },
    route: { by: 'push', why: 'window_closed', others: 0 },
  })
  expect(await ends(met)).toEqual(['telegram sent', 'whatsapp skipped rerouted'])
})

test('each thread shows once what became of its own message, also where a delivery took the place of another', async () => {
  const met = await chat.meet({ whatsapp: 23, telegram: 50 })
  const sent = await queue(met, { content: news })
  const [born] = await chat.rows(
    `select message_id = delivery_id as own from deliveries where delivery_id = '${idOf(sent)}'`,
  )
  expect(born).toEqual({ own: true })
  chat.clock.advance(2 * 3_600_000)
  await chat.settleAll()
  expect(await shown(met, 'telegram')).toEqual([{ id: idOf(sent), state: 'sent' }])
  expect(await shown(met, 'whatsapp')).toEqual([{ id: expect.not.stringMatching(idOf(sent)), state: 'skipped' }])
})

test('a window that has closed meanwhile: its template is taken before another channel', async () => {
  const met = await chat.meet({ whatsapp: 23, telegram: 50 })
  const sent = await queue(met, { content: { ...news, templates: [template] } })
  chat.clock.advance(2 * 3_600_000)
  await chat.settleAll()
  expect(chat.reached()).toEqual(['whatsapp'])
  expect(await route(sent)).toMatchObject({ kind: 'whatsapp', state: 'sent', route: { by: 'template' } })
})

test('whoever has left one channel is told on another; whoever has left all is not, and the row says why', async () => {
  const [two, one] = [await chat.meet({ telegram: 1, line: 2 }), await chat.meet({ telegram: 1 })]
  const [goes, stays] = [await queue(two, { content: news }), await queue(one, { content: news })]
  for (const met of [two, one])
    await chat.rows(
      `update identities set state = 'unfollowed' where identity_id = '${met.identities.get('telegram')}'`,
    )
  await chat.settleAll()
  expect(await route(goes)).toMatchObject({ kind: 'line', state: 'sent', route: { by: 'push', why: 'unfollowed' } })
  expect(await route(stays)).toMatchObject({ kind: 'telegram', state: 'skipped', reason: 'unfollowed' })
  expect(chat.reached()).toEqual(['line'])
})

test('each conversation is tried once: refused everywhere, a message ends with the last reason', async () => {
  const met = await chat.meet({ telegram: 1, whatsapp: 2, line: 3 })
  chat.answer = (request) =>
    providerOf(request) === 'telegram'
      ? Response.json(
          { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
          { status: 403 },
        )
      : providerOf(request) === 'whatsapp'
        ? Response.json({ error: { code: 131047, message: 'Re-engagement message' } }, { status: 400 })
        : Response.json({ message: 'You have reached your monthly limit.' }, { status: 429 })
  const sent = await queue(met, { content: news })
  await chat.settleAll()
  expect(chat.reached()).toEqual(['telegram', 'whatsapp', 'line'])
  expect(await route(sent)).toMatchObject({ kind: 'line', state: 'queued', reason: 'quota' })
  expect(await ends(met)).toEqual(['line queued quota', 'telegram skipped rerouted', 'whatsapp skipped rerouted'])
  await chat.rows('update channel_accounts set last_failure = null, messages_left = null')
})

test('a plan used up while sending: what can go elsewhere does at once, the rest waits for the plan', async () => {
  const people = [
    await chat.meet({ line: 1, telegram: 400 }),
    await chat.meet({ line: 1 }),
    await chat.meet({ line: 1 }),
  ]
  for (const met of people.slice(0, 1))
    await chat.rows(
      `update identities set state = 'unfollowed' where identity_id = '${met.identities.get('telegram')}'`,
    )
  const sent = []
  for (const met of people) sent.push(await queue(met, { content: news }))
  await chat.rows(`update identities set state = 'following' where state = 'unfollowed'`)
  chat.answer = (request) =>
    providerOf(request) === 'line'
      ? Response.json({ message: 'You have reached your monthly limit.' }, { status: 429 })
      : answerAll(request)
  await chat.settleAll()
  const states = await Promise.all(sent.map(route))
  expect(states.map(({ kind, state, reason }) => [kind, state, reason])).toEqual([
    ['telegram', 'sent', null],
    ['line', 'queued', 'quota'],
    ['line', 'queued', 'quota'],
  ])
  await chat.rows('update channel_accounts set last_failure = null, messages_left = null')
  await chat.rows(`update deliveries set state = 'cancelled' where state = 'queued'`)
})

test('an answer typed into a conversation stays in it, whatever stands in the way', async () => {
  const met = await chat.meet({ whatsapp: 30, telegram: 1 })
  const conversationId = met.conversations.get('whatsapp') ?? ''
  const sent = await chat.scope.transaction((transaction) =>
    sendMessage(transaction, { conversationId }, { content: news, purpose: 'service', author: { kind: 'member' } }),
  )
  await chat.settleAll()
  expect(await route(sent)).toMatchObject({ kind: 'whatsapp', state: 'skipped', reason: 'window_closed' })
  expect(chat.sent).toEqual([])
})

test('a receipt written to a person goes on as well; a message of which a part was heard does not', async () => {
  const met = await chat.meet({ telegram: 1, whatsapp: 2 })
  const receipt = await queue(met, { content: textMessage('Your receipt'), purpose: 'service' })
  await chat.rows(`update identities set state = 'blocked' where identity_id = '${met.identities.get('telegram')}'`)
  await chat.settleAll()
  expect(await route(receipt)).toMatchObject({ kind: 'whatsapp', state: 'sent' })

  const other = await chat.meet({ telegram: 1, whatsapp: 2 })
  let heard = 0
  chat.answer = (request) =>
    heard++ === 0
      ? answerAll(request)
      : Response.json(
          { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
          { status: 403 },
        )
  const two = await queue(other, {
    content: { blocks: [...news.blocks, ...textMessage('x'.repeat(5000)).blocks], quickReplies: [] },
  })
  await chat.settleAll()
  expect(await route(two)).toMatchObject({ kind: 'telegram', state: 'skipped', reason: 'blocked' })
})

test('what was taken and comes back later goes on as well, unless it had arrived', async () => {
  for (const [before, ended] of [
    ['sent', 'telegram sent'],
    ['delivered', 'whatsapp delivered'],
  ] as const) {
    const sent = await queue(await chat.meet({ whatsapp: 1, telegram: 50 }), { content: news })
    await chat.settleAll()
    const [part] = await chat.rows(`select provider_id from delivery_parts where delivery_id = '${idOf(sent)}'`)
    const about = { type: 'delivery', messageId: String(part?.provider_id), at: chat.clock.now().getTime() } as const
    const event = { ...about, dedupeKey: 'd', attachments: [], redelivered: false, standby: false }
    const failure = { code: '131047', words: 'Re-engagement message', meaning: 'window_closed' } as const
    await chat.scope.transaction(async (transaction) => {
      await applyReceipt(transaction, { ...event, status: before })
      await applyReceipt(transaction, { ...event, status: 'failed', failure })
    })
    await chat.settleAll()
    const { kind, state } = await route(sent)
    expect(`${kind} ${state}`).toBe(ended)
  }
})

test('counts by source find every message once, wherever it has gone', async () => {
  const source = { kind: 'broadcast', id: newId(chat.clock.now()) }
  const met = await chat.meet({ whatsapp: 23, telegram: 50 })
  await queue(met, { content: news, source })
  chat.clock.advance(2 * 3_600_000)
  await chat.settleAll()
  const counted = await chat.rows(
    `select state, count(*)::int as n from deliveries where source_id = '${source.id}' group by 1`,
  )
  expect(counted).toEqual([{ state: 'sent', n: 1 }])
})

function queue({ personId }: Met, more: Pick<Sending, 'content'> & Partial<Sending>): Promise<Sent> {
  const sending: Sending = { purpose: 'feedback', author: { kind: 'system' }, ...more }
  return chat.scope.transaction((transaction) => sendMessage(transaction, { personId }, sending))
}

function idOf(sent: Sent): string {
  if (sent.outcome !== 'queued') throw new Error(`skipped: ${sent.reason}`)
  return sent.deliveryId
}

async function route(sent: Sent): Promise<Record<string, unknown>> {
  const [row] = await chat.rows(`
    select a.kind, d.state, d.reason, d.route from deliveries d join channel_accounts a using (channel_account_id)
    where delivery_id = '${idOf(sent)}'`)
  return row ?? {}
}

async function shown({ conversations }: Met, kind: 'telegram' | 'whatsapp'): Promise<unknown[]> {
  const { items } = await listMessages(chat.scope, conversations.get(kind) ?? '', undefined, 50)
  return items.flatMap(({ delivery }) => (delivery ? [{ id: delivery.id, state: delivery.state }] : []))
}

async function ends({ conversations }: Met): Promise<unknown[]> {
  const ids = [...conversations.values()].map((id) => `'${id}'`).join()
  const rows = await chat.rows(`
    select concat_ws(' ', a.kind, d.state, d.reason) as ended from deliveries d
    join channel_accounts a using (channel_account_id) where d.conversation_id in (${ids}) order by 1`)
  return rows.map(({ ended }) => ended)
}
