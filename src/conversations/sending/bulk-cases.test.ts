import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type OutboundMessage, textMessage } from '../../channels/message.ts'
import { linkIdentity, setIdentityState } from '../../people/identities.ts'
import { newId } from '../../platform/ids.ts'
import { sendMessage } from '../actions.ts'
import type { Sending, Sent } from '../conversation.ts'
import { replyAsMember } from '../inbox/inbox.ts'
import { answerAll, type ManyChannels, type Met, openManyChannels } from '../many-channels.fixture.ts'
import { echo, lineText } from '../testing.ts'
import { claimDue } from './claim.ts'
import { attemptLimit } from './delivery.ts'
import { changeSending, usualSending } from './sending-settings.ts'

let chat: ManyChannels
beforeAll(async () => {
  chat = await openManyChannels(['line', 'telegram', 'messenger'])
  await changeSending(chat.scope, { ...usualSending, appeals: { messages: null, days: 7 } })
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.answer = answerAll
  chat.sent.length = 0
  chat.clock.set('2026-03-02T02:00:00Z')
})

const news: OutboundMessage = textMessage('news for everybody')

test('K7: STOP on one channel of a donor known on two: feedback goes by the other, receipts by either', async () => {
  const met = await merged()
  expect(await send(met, null, 'feedback')).toMatchObject({ conversationId: met.conversations.get('telegram') })
  await chat.settleAll()
  await chat.agree(met.personId, 'feedback', false, 'telegram')
  expect(await send(met, 'telegram', 'feedback')).toEqual({ outcome: 'skipped', reason: 'opted_out' })
  expect(await send(met, 'line', 'feedback')).toMatchObject({ outcome: 'queued' })
  expect(await send(met, null, 'feedback')).toMatchObject({ conversationId: met.conversations.get('line') })
  expect(await send(met, 'telegram', 'service')).toMatchObject({ outcome: 'queued' })
  await chat.settleAll()
  expect(chat.reached().toSorted()).toEqual(['line', 'line', 'telegram', 'telegram'])
})

test('K7: STOP on all channels, said on either record before they were one: nothing but receipts goes anywhere', async () => {
  const met = await merged(true)
  for (const kind of ['line', 'telegram', null] as const)
    expect(await send(met, kind, 'feedback')).toEqual({ outcome: 'skipped', reason: 'opted_out' })
  expect(await send(met, 'telegram', 'service')).toMatchObject({ outcome: 'queued' })
  expect(await send(met, 'line', 'service')).toMatchObject({ outcome: 'queued' })
})

test('K7: STOP on one channel while a message for it waits: it is not sent, there or anywhere', async () => {
  const met = await chat.meet({ line: 1, telegram: 2 })
  const sent = await send(met, 'line', 'feedback')
  await chat.agree(met.personId, 'feedback', false, 'line')
  await chat.settleAll()
  expect(await endOf(sent)).toBe('skipped opted_out')
  expect(chat.sent).toEqual([])
})

