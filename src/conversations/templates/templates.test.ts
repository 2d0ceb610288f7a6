import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { ensureIdentities } from '../../people/identities.ts'
import { createChannelAccount } from '../accounts.ts'
import { ensureConversations } from '../conversations.ts'
import { replyAsMember } from '../inbox/inbox.ts'
import { removeTemplate, writeTemplate } from './by-hand.ts'
import { fillGaps, gapsIn } from './gaps.ts'
import { syncTemplates, templateSweeps } from './sync.ts'
import { listTemplates, speaks, templateObstacle, templatesFor } from './templates.ts'

let house: TestHouse
let whatsapp: string
let wechat: string
let told: object[] | undefined
let asked = 0
beforeAll(async () => {
  house = await openTestHouse({
    fetch: async () => {
      asked += 1
      return told === undefined ? new Response('', { status: 500 }) : Response.json({ data: told })
    },
  })
  whatsapp = await createChannelAccount(house.scope, {
    kind: 'whatsapp',
    name: 'WhatsApp',
    config: {
      phoneNumberId: '106540352242922',
      businessAccountId: '102290129340398',
      accessToken: 'EAAGm0PX4ZCpsBA000000000000000000',
      appSecret: '0123456789abcdef0123456789abcdef',
      verifyToken: 'a-verify-token-of-32-characters-00',
    },
  })
  wechat = await createChannelAccount(house.scope, {
    kind: 'wechat',
    name: 'WeChat',
    config: { appId: `wx${'a'.repeat(16)}`, appSecret: 'b'.repeat(32), token: 'weixin' },
  })
})
afterAll(() => house.close())

const one = (name: string, language: string, status: string, more: object = {}) => ({
  ...{ id: `${name}${language}`, name, language, status, category: 'UTILITY' },
  components: [{ type: 'BODY', text: 'Dear {{1}}, {{2}} has arrived.' }],
  ...more,
})
const read = () => house.scope.transaction((tx) => listTemplates(tx, whatsapp))
const states = async () =>
  Object.fromEntries((await read()).map(({ name, language, state }) => [`${name} ${language}`, state]))

/** Answers how often the provider was asked. */
async function sweepAll(): Promise<number> {
  const earlier = asked
  for (const { run } of templateSweeps) await run(house.scope)
  return asked - earlier
}

test('templates are read back from the provider with where they stand, and one it tells of no more is disabled', async () => {
  told = [
    one('arrived', 'it', 'APPROVED'),
    one('arrived', 'zh_TW', 'PENDING'),
    one('thanks', 'it', 'REJECTED', { rejected_reason: 'INVALID_FORMAT' }),
  ]
  expect(await syncTemplates(house.scope, whatsapp)).toEqual({ count: 3 })
  expect(await states()).toEqual({ 'arrived it': 'approved', 'arrived zh_TW': 'pending', 'thanks it': 'rejected' })
  expect(await read()).toContainEqual(
    expect.objectContaining({ name: 'thanks', reason: expect.stringMatching(/invalid.format/i), isByHand: false }),
  )
  house.clock.advance(60_000)
  told = [one('arrived', 'it', 'PAUSED')]
  await syncTemplates(house.scope, whatsapp)
  expect(await states()).toEqual({ 'arrived it': 'paused', 'arrived zh_TW': 'disabled', 'thanks it': 'disabled' })
})

test('a provider that does not answer changes nothing, and the sweep asks again only after an hour', async () => {
  const before = await states()
  told = undefined
  const unread = { code: 'conversations.templates-unread' }
  await expect(syncTemplates(house.scope, whatsapp)).rejects.toMatchObject(unread)
  expect(await states()).toEqual(before)
  told = [one('arrived', 'it', 'APPROVED')]
  expect(await sweepAll()).toBe(0)
  house.clock.advance(60 * 60_000)
  expect(await sweepAll()).toBeGreaterThan(0)
  expect(await states()).toMatchObject({ 'arrived it': 'approved' })
})

test('what a webhook tells of a template counts within a sweep, also while the provider does not answer', async () => {
  house.clock.advance(60_000)
  const event = {
    type: 'template_state',
    template: { name: 'arrived', language: 'it', state: 'paused', reason: 'LOW_QUALITY' },
  }
  await house.scope.transaction(({ db, organisationId, now }) =>
    db
      .insertInto('inbound_events')
      .values({
        organisation_id: organisationId,
        inbound_event_id: crypto.randomUUID(),
        channel_account_id: whatsapp,
        dedupe_key: 'news',
        sender: '',
        event: JSON.stringify(event),
        at: now,
        received_at: now,
      })
      .execute(),
  )
  told = undefined
  await sweepAll()
  expect(await states()).toMatchObject({ 'arrived it': 'paused' })
  told = [one('arrived', 'it', 'APPROVED')]
  expect(await sweepAll()).toBeGreaterThan(0)
  expect(await states()).toMatchObject({ 'arrived it': 'approved' })
  expect(await sweepAll()).toBe(0)
})

