import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { lineSignature } from '../../channels/line/receive.ts'
import { textMessage } from '../../channels/message.ts'
import { recordConsent } from '../../people/consents.ts'
import { createChannelAccount } from '../accounts.ts'
import { sendMessage } from '../actions.ts'
import { Switchboard } from '../switchboard.ts'
import { accept, type ChatHouse, channelSecret, echo, lineEvent, lineText, openChatHouse } from '../testing.ts'
import { hookRoutes } from './hooks.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.sent.length = 0
  chat.respond = echo
  chat.answer = accept
  chat.clock.set('2026-03-02T02:00:00Z')
})

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 2, 0, second))

test('D1 D2: one webhook fifty times at once to two workers, redelivered or not, is one message and one answer', async () => {
  const other = new Switchboard(chat.context, { respond: echo })
  const once = (redelivered: boolean) =>
    lineText('U-fifty', 'hello', { webhookEventId: 'E1', messageId: 'M1', redelivered })
  const boards = [chat.board, other]
  const statuses = await Promise.all(Array.from({ length: 50 }, (_, n) => postTo(boards[n % 2] ?? other, once(n > 0))))
  await Promise.all([chat.settle(), other.process(chat.organisationId, chat.channelAccountId)])
  expect(await postTo(other, once(true))).toBe(200)
  await chat.settle()
  await other.stop()
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(await query(`select 1 from inbound_events where dedupe_key = 'E1'`)).toHaveLength(1)
  expect(await thread('U-fifty')).toEqual(['hello', '> hello'])
  expect(chat.sent).toHaveLength(1)
})

test('D3: what was stored before a crash is handled after the restart, once', async () => {
  const sleeping = new Switchboard(chat.context, { respond: echo }, false)
  expect(await postTo(sleeping, lineText('U-crash', 'still there?'))).toBe(200)
  await sleeping.stop()
  expect(await thread('U-crash')).toEqual([])
  await chat.settle()
  await chat.settle()
  expect(chat.sent).toHaveLength(1)
  expect(await thread('U-crash')).toEqual(['still there?', '> still there?'])
})

test('D4: what an answer throws takes back its writes; told again and tried again it succeeds, once', async () => {
  const said = { webhookEventId: 'E-again', messageId: 'M-again' }
  let failing = true
  chat.respond = async (transaction, turn) => {
    await echo(transaction, turn)
    if (failing) throw new Error('the script broke')
  }
  await chat.post(lineText('U-again', 'once more', said))
  await chat.settle()
  expect(await thread('U-again')).toEqual([])
  expect(chat.sent).toHaveLength(0)
  failing = false
  expect(await chat.post(lineText('U-again', 'once more', { ...said, redelivered: true }))).toBe(200)
  chat.clock.advance(6_000)
  await chat.settle()
  await chat.settle()
  expect(await thread('U-again')).toEqual(['once more', '> once more'])
})

test('a poison event is set aside after five tries, kept in the thread for a member to answer, and holds up nobody else', async () => {
  chat.respond = async (transaction, turn) => {
    if (turn.event.text === 'poison') throw new Error('cannot digest')
    await echo(transaction, turn)
  }
  await chat.post(lineText('U-poison', 'poison', { at: at(1) }), lineText('U-healthy', 'fine', { at: at(2) }))
  await chat.post(lineText('U-poison', 'after', { at: at(3) }))
  await chat.settle()
  await chat.settle()
  expect(await thread('U-healthy')).toEqual(['fine', '> fine'])
  expect(await thread('U-poison')).toEqual([])
  for (let tries = 0; tries < 5; tries += 1) {
    chat.clock.advance(600_000)
    await chat.settle()
  }
  const note = '自動回覆多次處理這則訊息都失敗，請親自回覆。'
  expect(await thread('U-poison')).toEqual(['poison', 'after', note, '> after'])
  expect(await conversation('U-poison')).toMatchObject([{ state: 'waiting' }])
  const kept = await query(`select failure from inbound_events where sender = 'U-poison' and failure is not null`)
  expect(kept).toHaveLength(1)
})

