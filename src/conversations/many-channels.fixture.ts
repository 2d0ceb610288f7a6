import type { ChannelKind } from '../channels/adapter.ts'
import { recordConsent } from '../people/consents.ts'
import { ensureIdentities, linkIdentity } from '../people/identities.ts'
import { createChannelAccount } from './accounts.ts'
import { ensureConversations } from './conversations.ts'
import { accept, type ChatHouse, openChatHouse, type SeenRequest } from './testing.ts'

/** Where somebody can be written to, and how many hours ago they last wrote there; null: never. */
export type Wrote = Partial<Record<ChannelKind, number | null>>

/** Somebody with a conversation on each of these channels. */
export interface Met {
  personId: string
  conversations: Map<string, string>
  identities: Map<string, string>
}

/** A house with an account of several kinds, whose providers take everything. */
export interface ManyChannels extends ChatHouse {
  accounts: Map<string, string>
  /** A person who is known on these channels and agrees to everything. */
  meet(wrote: Wrote, agreed?: boolean): Promise<Met>
  agree(personId: string, purpose: 'appeals' | 'feedback', granted: boolean, channel?: string): Promise<void>
  /** Sends all that is due on every account, until nothing moves on any more. */
  settleAll(): Promise<void>
  /** To which providers requests went, in order. */
  reached(): string[]
  rows(text: string): Promise<Record<string, unknown>[]>
}

const secret = '0123456789abcdef0123456789abcdef'
const configs: Partial<Record<ChannelKind, object>> = {
  telegram: {
    botToken: '123456789:AAExample-token_of_a_bot_for_the_tests_1',
    webhookSecret: secret,
    botName: 'hands_bot',
  },
  whatsapp: {
    phoneNumberId: '106540352242922',
    businessAccountId: '102290129340398',
    accessToken: 'a-system-users-token',
    appSecret: secret,
  },
  wechat: { appId: 'wx0123456789abcdef', appSecret: secret, token: 'token' },
  messenger: {
    pageId: '106540352242922',
    accessToken: 'an-access-token-of-the-page',
    appSecret: secret,
    verifyToken: 'a-token-of-our-own-choice',
  },
  webchat: {},
}

const hosts = [
  ['api.line.me', 'line'],
  ['api.telegram.org', 'telegram'],
  ['graph.facebook.com', 'whatsapp'],
  ['api.weixin.qq.com', 'wechat'],
] as const

/** Opens the house. Time stands still at 2026-03-02 10:00 in Taipei. */
export async function openManyChannels(kinds: readonly ChannelKind[]): Promise<ManyChannels> {
  const chat = await openChatHouse()
  chat.answer = answerAll
  const accounts = new Map<string, string>([['line', chat.channelAccountId]])
  for (const kind of kinds.filter((one) => one !== 'line')) {
    const config = configs[kind] ?? {}
    accounts.set(kind, await createChannelAccount(chat.scope, { kind, name: kind, config }))
  }
  const many: ManyChannels = Object.assign(chat, {
    accounts,
    meet: (wrote: Wrote, agreed = true) => meet(many, wrote, agreed),
    agree: (...said: [personId: string, purpose: 'appeals' | 'feedback', granted: boolean, channel?: string]) =>
      agree(many, ...said),
    settleAll: async () => {
      for (let round = 0; round < accounts.size + 1; round++)
        for (const account of accounts.values()) {
          await chat.board.sender.run(chat.organisationId, account)
          await chat.board.sender.settled()
        }
    },
    reached: () => chat.sent.map(providerOf),
    rows: async (text: string) => (await chat.context.databases.owner.query(text)).rows,
  })
  return many
}

/** Every provider takes what it is given, in its own words. */
export function answerAll(request: SeenRequest): Response {
  const provider = providerOf(request)
  if (provider === 'telegram') return Response.json({ ok: true, result: { message_id: made++ } })
  if (request.url.includes('/me/messages') || request.url.includes('106540352242922/messages?'))
    return Response.json({ recipient_id: 'x', message_id: `m.${made++}` })
  if (provider === 'whatsapp') return Response.json({ messages: [{ id: `wamid.${made++}` }] })
  if (provider === 'wechat' && request.url.includes('token'))
    return Response.json({ access_token: 't', expires_in: 7200 })
  return provider === 'wechat' ? Response.json({ errcode: 0, errmsg: 'ok' }) : accept()
}

/** Whose request it was. */
export function providerOf({ url }: SeenRequest): string {
  return hosts.find(([host]) => url.includes(host))?.[1] ?? url
}

let made = 1

async function meet(chat: ManyChannels, wrote: Wrote, agreed: boolean): Promise<Met> {
  const met: Met = { personId: '', conversations: new Map(), identities: new Map() }
  for (const [kind, hoursAgo] of Object.entries(wrote)) {
    const channelAccountId = chat.accounts.get(kind) ?? ''
    const address = kind === 'telegram' ? String(100 + made++) : kind === 'webchat' ? crypto.randomUUID() : `U${made++}`
    await chat.scope.transaction(async (transaction) => {
      const known = await ensureIdentities(transaction, channelAccountId, [{ address }], {
        name: 'Lin',
        language: 'en',
      })
      const identity = known.get(address)
      if (!identity) throw new Error('no identity')
      const { identityId } = identity
      if (met.personId) await linkIdentity(transaction, { identityId, personId: met.personId, proof: 'member' })
      else met.personId = identity.personId
      const opened = await ensureConversations(transaction, channelAccountId, [identityId])
      for (const { conversationId } of opened.values()) met.conversations.set(kind, conversationId)
      met.identities.set(kind, identityId)
    })
    if (hoursAgo !== null)
      await chat.context.databases.owner.query(
        'update conversations set last_inbound_at = $1 where conversation_id = $2',
        [new Date(chat.clock.now().getTime() - hoursAgo * 3_600_000), met.conversations.get(kind)],
      )
  }
  if (agreed) for (const purpose of ['appeals', 'feedback'] as const) await agree(chat, met.personId, purpose, true)
  return met
}

function agree(
  chat: ManyChannels,
  personId: string,
  purpose: 'appeals' | 'feedback',
  granted: boolean,
  channel = 'all',
): Promise<void> {
  chat.clock.advance(1)
  const source = granted ? 'gift_form' : 'stop_word'
  return chat.scope.transaction((transaction) =>
    recordConsent(transaction, { personId, purpose, channel, granted, source, textVersion: '1', language: 'en' }),
  )
}
