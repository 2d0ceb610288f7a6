import { sql } from 'kysely'
import type { Block, QuickReply } from '../../channels/message.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { type ConversationState, inboundContent, noteContent, readOutbound } from '../conversation.ts'
import { type ShownAttachment, showAttachments } from '../media/shown.ts'
import { type KeptMedia, readMedia } from '../media/store.ts'
import { type DeliveryRow, deliveryColumns, ofMessage, showDelivery } from '../sending/delivery-shown.ts'
import { readReactions, readStrayReactions } from './reactions.ts'
import { readWriting } from './writing.ts'

/** What the inbox asks for. */
export interface InboxQuestion {
  state?: ConversationState | undefined
  assignee?: 'me' | 'none' | undefined
  /** Part of a person's name or of the newest message. */
  query?: string | undefined
  /** `next` of the page before. */
  cursor?: string | undefined
  limit: number
}

interface InboxRow {
  id: string
  personId: string
  personName: string
  channel: string
  channelName: string
  preview: string
  unread: number
  state: ConversationState
  assigneeId: string | null
  assigneeName: string | null
  lastMessageAt: Date | null
  waitingSince: Date | null
}

const inboxColumns = sql`
  c.conversation_id as id, p.person_id as "personId", p.display_name as "personName", a.kind as channel,
  a.name as "channelName", c.preview, c.unread_count as unread, c.state, c.assignee_id as "assigneeId",
  m.name as "assigneeName", c.last_message_at as "lastMessageAt", c.waiting_since as "waitingSince"`

const inboxTables = sql`
  conversations c
  join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
  join persons p on p.organisation_id = i.organisation_id and p.person_id = i.person_id
  join channel_accounts a on a.organisation_id = c.organisation_id and a.channel_account_id = c.channel_account_id
  left join members m on m.organisation_id = c.organisation_id and m.member_id = c.assignee_id`

/** A page of the inbox, newest first. */
export async function listConversations(scope: Scope, question: InboxQuestion) {
  permit(scope, 'conversations.read')
  const rows = await scope.transaction((transaction) => readInbox(transaction, question))
  const page = rows.slice(0, question.limit)
  const last = rows.length > question.limit ? page.at(-1) : undefined
  return {
    items: page.map(asItem),
    next: last?.lastMessageAt ? `${last.lastMessageAt.toISOString()}_${last.id}` : null,
  }
}

async function readInbox({ db, organisationId, actor }: Transaction, question: InboxQuestion): Promise<InboxRow[]> {
  const { state, assignee, query, cursor, limit } = question
  const [before, beforeId] = cursor?.split('_') ?? []
  const conditions = [
    sql`c.organisation_id = ${organisationId} and c.last_message_at is not null`,
    ...(state ? [sql`c.state = ${state}`] : []),
    ...(assignee === 'me' ? [sql`c.assignee_id = ${actor.kind === 'member' ? actor.id : null}::uuid`] : []),
    ...(assignee === 'none' ? [sql`c.assignee_id is null`] : []),
    ...(query ? [sql`strpos(lower(p.display_name || ' ' || c.preview), lower(${query})) > 0`] : []),
    ...(before && beforeId
      ? [
          sql`(c.last_message_at, c.conversation_id) < (${before}::timestamptz, ${beforeId}::uuid)`,
          sql`c.lively_at <= ${before}::timestamptz`,
        ]
      : []),
  ]
  // The ten minutes a conversation last lived in say nothing that its last message does not; but they are in the index.
  const { rows } = await sql<InboxRow>`
    select ${inboxColumns} from ${inboxTables} where ${sql.join(conditions, sql` and `)}
    order by c.lively_at desc, c.last_message_at desc, c.conversation_id desc limit ${limit + 1}`.execute(db)
  return rows
}

interface Detail {
  channelAccountId: string
  identityState: string
  scriptSilentUntil: Date | null
  language: string
  cannotLeave: 'auth' | 'config' | 'quota' | 'paused' | null
}