test('D6: the same words twice are two messages', async () => {
  await chat.post(lineText('U-twice', 'same', { at: at(1) }))
  await chat.post(lineText('U-twice', 'same', { at: at(2) }))
  await chat.settle()
  // The first may be answered before the second has come.
  expect((await thread('U-twice')).toSorted()).toEqual(['> same', '> same', 'same', 'same'])
})

test('D8: one event id and message id on two accounts are two messages', async () => {
  const second = await createChannelAccount(chat.scope, {
    kind: 'line',
    name: 'second',
    config: { channelId: '2222222222', channelSecret },
  })
  const [row] = await query(`select hook_key from channel_accounts where channel_account_id = '${second}'`)
  const event = lineText('U-both', 'both', { webhookEventId: 'same-id', messageId: 'same-message' })
  await chat.post(event)
  const body = JSON.stringify({ destination: 'U0', events: [event] })
  const headers = { 'x-line-signature': lineSignature(Buffer.from(body), channelSecret) }
  await hookRoutes(chat.board).request(`/hooks/${row?.hook_key}`, { method: 'POST', body, headers })
  await chat.board.process(chat.organisationId, second)
  await chat.settle()
  const kept = await query(`select distinct conversation_id from messages where provider_message_id = 'same-message'`)
  expect(kept).toHaveLength(2)
})

test('D10: a wrong signature is 401 and stores nothing; the right one over raw bytes passes with emoji and escapes', async () => {
  const before = await query('select 1 from inbound_events')
  const body = JSON.stringify({ destination: 'U0', events: [lineText('U-emoji', '🎁 a/b')] }).replace('a/b', 'a\\/b')
  expect(await chat.postRaw(body, 'bm90IHJpZ2h0')).toBe(401)
  expect(await query('select 1 from inbound_events')).toHaveLength(before.length)
  expect(await chat.postRaw(body)).toBe(200)
  await chat.settle()
  expect(await thread('U-emoji')).toEqual(['🎁 a/b', '> 🎁 a/b'])
})

test('a key that leads nowhere is 404, a body over 1 MB is 413, a NUL is stored', async () => {
  const known = chat.hookKey
  chat.hookKey = 'nowhere'
  expect(await chat.post()).toBe(404)
  chat.hookKey = known
  expect(await chat.postRaw('x'.repeat(1024 * 1024 + 1))).toBe(413)
  expect(await chat.post(lineText('U-nul', 'a\u0000b'), lineText('U-nul', 'c'))).toBe(200)
  await chat.settle()
  expect(await thread('U-nul')).toHaveLength(4)
})

test('O5: what happened earlier stands earlier, however late it came', async () => {
  chat.respond = async () => {}
  await chat.post(lineText('U-late', 'second', { at: at(3) }))
  await chat.settle()
  await chat.post(lineText('U-late', 'first', { at: at(1) }))
  await chat.settle()
  expect(await thread('U-late')).toEqual(['first', 'second'])
  const [row] = await conversation('U-late')
  expect(row).toMatchObject({ unread_count: 2, preview: 'second', waiting_since: at(1) })
})

test('O6: an unfollow from before a follow changes nothing', async () => {
  await chat.post(lineEvent('follow', 'U-back', { at: at(9) }))
  await chat.settle()
  await chat.post(lineEvent('unfollow', 'U-back', { at: at(5) }))
  await chat.settle()
  expect(await query(`select state from identities where address = 'U-back'`)).toEqual([{ state: 'following' }])
})

