import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { metaSignature } from '../../channels/meta/hook.ts'
import { whatsappAbilities } from '../../channels/whatsapp/abilities.ts'
import { createChannelAccount } from '../accounts.ts'
import { sendMessage } from '../actions.ts'
import { hookRoutes } from '../arriving/hooks.ts'
import { readConversation } from '../inbox/store.ts'
import { type ChatHouse, echo, openChatHouse } from '../testing.ts'
import { showWindow, windowAt } from './window.ts'

const hour = 3_600_000
const noon = new Date('2026-03-02T12:00:00Z')
const ago = (hours: number) => new Date(noon.getTime() - hours * hour)
const seen = (lastInboundAt: Date | null, told: Parameters<typeof windowAt>[2]['told'] = null, byMember = false) => ({
  lastInboundAt,
  told,
  byMember,
})

describe('a window', () => {
  const { window } = whatsappAbilities

  test('W1: is open for its hours and closed to the moment, and to who never wrote', () => {
    expect(windowAt(noon, window, seen(ago(23.99)))).toBe('open')
    expect(windowAt(noon, window, seen(ago(24)))).toBe('closed')
    expect(windowAt(noon, window, seen(null))).toBe('closed')
    expect(windowAt(noon, null, seen(null))).toBe('open')
  })

  test('W5: stays open longer for what a member types, where the channel lets her', () => {
    const messenger = { hours: 24, messages: null, memberHours: 168 }
    expect(windowAt(noon, messenger, seen(ago(25), null, true))).toBe('member')
    expect(windowAt(noon, messenger, seen(ago(25)))).toBe('closed')
    expect(windowAt(noon, messenger, seen(ago(168), null, true))).toBe('closed')
  })

  test('is as wide as the event said, and closes with its last message', () => {
    const told = (messages: number | null, spent: number) => ({
      closesAt: new Date(noon.getTime() + hour),
      messages,
      spent,
    })
    expect(windowAt(noon, window, seen(ago(30), told(5, 4)))).toBe('open')
    expect(windowAt(noon, window, seen(ago(30), told(5, 5)))).toBe('closed')
    expect(windowAt(noon, window, seen(ago(30), told(null, 99)))).toBe('open')
    expect(windowAt(noon, window, seen(ago(1), { ...told(5, 0), closesAt: noon }))).toBe('closed')
  })
})

describe('a member about to write sees of a window', () => {
  const messenger = { hours: 24, messages: null, memberHours: 168 }
  const at = (hours: number) => new Date(noon.getTime() + hours * hour)
  const shown = (lastInboundAt: Date | null, told: Parameters<typeof windowAt>[2]['told'] = null) =>
    showWindow(noon, messenger, { lastInboundAt, told })

  test('nothing where there is none, and no hour where nobody ever wrote', () => {
    expect(showWindow(noon, null, { lastInboundAt: noon, told: null })).toBeNull()
    expect(shown(null)).toEqual({ state: 'closed', closesAt: null, messagesLeft: null })
  })

  test('the hour it closes for everybody, then the later one for herself, then when that was', () => {
    expect(shown(ago(1))).toEqual({ state: 'open', closesAt: at(23), messagesLeft: null })
    expect(shown(ago(25))).toEqual({ state: 'member', closesAt: at(143), messagesLeft: null })
    expect(shown(ago(170))).toEqual({ state: 'closed', closesAt: at(-2), messagesLeft: null })
  })

  test('how many messages are left of it', () => {
    const told = { closesAt: at(1), messages: 5, spent: 3 }
    expect(shown(ago(30), told)).toEqual({ state: 'open', closesAt: at(1), messagesLeft: 2 })
  })
})

