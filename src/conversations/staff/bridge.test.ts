import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { slackSignature } from '../../channels/slack/receive.ts'
import type { Scope } from '../../platform/scope.ts'
import { letterPdf } from '../../platform/testing/pdf.ts'
import { changeChannelAccount, createChannelAccount } from '../accounts.ts'
import { handToMember } from '../actions.ts'
import { hookRoutes } from '../arriving/hooks.ts'
import { conversationJobs } from '../jobs.ts'
import { accept, type ChatHouse, lineText, openChatHouse, type SeenRequest } from '../testing.ts'
import { announceWaiting } from './announcements.ts'
import { makeStaffCode, readStaffLink } from './codes.ts'

const signingSecret = '8f742231b10e8888abcd99aaaaaa85a5'
const channel = 'C0TEAM0001'
let chat: ChatHouse
let agent: Scope
let slackId: string
let hookKey: string
let posted = 0

beforeAll(async () => {
  chat = await openChatHouse()
  agent = await chat.member('agent')
  slackId = await createChannelAccount(chat.scope, { kind: 'slack', name: 'Team', config: slackSettings('words') })
  const { owner } = chat.context.databases
  await owner.query(`update channel_accounts set state = 'active'`)
  const { rows } = await owner.query(`select hook_key from channel_accounts where kind = 'slack'`)
  hookKey = rows[0].hook_key
  chat.answer = answer
  // Whoever writes asks for a person.
  chat.respond = (transaction, { conversation }) => handToMember(transaction, conversation.conversationId)
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.sent.length = 0
})

test('who waits is told to the team, and what a member answers in that thread goes to the donor as theirs, once', async () => {
  const thread = await announced('U-donor-1', '收據什麼時候寄?')
  expect(toSlack().at(-1)?.body).toContain('收據什麼時候寄?')
  expect(toSlack().at(-1)?.body).toContain('/desk/inbox/')
  await link('U02MEILIN01')
  const words = said('U02MEILIN01', thread, '三天內寄出。')
  expect(await postEvent(words)).toBe(200)
  expect(await postEvent(words, { 'x-slack-retry-num': '1' })).toBe(200)
  await chat.settle()
  const toLine = chat.sent.filter(({ url }) => url.includes('api.line.me'))
  expect(toLine.map(({ body }) => JSON.parse(body).messages)).toEqual([[{ type: 'text', text: '三天內寄出。' }]])
  const { rows } = await chat.context.databases.owner.query(
    `select distinct actor_id from audit_entries where action = 'conversations.reply'`,
  )
  expect(rows).toEqual([{ actor_id: agent.actor.kind === 'member' ? agent.actor.id : '' }])
})

test('nobody waits twice in the channel, and what the donor goes on to write is told in the thread', async () => {
  await announced('U-donor-2', 'hello')
  await announceWaiting(chat.scope, chat.board)
  expect(toSlack()).toHaveLength(1)
  await chat.post(lineText('U-donor-2', 'are you there?', { at: new Date('2026-03-02T02:05:00Z') }))
  await chat.settle()
  await announceWaiting(chat.scope, chat.board)
  await announceWaiting(chat.scope, chat.board)
  expect(
    toSlack()
      .map(({ body }) => JSON.parse(body))
      .at(-1),
  ).toMatchObject({
    channel,
    thread_ts: expect.stringMatching(/^1767/),
    text: 'are you there?',
  })
  expect(toSlack()).toHaveLength(2)
})

test('who is not linked, may not answer or has left reaches no donor, and is told so', async () => {
  const thread = await announced('U-donor-3', 'hi')
  await postEvent(said('U0STRANGER1', thread, 'I am from the bank'))
  const reader = await chat.member('volunteer_coordinator')
  await link('U0READER001', reader)
  await postEvent(said('U0READER001', thread, 'I only read'))
  await chat.settle()
  expect(chat.sent.filter(({ url }) => url.includes('api.line.me'))).toEqual([])
  expect(
    toSlack()
      .slice(1)
      .map(({ body }) => JSON.parse(body).text),
  ).toEqual([expect.stringContaining('/riscontro link'), expect.stringContaining('沒有傳給捐款人')])
  const leaver = await chat.member('agent')
  await link('U0LEAVER001', leaver)
  await chat.context.databases.owner.query(`update members set deactivated_at = now() where member_id = $1`, [
    leaver.actor.kind === 'member' ? leaver.actor.id : '',
  ])
  await postEvent(said('U0LEAVER001', thread, 'I was here'))
  await chat.settle()
  expect(chat.sent.filter(({ url }) => url.includes('api.line.me'))).toEqual([])
})

