import { sql } from 'kysely'
import type { ChannelEvent } from '../../channels/event.ts'
import { hint } from '../../platform/realtime.ts'
import type { Transaction } from '../../platform/scope.ts'
import { ownLanguage } from '../own-language.ts'

/** The key under which the note on an answered comment is found again. */
export function commentNoteKey(commentId: string): string {
  return `comment:${commentId}`
}

/**
 * What a public comment said goes from the note of its answer and from its event once it is taken down; changed, the note says the
 * new words. That it was answered stays.
 */
export async function followComment(
  transaction: Transaction,
  channelAccountId: string,
  event: ChannelEvent,
): Promise<void> {
  const commentId = event.chat?.id
  if (commentId === undefined || (event.type !== 'unsend' && event.type !== 'edited')) return
  const { db, organisationId, context } = transaction
  await sql`
    update inbound_events set event = event - 'text' - 'attachments'
    where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId} and sender = ''
      and processed_at is not null and event #>> '{chat,id}' = ${commentId}`.execute(db)
  const translate = context.translator.in(await ownLanguage(transaction))
  const text =
    event.type === 'unsend'
      ? translate('conversations:comment.takenDown')
      : translate('conversations:comment.note', { words: event.text ?? '' })
  const { rows } = await sql<{ id: string }>`
    update messages m set content = m.content || ${JSON.stringify({ text })}::jsonb
    from private_replies r
    where r.organisation_id = ${organisationId} and r.channel_account_id = ${channelAccountId}
      and r.comment_id = ${commentId} and m.organisation_id = ${organisationId}
      and m.conversation_id = r.conversation_id and m.direction = 'note'
      and m.content ->> 'clientKey' = ${commentNoteKey(commentId)}
    returning m.conversation_id as id`.execute(db)
  if (rows.length > 0)
    await hint(
      transaction,
      'conversation',
      rows.map(({ id }) => id),
    )
}