test('O7: an unsend before its message leaves a tombstone, after it deletes the words', async () => {
  chat.respond = async () => {}
  const unsend = (messageId: string) => ({ ...lineEvent('unsend', 'U-unsend', { at: at(9) }), unsend: { messageId } })
  await chat.post(unsend('gone-1'))
  await chat.settle()
  await chat.post(lineText('U-unsend', 'secret one', { messageId: 'gone-1', at: at(1) }))
  await chat.post(lineText('U-unsend', 'secret two', { messageId: 'gone-2', at: at(2) }))
  await chat.settle()
  await chat.post(unsend('gone-2'))
  await chat.settle()
  const kept = await query(
    `select content::text || coalesce(unsent_at::text, '-') as row from messages
     union all select event::text from inbound_events where sender = 'U-unsend'
     union all select preview from conversations`,
  )
  expect(kept.filter(({ row }) => /secret/.test(String(row)))).toEqual([])
  expect(await thread('U-unsend')).toEqual([undefined, undefined])
})

test('O7: what is unsent is gone from the inbox too, though something told to many came after it', async () => {
  chat.respond = async () => {}
  await chat.post(lineText('U-told-since', 'secret three', { messageId: 'gone-3', at: at(1) }))
  await chat.settle()
  const read = async () => {
    const rows = await query(`select conversation_id, identities.person_id, preview from conversations
      join identities using (organisation_id, identity_id) where address = 'U-told-since'`)
    return rows[0]
  }
  const before = await read()
  expect(before).toMatchObject({ preview: 'secret three' })
  chat.clock.advance(60_000)
  const source = { kind: 'broadcast', id: '00000000-0000-4000-8000-000000000001' }
  const told = { content: textMessage('news'), purpose: 'appeals', author: { kind: 'system' }, source } as const
  const sent = await chat.scope.transaction(async (tx) => {
    const consent = { channel: 'all', source: 'gift_form', textVersion: '1', language: 'en' } as const
    await recordConsent(tx, { personId: String(before?.person_id), purpose: 'appeals', granted: true, ...consent })
    return sendMessage(tx, { conversationId: String(before?.conversation_id) }, told)
  })
  expect(sent).toMatchObject({ outcome: 'queued' })
  expect(await read()).toMatchObject({ preview: 'secret three' })
  await chat.post({ ...lineEvent('unsend', 'U-told-since', { at: at(9) }), unsend: { messageId: 'gone-3' } })
  await chat.settle()
  expect(await read()).toMatchObject({ preview: '' })
})

test('P4: people another worker holds are left to it; when it dies they are handled, once', async () => {
  await chat.post(lineText('U-held', 'one', { at: at(1) }))
  await chat.settle()
  const other = new pg.Client(chat.context.settings.databaseUrl)
  await other.connect()
  const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid')
  await other.query(`begin; select 1 from identities where address = 'U-held' for update`)
  await chat.post(lineText('U-held', 'two', { at: at(2) }), lineText('U-free', 'free', { at: at(2) }))
  await chat.settle()
  expect(await thread('U-free')).toEqual(['free', '> free'])
  expect(await thread('U-held')).toEqual(['one', '> one'])
  other.on('error', () => {})
  await query(`select pg_terminate_backend(${rows[0]?.pid}, 5000)`)
  await chat.settle()
  await chat.settle()
  expect(await thread('U-held')).toEqual(['one', '> one', 'two', '> two'])
})

test('P4: a worker killed in the midst of somebody’s step leaves nothing of it; who comes next does it, once', async () => {
  let steps = 0
  chat.respond = async (transaction, turn) => {
    await echo(transaction, turn)
    steps += 1
    if (steps > 1) return
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction.db)
    await query(`select pg_terminate_backend(${rows[0]?.pid}, 5000)`)
  }
  await chat.post(lineText('U-killed', 'still me'))
  await chat.settle()
  await chat.settle()
  expect(steps).toBe(2)
  expect(await thread('U-killed')).toEqual(['still me', '> still me'])
  expect(chat.sent).toHaveLength(1)
})