test('a file put into the thread goes to the donor as that member’s, once; one that may not be sent is named there', async () => {
  const thread = await announced('U-donor-5', 'Do you have the form?')
  files.set('F1', letterPdf('a form'))
  files.set('F2', Buffer.from('MZ a program'))
  const put = said('U02MEILIN01', thread, 'Here it is', ['F1', 'F2'])
  expect(await postEvent(put)).toBe(200)
  expect(await postEvent(put, { 'x-slack-retry-num': '1' })).toBe(200)
  await runStaffFiles()
  await runStaffFiles()
  await chat.settle()
  const toLine = chat.sent.filter(({ url }) => url.includes('api.line.me')).map(({ body }) => body)
  expect(toLine.filter((body) => body.includes('Here it is'))).toHaveLength(1)
  expect(toLine.filter((body) => body.includes('form.pdf'))).toHaveLength(1)
  expect(toLine).toHaveLength(2)
  expect(toSlack().filter(({ body }) => body.includes('沒有傳給捐款人'))).not.toEqual([])
})

test('words changed in the thread follow once to the donor who has read them; those that never left say nothing', async () => {
  const thread = await announced('U-donor-6', 'When?')
  const first = said('U02MEILIN01', thread, 'On Tuseday')
  await postEvent(first)
  await postEvent(edited(first, 'On Tuesday'))
  await postEvent(edited(first, 'On Tuesday'))
  await postEvent(edited(said('U02MEILIN01', thread, 'never passed on'), 'still not'))
  await chat.settle()
  const toLine = chat.sent.filter(({ url }) => url.includes('api.line.me'))
  expect(toLine.flatMap(({ body }) => JSON.parse(body).messages.map(({ text }: { text: string }) => text))).toEqual([
    'On Tuseday',
    '✎ On Tuesday',
  ])
})

test('the team’s own talk stays in the team, and makes nobody a donor', async () => {
  await postEvent(said('U02MEILIN01', `${channel}/1700000000.000100`, 'lunch?'))
  await postEvent(said('U02MEILIN01', channel, 'hello all'))
  await chat.settle()
  expect(chat.sent).toEqual([])
  const { rows } = await chat.context.databases.owner.query(
    `select count(*)::int as n from inbound_events where channel_account_id = $1`,
    [slackId],
  )
  expect(rows).toEqual([{ n: 0 }])
})

test('/riscontro tells a linked member how many wait, and a stranger only how to be linked', async () => {
  await link('U02MEILIN01')
  await chat.post(lineText('U-waits', 'hello'), lineText('U-served', 'hello'))
  await chat.settle()
  const { owner } = chat.context.databases
  await owner.query(`update conversations c set state = 'resolved' from identities i
    where i.identity_id = c.identity_id and i.address = 'U-served'`)
  expect(await readStaffLink(agent)).toEqual({ isOffered: true, isLinked: true })
  expect(await readStaffLink(await chat.member('agent'))).toEqual({ isOffered: true, isLinked: false })
  const told = await command('U02MEILIN01', '')
  expect(told.response_type).toBe('ephemeral')
  const { rows } = await owner.query(`select count(*)::int as n from conversations where state = 'waiting'`)
  expect(rows[0].n).toBeGreaterThan(0)
  expect(told.text).toMatch(new RegExp(`^有 ${rows[0].n} 則對話在等候`))
  expect((await command('U0STRANGER1', '')).text).toContain('/riscontro link')
})

test('a code is used once, by whoever was shown it, and within ten minutes', async () => {
  const { code } = await makeStaffCode(agent)
  expect((await command('U0SECOND001', `link ${code.toLowerCase()}`)).text).toContain('完成')
  const { rows } = await chat.context.databases.owner.query(
    `select actor_id, after ->> 'handle' as handle from audit_entries where action = 'conversations.staff-link'`,
  )
  expect(rows).toContainEqual({ actor_id: agent.actor.kind === 'member' ? agent.actor.id : '', handle: 'U0SECOND001' })
  expect((await command('U0THIRD0001', `link ${code}`)).text).toContain('代碼有誤')
  const { code: old } = await makeStaffCode(agent)
  chat.clock.advance(10 * 60_000)
  expect((await command('U0THIRD0001', `link ${old}`)).text).toContain('代碼有誤')
  expect((await command('U0THIRD0001', 'link')).text).toContain('代碼有誤')
})

test('an unsigned command, or one of an hour ago or ahead, is refused', async () => {
  const body = new URLSearchParams({
    command: '/riscontro',
    user_id: 'U1',
    channel_id: 'C1',
    trigger_id: '1',
  }).toString()
  expect((await post(body, { 'x-slack-signature': 'v0=00' })).status).toBe(401)
  for (const hour of [-3600, 3600]) {
    const seconds = String(chat.clock.now().getTime() / 1000 + hour)
    const signature = slackSignature(Buffer.from(body), seconds, signingSecret)
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds }
    expect((await post(body, headers)).status).toBe(401)
  }
})

