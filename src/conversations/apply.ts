import { sql } from 'kysely'
import type { ChannelEvent } from '../channels/event.ts'
import { type IdentityState, setIdentityState } from '../people/identities.ts'
import type { Language } from '../platform/languages.ts'
import { hint } from '../platform/realtime.ts'
import type { Transaction } from '../platform/scope.ts'
import { keepAtHand } from './at-hand.ts'
import type { Conversation, Correspondent, Respond } from './conversation.ts'
import { ensureConversations } from './conversations.ts'
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
 * Applies events in the order given: what the channel says about the person, then all messages at once, then the answers
 * one by one. Callers hold the lock of every person concerned.
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
  await applyThread(transaction, talking, conversations)
  for (const { correspondent, language, event } of talking) {
    const conversation = conversations.get(correspondent.identityId)
    if (conversation === undefined || event.standby || !answered.has(event.type)) continue
    keepAtHand(transaction, conversation, correspondent)
    await respond(transaction, {
      conversation,
      identity: correspondent,
      personId: correspondent.personId,
      event,
      language,
    })
  }
  await noteActivity(transaction, channelAccountId)
  await hint(
    transaction,
    'conversation',
    [...conversations.values()].map(({ conversationId }) => conversationId),
  )
}

function changesThread({ type }: ChannelEvent): boolean {
  return shown.has(type) || type === 'unsend' || type === 'edited'
}

/** Follow, unfollow and block count at the provider's time; somebody who writes to us can be written to. */
async function applyStates(transaction: Transaction, turns: readonly Turn[]): Promise<void> {
  for (const { correspondent, event } of turns) {
    const state = stateAfter(event, correspondent.state)
    if (state === undefined) continue
    await setIdentityState(transaction, correspondent.identityId, state, new Date(event.at))
    correspondent.state = state
  }
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
  }
  await storeMessages(
    transaction,
    placed.filter(({ event }) => shown.has(event.type)),
  )
}

async function noteActivity({ db, organisationId, now }: Transaction, channelAccountId: string): Promise<void> {
  await sql`
    update channel_accounts set last_event_at = ${now}
    where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
      and (last_event_at is null or last_event_at < ${new Date(now.getTime() - 10_000)})`.execute(db)
}