test('W4: of a paused, a rejected and a missing template, and one of another language, none can be sent', async () => {
  told = [
    one('arrived', 'it', 'APPROVED'),
    one('arrived', 'zh_TW', 'APPROVED'),
    one('paused', 'it', 'PAUSED'),
    one('refused', 'it', 'REJECTED'),
  ]
  await syncTemplates(house.scope, whatsapp)
  await house.scope.transaction(async (tx) => {
    expect((await templatesFor(tx, whatsapp, 'it')).map(({ name }) => name)).toEqual(['arrived'])
    expect((await templatesFor(tx, whatsapp, 'zh-Hant')).map(({ language }) => language)).toEqual(['zh_TW'])
    expect(await templatesFor(tx, whatsapp, 'zh-Hans')).toEqual([])
    const obstacle = (name: string, language: string) => templateObstacle(tx, whatsapp, { name, language })
    expect(await obstacle('arrived', 'it')).toBeNull()
    expect(await obstacle('paused', 'it')).toBe('paused')
    expect(await obstacle('refused', 'it')).toBe('rejected')
    expect(await obstacle('arrived', 'ja')).toBe('missing')
  })
})

test('W8: into a closed window a member sends an approved template, its gaps filled; nothing else of it is taken', async () => {
  const conversationId = await house.scope.transaction(async (tx) => {
    const known = await ensureIdentities(tx, whatsapp, [{ address: '39333000111' }], { name: '—', language: 'it' })
    const ids = [...known.values()].map(({ identityId }) => identityId)
    const made = await ensureConversations(tx, whatsapp, ids)
    return [...made.values()].map((talk) => talk.conversationId).join()
  })
  const agent = await house.member('agent')
  const find = async (name: string) =>
    (await read()).find((row) => row.name === name && row.language === 'it')?.id ?? ''
  let key = 0
  const say = async (name: string, values: Record<string, string>) => {
    key += 1
    const template = { id: await find(name), values }
    return replyAsMember(agent, conversationId, { clientKey: `key-0000${key}`, template })
  }
  const filled = { '1': 'Anna', '2': 'your gift' }
  await expect(say('paused', filled)).rejects.toMatchObject({ code: 'conversations.template-not-approved' })
  const gap = { code: 'conversations.template-gap', field: 'template.values.2' }
  await expect(say('arrived', { '1': 'Anna' })).rejects.toMatchObject(gap)
  const { messageId } = await say('arrived', filled)
  const { content } = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('messages')
      .where('organisation_id', '=', organisationId)
      .where('message_id', '=', messageId ?? '')
      .select('content')
      .executeTakeFirstOrThrow(),
  )
  expect(content).toMatchObject({
    blocks: [{ type: 'text', text: 'Dear Anna, your gift has arrived.' }],
    templates: [{ kind: 'whatsapp', name: 'arrived', language: 'it', values: filled }],
  })
})

test('where the provider does not tell, a member types templates; where it does, or there are none, nobody may', async () => {
  const typed = { name: 'Xk-9', language: 'zh_CN', text: '{{first.DATA}} 已到账 {{amount.DATA}}', takesUrl: false }
  const { id } = await writeTemplate(house.scope, { ...typed, channelAccountId: wechat })
  const kept = await house.scope.transaction((tx) => templatesFor(tx, wechat, 'zh-Hans'))
  expect(kept).toMatchObject([{ id, parameters: ['first', 'amount'], isByHand: true }])
  const again = await writeTemplate(house.scope, { ...typed, text: '{{first.DATA}}', channelAccountId: wechat })
  expect(again.id).toBe(id)
  const refused = { code: 'conversations.templates-told' }
  await expect(writeTemplate(house.scope, { ...typed, channelAccountId: whatsapp })).rejects.toMatchObject(refused)
  await expect(syncTemplates(house.scope, wechat)).rejects.toMatchObject({ code: 'conversations.templates-untold' })
  const foreign = (await read())[0]?.id ?? ''
  await expect(removeTemplate(house.scope, foreign)).rejects.toMatchObject({ code: 'conversations.template-missing' })
  await removeTemplate(house.scope, id)
})

test('gaps are found and filled as each provider writes them, and tags are read by language and script', () => {
  expect(gapsIn('{{1}} and {{ name }} and {{1}} and {{keyword1.DATA}}')).toEqual(['1', 'name', 'keyword1'])
  expect(fillGaps('{{1}}, {{keyword1.DATA}} {{2}}', { '1': 'A $& B', keyword1: 'C' })).toBe('A $& B, C {{2}}')
  expect([speaks('zh_HK', 'zh-Hant'), speaks('zh_CN', 'zh-Hans'), speaks('en_GB', 'en')]).toEqual([true, true, true])
  expect([speaks('zh_CN', 'zh-Hant'), speaks('ja', 'it')]).toEqual([false, false])
})