test('a team that is to see nothing hears only that somebody waits', async () => {
  await changeChannelAccount(chat.scope, slackId, { config: { staffSees: 'nothing' } })
  chat.board.accounts.forget()
  await announced('U-donor-4', 'a secret')
  expect(
    toSlack()
      .map(({ body }) => body)
      .join(),
  ).not.toContain('a secret')
  expect(
    toSlack()
      .map(({ body }) => body)
      .join(),
  ).toContain('有人在等候回覆')
})

function slackSettings(staffSees: string) {
  return { botToken: 'xoxb-000000000000-demo', signingSecret, staffChannel: channel, staffSees }
}

function answer({ url, body }: SeenRequest): Response {
  if (url.includes('files.info')) {
    const id = new URL(url).searchParams.get('file') ?? new URLSearchParams(body).get('file') ?? ''
    return Response.json({ ok: true, file: { id, url_private_download: `https://files.slack.com/files-pri/${id}` } })
  }
  if (url.startsWith('https://files.slack.com/')) return new Response(files.get(url.split('/').at(-1) ?? ''))
  if (!url.includes('slack.com')) return accept()
  posted += 1
  return Response.json({ ok: true, channel: JSON.parse(body).channel, ts: `1767225600.00000${posted}` })
}

function toSlack(): SeenRequest[] {
  return chat.sent.filter(({ url }) => url.includes('slack.com'))
}

/** A donor writes, the team is told; answers the thread. */
async function announced(donor: string, words: string): Promise<string> {
  await chat.post(lineText(donor, words))
  await chat.settle()
  await announceWaiting(chat.scope, chat.board)
  return `${channel}/1767225600.00000${posted}`
}

async function link(handle: string, member = agent): Promise<void> {
  const { code } = await makeStaffCode(member)
  expect((await command(handle, `link ${code}`)).text).toContain('完成')
}

let made = 0

/** What lies in Slack, by its id. */
const files = new Map<string, Buffer>()

/** Does the jobs that wait. */
async function runStaffFiles(): Promise<void> {
  const { rows } = await chat.context.databases.owner.query(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'conversations.staff-files'`,
  )
  const [job] = conversationJobs(chat.board).filter(({ name }) => name === 'conversations.staff-files')
  for (const { payload } of rows) await job?.run(chat.scope, payload.payload)
}

function edited({ event }: ReturnType<typeof said>, text: string): object {
  made += 1
  const { channel: room, user, ts, thread_ts } = event
  const message = { user, text, ts, thread_ts, edited: { user, ts: `1767225602.00000${made}` } }
  return {
    ...{ type: 'event_callback', event_id: `Ev${made}`, event_time: 1767225600, api_app_id: 'A1' },
    event: { type: 'message', subtype: 'message_changed', channel: room, ts: `1767225602.00000${made}`, message },
  }
}

function said(user: string, place: string, text: string, attached: string[] = []) {
  made += 1
  const [room, thread] = place.split('/')
  return {
    type: 'event_callback',
    event_id: `Ev${made}`,
    event_time: 1767225600,
    api_app_id: 'A1',
    event: {
      ...{ type: 'message', channel: room, user, text, ts: `1767225601.00000${made}`, thread_ts: thread },
      ...(attached.length === 0
        ? {}
        : { subtype: 'file_share', files: attached.map((id) => ({ id, name: 'form.pdf', size: 20 })) }),
    },
  }
}

async function postEvent(event: object, headers: Record<string, string> = {}): Promise<number> {
  return (await post(JSON.stringify(event), headers)).status
}

async function command(user: string, text: string): Promise<{ response_type: string; text: string }> {
  made += 1
  const form = { command: '/riscontro', text, user_id: user, channel_id: channel, trigger_id: `t${made}` }
  const response = await post(new URLSearchParams(form).toString())
  expect(response.status).toBe(200)
  return z.object({ response_type: z.string(), text: z.string() }).parse(await response.json())
}

function post(body: string, changes: Record<string, string> = {}) {
  const seconds = String(Math.floor(chat.clock.now().getTime() / 1000))
  const headers = {
    'x-slack-signature': slackSignature(Buffer.from(body), seconds, signingSecret),
    'x-slack-request-timestamp': seconds,
    ...changes,
  }
  return hookRoutes(chat.board).request(`/hooks/${hookKey}`, { method: 'POST', body, headers })
}