test('P1: 500 messages of one person over 16 connections are all stored, counted and answered in order', async () => {
  const seen: string[] = []
  chat.respond = async (transaction, turn) => {
    seen.push(turn.event.text ?? '')
    await sendMessage(
      transaction,
      { conversationId: turn.conversation.conversationId },
      {
        content: textMessage(`${turn.event.text}`),
        purpose: 'service',
        author: { kind: 'script' },
        replyTo: turn.event,
      },
    )
  }
  const words = Array.from({ length: 500 }, (_, n) => String(n).padStart(3, '0'))
  // The worker sleeps until all has arrived: sixteen connections may overtake each other on the way in.
  const asleep = new Switchboard(chat.context, { respond: chat.respond }, false)
  const queue = [...words.entries()]
  const connection = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [n, text] = next
      expect(await postTo(asleep, lineText('U-many', text, { at: new Date(at(0).getTime() + n) }))).toBe(200)
    }
  }
  await Promise.all(Array.from({ length: 16 }, connection))
  await asleep.stop()
  await chat.settle()
  const [row] = await conversation('U-many')
  expect(row).toMatchObject({ unread_count: 0, message_count: 1000 })
  expect(seen).toEqual(words)
  const bodies = chat.sent.map(({ body }) => JSON.parse(body).messages[0].text)
  expect(bodies).toEqual(words)
})

test('P1: while they come, to two workers, a count that is read and written back loses none of 200', async () => {
  await query(`create table tally (n integer); insert into tally values (0); grant select, update on tally to public`)
  chat.respond = async (transaction, turn) => {
    const { rows } = await sql<{ n: number }>`select n from tally`.execute(transaction.db)
    await echo(transaction, turn)
    await sql`update tally set n = ${(rows[0]?.n ?? 0) + 1}`.execute(transaction.db)
  }
  const other = new Switchboard(chat.context, { respond: (tx, turn) => chat.respond(tx, turn) })
  const boards = [chat.board, other]
  const queue = Array.from({ length: 200 }, (_, n) => n)
  const connection = async () => {
    for (let n = queue.shift(); n !== undefined; n = queue.shift())
      expect(await postTo(boards[n % 2] ?? other, lineText('U-tally', `${n}`, { at: at(n) }))).toBe(200)
  }
  await Promise.all(Array.from({ length: 16 }, connection))
  for (let round = 0; round < 3; round += 1)
    await Promise.all([chat.settle(), other.process(chat.organisationId, chat.channelAccountId)])
  await other.stop()
  expect(await query('select n from tally')).toEqual([{ n: 200 }])
  const heard = chat.sent.map(({ body }) => JSON.parse(body).messages[0].text)
  expect(heard.toSorted()).toEqual(Array.from({ length: 200 }, (_, n) => `> ${n}`).toSorted())
})

test('with the database gone a webhook is 503, so that its sender tries again', async () => {
  const gone = new pg.Pool({ host: '127.0.0.1', port: 1 })
  const databases = { ...chat.context.databases, ingest: gone }
  const broken = new Switchboard({ ...chat.context, databases }, { respond: echo })
  expect(await postTo(broken, lineText('U-down', 'hello'))).toBe(503)
  await gone.end()
  expect(await query(`select 1 from inbound_events where sender = 'U-down'`)).toHaveLength(0)
})

async function postTo(board: Switchboard, event: object): Promise<number> {
  const body = JSON.stringify({ destination: 'U0', events: [event] })
  const headers = { 'x-line-signature': lineSignature(Buffer.from(body), channelSecret) }
  return (await hookRoutes(board).request(`/hooks/${chat.hookKey}`, { method: 'POST', body, headers })).status
}

async function thread(address: string): Promise<unknown[]> {
  const rows = await query(
    `select coalesce(m.content ->> 'text', m.content #>> '{blocks,0,text}') as words
     from messages m join conversations c using (organisation_id, conversation_id)
     join identities i using (organisation_id, identity_id)
     where i.address = '${address}' order by m.at, m.message_id`,
  )
  return rows.map(({ words }) => words ?? undefined)
}

function conversation(address: string) {
  return query(
    `select c.* from conversations c join identities i using (organisation_id, identity_id) where i.address = '${address}'`,
  )
}

async function query(text: string): Promise<Record<string, unknown>[]> {
  return (await chat.context.databases.owner.query(text)).rows
}
