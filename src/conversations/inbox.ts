import { sql } from 'kysely'
import { textMessage } from '../channels/message.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { hint } from '../platform/realtime.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { cancelDeliveries, pauseScript, sendMessage } from './actions.ts'
import type { ConversationState } from './conversation.ts'
import { writeNoteIn } from './notes.ts'

/** How long the script keeps silent after a member wrote, unless they write again. */
const silenceMinutes = 20

/**
 * A member answers. The script falls silent, what it had queued is withdrawn, and the conversation is theirs if nobody had
 * it. The same `clientKey` sends once. Fails with `conversations.not-delivered` naming the reason.
 */
export async function replyAsMember(
  scope: Scope,
  conversationId: string,
  reply: { text: string; clientKey: string },
): Promise<{ messageId: string | null }> {
  permit(scope, 'conversations.reply')
  return scope.transaction(async (transaction) => {
    await lockConversation(transaction, conversationId)
    const memberId = memberOf(scope)
    await pauseScript(transaction, conversationId, new Date(transaction.now.getTime() + silenceMinutes * 60_000))
    await cancelDeliveries(transaction, { conversationId, authorKind: 'script' })
    const sent = await sendMessage(
      transaction,
      { conversationId },
      {
        content: textMessage(reply.text),
        purpose: 'service',
        author: { kind: 'member', ...(memberId ? { id: memberId } : {}) },
        onceKey: `reply:${conversationId}:${reply.clientKey}`,
      },
    )
    if (sent.outcome === 'skipped' && sent.reason !== 'already_sent')
      throw new Failure('conversations.not-delivered', { reason: sent.reason }, { kind: 'conflict' })
    await transaction.db
      .updateTable('conversations')
      .set({ assignee_id: sql<string>`coalesce(assignee_id, ${memberId ?? null}::uuid)` })
      .where('organisation_id', '=', transaction.organisationId)
      .where('conversation_id', '=', conversationId)
      .execute()
    await audit(transaction, {
      action: 'conversations.reply',
      subjectKind: 'conversation',
      subjectId: conversationId,
      after: { outcome: sent.outcome },
    })
    await hint(transaction, 'conversation', [conversationId])
    return { messageId: sent.outcome === 'queued' ? sent.messageId : null }
  })
}

/** Writes a note that only members see. */
export async function writeNote(scope: Scope, conversationId: string, text: string): Promise<{ messageId: string }> {
  permit(scope, 'conversations.reply')
  return scope.transaction(async (transaction) => {
    await lockConversation(transaction, conversationId)
    const messageId = await writeNoteIn(transaction, conversationId, text, { kind: 'member', id: memberOf(scope) })
    await audit(transaction, { action: 'conversations.note', subjectKind: 'conversation', subjectId: conversationId })
    return { messageId }
  })
}

/** Gives a conversation to a member, or to nobody. Fails with `conversations.assignee-missing`. */
export async function assignConversation(scope: Scope, conversationId: string, memberId: string | null): Promise<void> {
  permit(scope, 'conversations.reply')
  await change(scope, conversationId, 'conversations.assign', async (transaction, before) => {
    if (memberId !== null) await requireMember(transaction, memberId)
    await update(transaction, conversationId, { assignee_id: memberId })
    return { before: { assigneeId: before.assignee_id }, after: { assigneeId: memberId } }
  })
}

/** Opens, queues for a member or resolves a conversation. Resolved, nobody waits and the script may speak again. */
export async function setConversationState(
  scope: Scope,
  conversationId: string,
  state: ConversationState,
): Promise<void> {
  permit(scope, 'conversations.reply')
  await change(scope, conversationId, 'conversations.state', async (transaction, before) => {
    const settled = state === 'resolved' ? { waiting_since: null, script_silent_until: null, unread_count: 0 } : {}
    await update(transaction, conversationId, { state, ...settled })
    return { before: { state: before.state }, after: { state } }
  })
}

/** Notes that somebody of the team has read everything so far. Reading leaves no line in the audit. */
export async function markRead(scope: Scope, conversationId: string): Promise<void> {
  permit(scope, 'conversations.read')
  await scope.transaction(async (transaction) => {
    await lockConversation(transaction, conversationId)
    await update(transaction, conversationId, { unread_count: 0 })
    await hint(transaction, 'conversation', [conversationId])
  })
}

type Row = Awaited<ReturnType<typeof lockConversation>>

async function change(
  scope: Scope,
  conversationId: string,
  action: string,
  work: (transaction: Transaction, before: Row) => Promise<{ before: object; after: object }>,
): Promise<void> {
  await scope.transaction(async (transaction) => {
    const row = await lockConversation(transaction, conversationId)
    const changed = await work(transaction, row)
    await audit(transaction, { action, subjectKind: 'conversation', subjectId: conversationId, ...changed })
    await hint(transaction, 'conversation', [conversationId])
  })
}

async function update(
  { db, organisationId }: Transaction,
  conversationId: string,
  values: {
    assignee_id?: string | null
    state?: ConversationState
    waiting_since?: null
    script_silent_until?: null
    unread_count?: number
  },
): Promise<void> {
  await db
    .updateTable('conversations')
    .set(values)
    .where('organisation_id', '=', organisationId)
    .where('conversation_id', '=', conversationId)
    .execute()
}

async function lockConversation({ db, organisationId }: Transaction, conversationId: string) {
  const row = await db
    .selectFrom('conversations')
    .where('organisation_id', '=', organisationId)
    .where('conversation_id', '=', conversationId)
    .select(['state', 'assignee_id'])
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Failure('conversations.conversation-missing', {}, { kind: 'missing' })
  return row
}

async function requireMember({ db, organisationId }: Transaction, memberId: string): Promise<void> {
  const member = await db
    .selectFrom('members')
    .where('organisation_id', '=', organisationId)
    .where('member_id', '=', memberId)
    .where('deactivated_at', 'is', null)
    .select('member_id')
    .executeTakeFirst()
  if (!member) throw new Failure('conversations.assignee-missing', {}, { field: 'memberId' })
}

function memberOf({ actor }: Scope): string | undefined {
  return actor.kind === 'member' ? actor.id : undefined
}