describe('writing on WhatsApp', () => {
  let chat: ChatHouse
  let accountId: string
  let conversationId: string
  const appSecret = '0123456789abcdef0123456789abcdef'
  beforeAll(async () => {
    chat = await openChatHouse()
    chat.answer = () => Response.json({ messages: [{ id: `wamid.${chat.sent.length}` }] })
    chat.respond = async (tx, turn) => {
      conversationId = turn.conversation.conversationId
      await echo(tx, turn)
    }
    accountId = await createChannelAccount(chat.scope, {
      kind: 'whatsapp',
      name: 'WhatsApp',
      config: {
        phoneNumberId: '106540352242922',
        businessAccountId: '102290129340398',
        accessToken: 'a-system-users-token',
        appSecret,
      },
    })
    await hear('您好')
  })
  afterAll(() => chat.close())

  async function hear(words: string, at = chat.clock.now()): Promise<void> {
    const { hook_key } = await chat.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('channel_accounts')
        .where('organisation_id', '=', organisationId)
        .where('channel_account_id', '=', accountId)
        .select('hook_key')
        .executeTakeFirstOrThrow(),
    )
    const seconds = String(Math.floor(at.getTime() / 1000))
    const message = {
      from: '886912000000',
      id: `wamid.in${seconds}`,
      timestamp: seconds,
      type: 'text',
      text: { body: words },
    }
    const contacts = [{ profile: { name: '林小美' }, wa_id: '886912000000' }]
    const value = { metadata: { phone_number_id: '106540352242922' }, contacts, messages: [message] }
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ changes: [{ field: 'messages', value }] }],
    })
    const headers = { 'x-hub-signature-256': metaSignature(Buffer.from(body), appSecret) }
    expect((await hookRoutes(chat.board).request(`/hooks/${hook_key}`, { method: 'POST', body, headers })).status).toBe(
      200,
    )
    await settle()
  }

  async function settle(): Promise<void> {
    await chat.board.process(chat.organisationId, accountId)
    await chat.board.sender.run(chat.organisationId, accountId)
    await chat.board.sender.settled()
  }

  async function write(content: Parameters<typeof sendMessage>[2]['content']): Promise<object> {
    await chat.scope.transaction((tx) =>
      sendMessage(tx, { conversationId }, { content, purpose: 'service', author: { kind: 'system' } }),
    )
    await settle()
    return chat.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('deliveries')
        .where('organisation_id', '=', organisationId)
        .where('conversation_id', '=', conversationId)
        .orderBy('delivery_id', 'desc')
        .select(['state', 'reason'])
        .executeTakeFirstOrThrow(),
    )
  }

  test('knows from the event itself who writes', async () => {
    const { display_name } = await chat.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('persons')
        .innerJoin('identities', 'identities.person_id', 'persons.person_id')
        .where('persons.organisation_id', '=', organisationId)
        .where('identities.organisation_id', '=', organisationId)
        .where('identities.address', '=', '886912000000')
        .select('persons.display_name')
        .executeTakeFirstOrThrow(),
    )
    expect(display_name).toBe('林小美')
  })

  test('W1 W8: counts 24 hours: freely inside, by template or not at all outside, and tells whoever is about to write', async () => {
    const said = textMessage('小星已完成手術')
    expect(await write(said)).toEqual({ state: 'sent', reason: null })
    chat.clock.advance(24 * hour - 1000)
    expect(await write(said)).toEqual({ state: 'sent', reason: null })
    chat.clock.advance(1000)
    const refused = chat.sent.length
    expect(await write(said)).toEqual({ state: 'skipped', reason: 'window_closed' })
    expect(chat.sent).toHaveLength(refused)
    const closed = await readConversation(chat.scope, conversationId)
    expect(closed).toMatchObject({ window: { state: 'closed', messagesLeft: null }, takes: { templates: true } })
    const before = chat.sent.length
    const template = { kind: 'whatsapp', name: 'treated', language: 'zh_TW', values: { '1': '小星' } }
    expect(await write({ ...said, templates: [template] })).toEqual({ state: 'sent', reason: null })
    expect(chat.sent.slice(before).map(({ body }) => JSON.parse(body).type)).toEqual(['template'])
    await hear('謝謝')
    expect((await readConversation(chat.scope, conversationId)).window?.state).toBe('open')
    expect(await write(said)).toEqual({ state: 'sent', reason: null })
  })

  test('W2: a webhook that comes three hours late leaves 21 hours, because the provider’s clock counts', async () => {
    chat.clock.advance(48 * hour)
    const said = chat.clock.now()
    chat.clock.advance(3 * hour)
    await hear('遲到了', said)
    const { window } = await readConversation(chat.scope, conversationId)
    expect(window).toMatchObject({ state: 'open', closesAt: new Date(said.getTime() + 24 * hour).toISOString() })
  })

  test('W3: words at ten to midnight open the window again, for 24 hours from then', async () => {
    chat.clock.advance(30 * hour)
    expect((await readConversation(chat.scope, conversationId)).window?.state).toBe('closed')
    chat.clock.set('2026-03-20T15:50:00Z')
    await hear('晚安')
    chat.clock.set('2026-03-21T15:49:59Z')
    expect(await write(textMessage('早安'))).toEqual({ state: 'sent', reason: null })
    chat.clock.set('2026-03-21T15:50:00Z')
    expect(await write(textMessage('早安'))).toEqual({ state: 'skipped', reason: 'window_closed' })
  })
})
