import { sql } from 'kysely'
import type { ChannelEvent } from '../../channels/event.ts'
import { type IdentityNews, type IdentityState, setIdentityStates } from '../../people/identities.ts'
import type { Language } from '../../platform/languages.ts'
import { hint } from '../../platform/realtime.ts'
import type { Transaction } from '../../platform/scope.ts'
import { keepAtHand } from '../at-hand.ts'
import type { Conversation, Correspondent, Respond } from '../conversation.ts'
import { ensureConversations } from '../conversations.ts'
import { inCrowd } from '../crowd.ts'
import { keepReaction } from '../inbox/reactions.ts'
import { keepWindows } from '../sending/window.ts'
import { forgetArrivals, holdArrivals, settleArrivals } from './arrivals.ts'
import { editMessage, storeMessages, unsendMessage } from './thread.ts'

/** One event and whose it is. */
export interface Turn {
  correspondent: Correspondent
  language: Language
  event: ChannelEvent
}

/** Events a person expects something to follow from. A standby event belongs to another system: stored, never answered. */
const answered = new Set(['message', 'postback', 'follow', 'referral', 'command', 'account_link', 'optin'])
const shown = new Set(['message', 'postback', 'command'])

/**
 * Applies events in the order given: what the channel says about the person, then all messages at once, then the answers.
 * Callers hold the lock of every person concerned.
 */
export async function applyEvents(
  transaction: Transaction,
  channelAccountId: string,
  turns: readonly Turn[],
  respond: Respond,
): Promise<void> {
  if (turns.length === 0) return
  await applyStates(transaction, turns)
  const talking = turns.filter(({ event }) => answered.has(event.type) || changesThread(event))
  const conversations = await ensureConversations(
    transaction,
    channelAccountId,
    talking.map(({ correspondent }) => correspondent.identityId),
  )
  try {
    await applyThread(transaction, talking, conversations)
    await answerAll(transaction, talking, conversations, respond)
    await settleArrivals(transaction)
  } finally {
    forgetArrivals(transaction)
  }
  await noteActivity(transaction, channelAccountId)
  await hint(
    transaction,
    'conversation',
    [...conversations.values()].map(({ conversationId }) => conversationId),
  )
}

/**
 * Answers everybody at the same moment, each person's events one after the other. What they read and write meanwhile is
 * gathered into statements for many; see `together`.
 */
async function answerAll(
  transaction: Transaction,
  turns: readonly Turn[],
  conversations: ReadonlyMap<string, Conversation>,
  respond: Respond,
): Promise<void> {
  const queues = byPerson(turns.filter(({ event }) => answered.has(event.type) && !event.standby))
  const answerOne = async (queue: readonly Turn[]) => {
    for (const { correspondent, language, event } of queue) {
      const conversation = conversations.get(correspondent.identityId)
      if (conversation === undefined) continue
      keepAtHand(transaction, conversation, correspondent)
      const { personId } = correspondent
      await respond(transaction, { conversation, identity: correspondent, personId, event, language })
    }
  }
  if (queues.length === 1) return answerOne(queues[0] ?? [])
  await inCrowd(
    transaction,
    queues.map((queue) => () => answerOne(queue)),
  )
}

/** Whoever has two addresses on one account is still one person. */
function byPerson(turns: readonly Turn[]): Turn[][] {
  const queues = new Map<string, Turn[]>()
  for (const turn of turns) {
    const queue = queues.get(turn.correspondent.personId)
    if (queue === undefined) queues.set(turn.correspondent.personId, [turn])
    else queue.push(turn)
  }
  return [...queues.values()]
}

function changesThread({ type }: ChannelEvent): boolean {
  return shown.has(type) || type === 'unsend' || type === 'edited' || type === 'reaction'
}

/** Follow, unfollow and block count at the provider's time; somebody who writes to us can be written to. */
async function applyStates(transaction: Transaction, turns: readonly Turn[]): Promise<void> {
  const news: IdentityNews[] = []
  for (const { correspondent, event } of turns) {
    const state = stateAfter(event, correspondent.state)
    if (state === undefined) continue
    news.push({ identityId: correspondent.identityId, state, at: new Date(event.at) })
    correspondent.state = state
  }
  await setIdentityStates(transaction, news)
}

function stateAfter(event: ChannelEvent, current: Correspondent['state']): IdentityState | undefined {
  if (event.type === 'follow') return 'following'
  if (event.type === 'unfollow') return 'unfollowed'
  if (!shown.has(event.type) || event.standby) return undefined
  return current === 'blocked' || current === 'unfollowed' ? 'following' : undefined
}

async function applyThread(
  transaction: Transaction,
  turns: readonly Turn[],
  conversations: ReadonlyMap<string, Conversation>,
): Promise<void> {
  const placed = turns.flatMap(({ correspondent, event }) => {
    const conversation = conversations.get(correspondent.identityId)
    return conversation
      ? [{ conversationId: conversation.conversationId, personId: correspondent.personId, event }]
      : []
  })
  // Tombstones first: what is unsent or edited in the same batch is never shown as it was.
  for (const one of placed) {
    if (one.event.type === 'unsend') await unsendMessage(transaction, one)
    if (one.event.type === 'edited') await editMessage(transaction, one)
    if (one.event.type === 'reaction') await keepReaction(transaction, one)
  }
  const arrivals = await storeMessages(
    transaction,
    placed.filter(({ event }) => shown.has(event.type)),
  )
  holdArrivals(transaction, arrivals)
  await keepWindows(transaction, placed)
}

async function noteActivity({ db, organisationId, now }: Transaction, channelAccountId: string): Promise<void> {
  await sql`
    update channel_accounts set last_event_at = ${now}
    where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
      and (last_event_at is null or last_event_at < ${new Date(now.getTime() - 10_000)})`.execute(db)
}
