import { sql } from 'kysely'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { cancelDeliveries, pauseScript, sendMessage } from '../actions.ts'
import type { ConversationState } from '../conversation.ts'
import { contentOf } from './member-content.ts'
import type { MemberReply } from './member-reply.ts'
import { findNote, writeNoteIn } from './notes.ts'

/** How long the script keeps silent after a member wrote, unless they write again. */
const silenceMinutes = 20

/**
 * A member answers. The script falls silent, what it had queued is withdrawn, and the conversation is theirs if nobody had
 * it. The same `clientKey` sends once. Fails with `conversations.not-delivered` naming the reason, `conversations.answered-meanwhile`
 * when a colleague has answered since `seenMessageId`, and as `contentOf`.
 */
export async function replyAsMember(
  scope: Scope,
  conversationId: string,
  reply: MemberReply,
): Promise<{ messageId: string | null }> {
  permit(scope, 'conversations.reply')
  return scope.transaction(async (transaction) => {
    await lockConversation(transaction, conversationId)
    const memberId = memberOf(scope)
    if (reply.seenMessageId) await refuseUnseen(transaction, conversationId, reply.seenMessageId)
    const content = await contentOf(transaction, conversationId, reply)
    await pauseScript(transaction, conversationId, new Date(transaction.now.getTime() + silenceMinutes * 60_000))
    await cancelDeliveries(transaction, { conversationId, authorKind: 'script' })
    const sent = await sendMessage(
      transaction,
      { conversationId },
      {
        content,
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

/** Two members must not answer the same question without knowing of each other; what oneself wrote elsewhere is known. */
async function refuseUnseen(
  { db, organisationId, actor }: Transaction,
  conversationId: string,
  seenMessageId: string,
): Promise<void> {
  const { rows } = await sql<{ memberId: string }>`
    select m.author_id as "memberId" from messages m
    join messages seen on seen.organisation_id = m.organisation_id and seen.conversation_id = m.conversation_id
      and seen.message_id = ${seenMessageId}
    where m.organisation_id = ${organisationId} and m.conversation_id = ${conversationId}
      and m.direction = 'out' and m.author_kind = 'member' and (m.at, m.message_id) > (seen.at, seen.message_id)
      and m.author_id is distinct from ${actor.kind === 'member' ? actor.id : null}::uuid
    order by m.at desc, m.message_id desc limit 1`.execute(db)
  const [newer] = rows
  if (newer) throw new Failure('conversations.answered-meanwhile', { memberId: newer.memberId }, { kind: 'conflict' })
}

/** Writes a note that only members see. The same `clientKey` keeps one, however often it is sent. */
export async function writeNote(
  scope: Scope,
  conversationId: string,
  text: string,
  clientKey?: string,
): Promise<{ messageId: string }> {
  permit(scope, 'conversations.reply')
  return scope.transaction(async (transaction) => {
    await lockConversation(transaction, conversationId)
    const id = memberOf(scope)
    const kept = id && clientKey && (await findNote(transaction, conversationId, { authorId: id, clientKey }))
    if (kept) return { messageId: kept }
    const messageId = await writeNoteIn(transaction, conversationId, text, { kind: 'member', id }, clientKey)
    await audit(transaction, { action: 'conversations.note', subjectKind: 'conversation', subjectId: conversationId })
    return { messageId }
  })
}

/**
 * Gives a conversation to a member, or to nobody. With `seen`, whose it was on the asking member's screen, it is not taken
 * from somebody who was quicker. Fails with `conversations.assignee-missing`, `conversations.taken` naming who has it.
 */
export async function assignConversation(
  scope: Scope,
  conversationId: string,
  memberId: string | null,
  seen?: string | null,
): Promise<void> {
  permit(scope, 'conversations.reply')
  await change(scope, conversationId, 'conversations.assign', async (transaction, before) => {
    const has = before.assignee_id
    if (seen !== undefined && has !== null && has !== seen && has !== memberId)
      throw new Failure('conversations.taken', { memberId: has }, { kind: 'conflict' })
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
