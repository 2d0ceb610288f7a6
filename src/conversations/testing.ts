import { randomUUID } from 'node:crypto'
import { lineSignature } from '../channels/line/receive.ts'
import { textMessage } from '../channels/message.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { ensureIdentities } from '../people/identities.ts'
import { createChannelAccount } from './accounts.ts'
import { sendMessage } from './actions.ts'
import { hookRoutes } from './arriving/hooks.ts'
import type { MayStillGo, Respond } from './conversation.ts'
import { ensureConversations } from './conversations.ts'
import { Switchboard } from './switchboard.ts'

/** A request our sender made, as the faked provider saw it. */
export interface SeenRequest {
  url: string
  headers: Record<string, string>
  body: string
}

/** A house with one LINE account, a provider that only exists in memory, and a stub that answers every message. */
export interface ChatHouse extends TestHouse {
  board: Switchboard
  channelAccountId: string
  hookKey: string
  /** What reached the provider, token requests left out. */
  sent: SeenRequest[]
  /** Decides what the provider answers; by default it takes everything. */
  answer: (request: SeenRequest) => Response | Promise<Response>
  /** What the provider says is allowed and used this month. */
  plan: { value: number; totalUsage: number }
  /** What the provider tells of a user; by default it knows nobody. */
  profile: (userId: string) => Response
  /** Replaces how events are answered. */
  respond: Respond
  /** Replaces what is said about deliveries about to leave; by default all may go. */
  mayStillGo: MayStillGo
  /** Posts a signed webhook with these LINE events through the real handler; answers the status. */
  post(...events: object[]): Promise<number>
  postRaw(body: string, signature?: string): Promise<number>
  /** Handles all that waits and sends all that is due. */
  settle(): Promise<void>
}

export const channelSecret = '0123456789abcdef0123456789abcdef'
const channelId = '1234567890'

/** Opens the house. Time stands still at 2026-03-02 10:00 in Taipei. */
export async function openChatHouse(): Promise<ChatHouse> {
  const sent: SeenRequest[] = []
  const provider: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const seen = { url: request.url, headers: Object.fromEntries(request.headers), body: await request.text() }
    if (seen.url.endsWith('/oauth2/v3/token')) return Response.json({ access_token: 'token', expires_in: 900 })
    if (seen.url.endsWith('/quota')) return Response.json({ type: 'limited', value: chat.plan.value })
    if (seen.url.endsWith('/consumption')) return Response.json({ totalUsage: chat.plan.totalUsage })
    if (seen.url.endsWith('/v2/bot/info')) return infoUnless(chat.profile(''))
    if (seen.url.includes('/v2/bot/channel/webhook/')) return Response.json({ success: true, reason: 'OK', detail: '' })
    if (seen.url.includes('/v2/bot/profile/')) return chat.profile(seen.url.split('/').at(-1) ?? '')
    sent.push(seen)
    return chat.answer(seen)
  }
  const house = await openTestHouse({ fetch: provider })
  const board = new Switchboard(house.context, {
    respond: (tx, turn) => chat.respond(tx, turn),
    mayStillGo: (tx, leaving) => chat.mayStillGo(tx, leaving),
  })
  const channelAccountId = await createChannelAccount(house.scope, {
    kind: 'line',
    name: 'LINE',
    config: { channelId, channelSecret },
  })
  const hookKey = await hookKeyOf(house, channelAccountId)
  const app = hookRoutes(board)
  const chat: ChatHouse = {
    ...house,
    board,
    channelAccountId,
    hookKey,
    sent,
    answer: accept,
    plan: { value: 1000, totalUsage: 400 },
    profile: () => Response.json({ message: 'Not found' }, { status: 404 }),
    respond: echo,
    mayStillGo: async () => new Set(),
    post: (...events) => chat.postRaw(JSON.stringify({ destination: 'U0', events })),
    postRaw: async (body, signature = lineSignature(Buffer.from(body), channelSecret)) => {
      const headers = { 'x-line-signature': signature, 'content-type': 'application/json' }
      const response = await app.request(`/hooks/${chat.hookKey}`, { method: 'POST', body, headers })
      return response.status
    },
    settle: async () => {
      await board.process(house.organisationId, channelAccountId)
      await board.sender.run(house.organisationId, channelAccountId)
      await board.sender.settled()
    },
    close: async () => {
      await board.stop()
      await house.close()
    },
  }
  return chat
}

/** Who the account is, unless whoever asks for a profile is not let in. */
function infoUnless(refusal: Response): Response {
  return refusal.status === 401 ? refusal : Response.json({ basicId: '@charity', displayName: 'Charity' })
}

/** LINE takes everything and names what it sent. */
export const accept = () => Response.json({ sentMessages: [{ id: randomUUID() }] })

/** Answers every message with its own words. */
export const echo: Respond = async (transaction, { conversation, event }) => {
  if (event.text === undefined) return
  await sendMessage(
    transaction,
    { conversationId: conversation.conversationId },
    { content: textMessage(`> ${event.text}`), purpose: 'service', author: { kind: 'script' }, replyTo: event },
  )
}

/** People who have a conversation on the house's account and have never said a word; answers the conversations. */
export async function meetMany(chat: ChatHouse, count: number): Promise<string[]> {
  met += 1
  const seen = Array.from({ length: count }, (_, n) => ({ address: `U-met-${met}-${n}` }))
  return chat.scope.transaction(async (transaction) => {
    const known = await ensureIdentities(transaction, chat.channelAccountId, seen, { name: '—', language: 'en' })
    const identityIds = [...known.values()].map(({ identityId }) => identityId)
    const made = await ensureConversations(transaction, chat.channelAccountId, identityIds)
    return [...made.values()].map(({ conversationId }) => conversationId)
  })
}

let met = 0

async function hookKeyOf(house: TestHouse, channelAccountId: string): Promise<string> {
  const row = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('channel_accounts')
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .select('hook_key')
      .executeTakeFirstOrThrow(),
  )
  return row.hook_key
}

let made = 0

/** A LINE message event by `userId`; `at` is the provider's time. */
export function lineText(
  userId: string,
  text: string,
  particulars: { at?: Date; webhookEventId?: string; messageId?: string; redelivered?: boolean } = {},
): object {
  made += 1
  const id = particulars.messageId ?? `m${made}`
  return {
    ...lineEvent('message', userId, particulars),
    replyToken: `reply-${made}`,
    message: { type: 'text', id, text, quoteToken: 'q' },
  }
}

/** Any other LINE event by `userId`. */
export function lineEvent(
  type: string,
  userId: string,
  particulars: { at?: Date; webhookEventId?: string; redelivered?: boolean } = {},
): object {
  made += 1
  return {
    type,
    mode: 'active',
    timestamp: (particulars.at ?? new Date('2026-03-02T02:00:00Z')).getTime(),
    source: { type: 'user', userId },
    webhookEventId: particulars.webhookEventId ?? `event-${made}`,
    deliveryContext: { isRedelivery: particulars.redelivered ?? false },
  }
}