/** One conversation and who is at its other end. Fails with `conversations.conversation-missing`. */
export async function readConversation(scope: Scope, conversationId: string) {
  permit(scope, 'conversations.read')
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const { rows } = await sql<InboxRow & Detail>`
      select ${inboxColumns}, c.channel_account_id as "channelAccountId", i.state as "identityState", c.script_silent_until as "scriptSilentUntil", p.language,
        case when a.state <> 'active' then coalesce(a.last_failure ->> 'code', 'paused')
          when a.last_failure ->> 'code' = 'quota' and (a.last_failure ->> 'until')::timestamptz > ${now} then 'quota'
        end as "cannotLeave"
      from ${inboxTables}
      where c.organisation_id = ${organisationId} and c.conversation_id = ${conversationId}`.execute(db)
    const [row] = rows
    if (!row) throw new Failure('conversations.conversation-missing', {}, { kind: 'missing' })
    return {
      ...asItem(row),
      channelAccountId: row.channelAccountId,
      identityState: row.identityState,
      scriptSilentUntil: row.scriptSilentUntil?.toISOString() ?? null,
      language: row.language,
      cannotLeave: row.cannotLeave,
      ...(await readWriting(transaction, conversationId)),
    }
  })
}

function asItem({ lastMessageAt, waitingSince, ...row }: InboxRow) {
  const { id, personId, personName, channel, channelName, preview, unread, state, assigneeId, assigneeName } = row
  return {
    ...{ id, personId, personName, channel, channelName, preview, unread, state, assigneeId, assigneeName },
    lastMessageAt: lastMessageAt?.toISOString() ?? null,
    waitingSince: waitingSince?.toISOString() ?? null,
  }
}

interface MessageRow extends DeliveryRow {
  id: string
  direction: 'in' | 'out' | 'note'
  authorKind: 'person' | 'member' | 'script' | 'system'
  authorName: string | null
  at: Date
  content: unknown
  unsentAt: Date | null
}

/** A page of a thread, oldest first, and the signs of its time that stand on none of its messages; `before` is `next` of the newer page. */
export async function listMessages(scope: Scope, conversationId: string, before: string | undefined, limit: number) {
  permit(scope, 'conversations.read')
  const [at, id] = before?.split('_') ?? []
  const { page, last, media, signs, strayReactions } = await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const earlier = at && id ? sql`and (m.at, m.message_id) < (${at}::timestamptz, ${id}::uuid)` : sql``
    const { rows } = await sql<MessageRow>`
      select m.message_id as id, m.direction, m.author_kind as "authorKind", w.name as "authorName", m.at, m.content,
        m.unsent_at as "unsentAt", ${deliveryColumns}
      from messages m
      left join members w on w.organisation_id = m.organisation_id and w.member_id = m.author_id
      left join deliveries d on d.organisation_id = m.organisation_id and ${ofMessage}
      where m.organisation_id = ${organisationId} and m.conversation_id = ${conversationId} ${earlier}
      order by m.at desc, m.message_id desc limit ${limit + 1}`.execute(db)
    const came = rows.filter(({ direction }) => direction === 'in').map((row) => row.id)
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    const ids = page.map((row) => row.id)
    return {
      ...{ page, last },
      media: await readMedia(transaction, came),
      signs: await readReactions(transaction, conversationId, ids),
      strayReactions: await readStrayReactions(transaction, conversationId, {
        from: last?.at,
        before: id === undefined ? undefined : at,
      }),
    }
  })
  return {
    items: page.reverse().map((row) => ({ ...asMessage(row, media), reactions: signs.get(row.id) ?? [] })),
    strayReactions,
    next: last ? `${last.at.toISOString()}_${last.id}` : null,
  }
}

function asMessage(row: MessageRow, media: readonly KeptMedia[]) {
  const { id, direction, authorKind, authorName, at, unsentAt } = row
  return {
    ...{ id, direction, authorKind, authorName },
    at: at.toISOString(),
    unsentAt: unsentAt?.toISOString() ?? null,
    ...wordsOf(row, media),
    delivery: showDelivery(row),
  }
}

interface ShownWords {
  text: string | null
  payload: string | null
  edited: boolean
  attachments: ShownAttachment[]
  blocks: Block[]
  quickReplies: QuickReply[]
}

/** What is shown of a message, by its direction: our blocks, their words and files, a note's words. */
function wordsOf({ id, direction, content }: MessageRow, media: readonly KeptMedia[]): ShownWords {
  const none = { text: null, payload: null, edited: false, attachments: [], blocks: [], quickReplies: [] }
  if (direction === 'out') {
    const { blocks, quickReplies } = readOutbound(content)
    return { ...none, blocks, quickReplies }
  }
  if (direction === 'note') return { ...none, text: noteContent.parse(content).text }
  const { text, payload, attachments, edited } = inboundContent.parse(content)
  const shown = showAttachments(id, attachments, media)
  return { ...none, text: text ?? null, payload: payload ?? null, edited: edited ?? false, attachments: shown }
}