test('B4: too fast slows and loses nobody, what never answers is tried so often, what is refused says why; all are counted', async () => {
  const source = { kind: 'broadcast', id: newId(chat.clock.now()) }
  const names = ['fine', 'busy', 'down', 'wrong']
  for (let n = 0; n < 12; n++) {
    const name = names[n % 4]
    // LINE recognises what it is sent twice, so that it may be sent again.
    const met = await chat.meet(name === 'down' ? { line: 1 } : { telegram: 1 })
    await send(met, null, 'appeals', { source, content: textMessage(`to ${name}`) })
  }
  const asked = new Map<string, number>()
  chat.answer = (request) => {
    const name = names.find((one) => request.body.includes(one)) ?? ''
    const { chat_id: chatId, to } = JSON.parse(request.body)
    const key = `${name} ${chatId ?? to}`
    asked.set(key, (asked.get(key) ?? 0) + 1)
    if (name === 'busy' && asked.get(key) === 1)
      return Response.json({ ok: false, error_code: 429, parameters: { retry_after: 30 } }, { status: 429 })
    if (name === 'down') return new Response('', { status: 502 })
    if (name === 'wrong')
      return Response.json({ ok: false, error_code: 400, description: 'Bad Request' }, { status: 400 })
    return answerAll(request)
  }
  await chat.settleAll()
  // The first "too fast" slows the whole account: how far it had come by then is the pace's affair.
  const slowed = await totals(source.id)
  expect(slowed).toMatchObject({ 'queued rate_limited': expect.any(Number), 'queued unreachable': 3 })
  expect(Object.keys(slowed).filter((one) => one.startsWith('failed') && one !== 'failed rejected')).toEqual([])
  expect(Object.values(slowed).reduce((sum, one) => sum + one, 0)).toBe(12)
  for (let n = 0; n < 2 * attemptLimit; n++) {
    chat.clock.advance(601_000)
    await chat.settleAll()
  }
  expect(await totals(source.id)).toEqual({ sent: 6, 'failed rejected': 3, 'failed unreachable': 3 })
  expect(Math.max(...asked.values())).toBe(attemptLimit)
})

test('B8: a member’s answer written after all bulk messages is claimed before all of them', async () => {
  const met = await chat.meet({ line: 1 })
  const conversationId = met.conversations.get('line') ?? ''
  for (let n = 0; n < 20; n++) await send(await chat.meet({ line: 1 }), 'line', 'appeals')
  await replyAsMember(chat.scope, conversationId, { text: 'Good evening', clientKey: 'key-of-b8' })
  const claimed: string[] = []
  for (const priority of [0, 1] as const) {
    const claim = {
      channelAccountId: chat.channelAccountId,
      priority,
      limit: 5,
      mayStillGo: async () => new Set<string>(),
    }
    const taken = await claimDue(chat.scope, claim)
    claimed.push(...taken.claimed.map((one) => (one.byMember ? 'answer' : 'bulk')))
  }
  expect(claimed).toEqual(['answer', 'bulk', 'bulk', 'bulk', 'bulk', 'bulk'])
  await chat.rows(`update deliveries set state = 'cancelled' where state in ('queued', 'sending')`)
})

test('B9: whom a flow holds when the batch runs is written to later, and nobody else waits for it', async () => {
  const [held, free] = [await chat.meet({ line: 1 }), await chat.meet({ line: 1 })]
  const waits = await send(held, 'line', 'appeals')
  const goes = await send(free, 'line', 'appeals')
  const flow = await chat.context.databases.owner.connect()
  await flow.query('begin')
  await flow.query(`select from identities where identity_id = '${held.identities.get('line')}' for update`)
  await flow.query(`select from deliveries where delivery_id = '${idOf(waits)}' for update`)
  await chat.settleAll()
  expect([await endOf(waits), await endOf(goes)]).toEqual(['queued', 'sent'])
  await flow.query('rollback')
  flow.release()
  await chat.settleAll()
  expect(await endOf(waits)).toBe('sent')
  expect(chat.sent).toHaveLength(2)
})

test('B9: whom a script is just answering when the batch runs hears the answer and the batch, each once', async () => {
  const met = await chat.meet({ line: 1 })
  const [row] = await chat.rows(`select address from identities where identity_id = '${met.identities.get('line')}'`)
  const waits = await send(met, 'line', 'appeals')
  chat.respond = async (transaction, turn) => {
    await echo(transaction, turn)
    await chat.board.sender.run(chat.organisationId, chat.channelAccountId)
  }
  await chat.post(lineText(String(row?.address), 'still there?', { at: chat.clock.now() }))
  await chat.board.process(chat.organisationId, chat.channelAccountId)
  await chat.settleAll()
  expect(await endOf(waits)).toBe('sent')
  const said = chat.sent.map(({ body }) => JSON.parse(body).messages[0].text)
  expect(said.toSorted()).toEqual(['> still there?', 'news for everybody'])
})

test('K8: whoever has blocked the bot is tried once and written to no more; back again they hear what they agreed to', async () => {
  // Telegram, told above to slow down, remembers until when.
  chat.clock.set('2026-03-03T02:00:00Z')
  const met = await chat.meet({ telegram: 1 })
  const blocked = { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' }
  chat.answer = () => Response.json(blocked, { status: 403 })
  const first = await send(met, 'telegram', 'feedback')
  await chat.settleAll()
  for (const purpose of ['service', 'feedback', 'appeals'] as const)
    expect(await send(met, 'telegram', purpose)).toEqual({ outcome: 'skipped', reason: 'blocked' })
  chat.clock.advance(3_600_000)
  await chat.settleAll()
  expect(await endOf(first)).toBe('skipped blocked')
  expect(chat.sent).toHaveLength(1)
  await chat.agree(met.personId, 'appeals', false)
  const identityId = met.identities.get('telegram') ?? ''
  await chat.scope.transaction((tx) => setIdentityState(tx, identityId, 'following', chat.clock.now()))
  chat.answer = answerAll
  expect(await send(met, 'telegram', 'appeals')).toEqual({ outcome: 'skipped', reason: 'opted_out' })
  const again = await send(met, 'telegram', 'feedback')
  await chat.settleAll()
  expect(await endOf(again)).toBe('sent')
})

test('W5: on Messenger after a day what a member types is sent for a week, and bulk is not', async () => {
  const met = await chat.meet({ messenger: 25 })
  const conversationId = met.conversations.get('messenger') ?? ''
  expect(await send(met, null, 'feedback')).toEqual({ outcome: 'skipped', reason: 'window_closed' })
  const bulk = await send(met, 'messenger', 'feedback')
  await replyAsMember(chat.scope, conversationId, { text: 'Good evening', clientKey: 'key-of-w5-a' })
  await chat.settleAll()
  expect(chat.sent.map(({ body }) => JSON.parse(body).tag)).toEqual(['HUMAN_AGENT'])
  expect(await endOf(bulk)).toBe('skipped window_closed')
  chat.clock.advance(143 * 3_600_000)
  await replyAsMember(chat.scope, conversationId, { text: 'Still there?', clientKey: 'key-of-w5-b' })
  await chat.settleAll()
  expect(chat.sent).toHaveLength(1)
})

/** Two records, joined: the one wrote on LINE, the other on Telegram. `refused`: the one had said STOP on all channels. */
async function merged(refused = false): Promise<Met> {
  const [one, other] = [await chat.meet({ line: 1 }), await chat.meet({ telegram: 2 })]
  if (refused) await chat.agree(other.personId, 'feedback', false)
  const identityId = other.identities.get('telegram') ?? ''
  await chat.scope.transaction((transaction) =>
    linkIdentity(transaction, { identityId, personId: one.personId, proof: 'member' }),
  )
  one.conversations.set('telegram', other.conversations.get('telegram') ?? '')
  return one
}

function send(
  { personId, conversations }: Met,
  kind: string | null,
  purpose: Sending['purpose'],
  more: Partial<Sending> = {},
): Promise<Sent> {
  const to = kind === null ? { personId } : { conversationId: conversations.get(kind) ?? '' }
  const sending: Sending = { content: news, purpose, author: { kind: 'system' }, ...more }
  return chat.scope.transaction((transaction) => sendMessage(transaction, to, sending))
}

function idOf(sent: Sent): string {
  if (sent.outcome === 'skipped') throw new Error(sent.reason)
  return sent.deliveryId
}

async function endOf(sent: Sent): Promise<unknown> {
  const [row] = await chat.rows(
    `select concat_ws(' ', state, reason) as ended from deliveries where delivery_id = '${idOf(sent)}'`,
  )
  return row?.ended
}

async function totals(sourceId: string): Promise<Record<string, number>> {
  const rows = await chat.rows(`
    select concat_ws(' ', state, reason) as ended, count(*)::int as n from deliveries
    where source_id = '${sourceId}' group by 1`)
  return Object.fromEntries(rows.map(({ ended, n }) => [String(ended), Number(n)]))
}
