import { sql } from 'kysely'
import { attachment } from '../../channels/event.ts'
import { hint } from '../../platform/realtime.ts'
import type { ReceivedFile } from '../../platform/received.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { type MediaState, mediaLeaseSeconds, type Refusal, type WantedMedia } from './media.ts'

/** Takes some of what is due on an account; nobody else takes it until the lease is over. */
export function claimMedia(scope: Scope, channelAccountId: string, limit: number): Promise<WantedMedia[]> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const { rows } = await sql<Omit<WantedMedia, 'attachment'> & { attachment: unknown }>`
      with due as (
        select message_id, place from message_media
        where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
          and state = 'wanted' and next_attempt_at <= ${now}
        order by next_attempt_at limit ${limit} for update skip locked
      )
      update message_media f set attempts = f.attempts + 1,
        next_attempt_at = ${new Date(now.getTime() + mediaLeaseSeconds * 1000)}
      from due join messages m on m.organisation_id = ${organisationId} and m.message_id = due.message_id
      where f.organisation_id = ${organisationId} and f.message_id = due.message_id and f.place = due.place
      returning f.message_id as "messageId", f.place, f.conversation_id as "conversationId", f.file_id as "fileId",
        f.attempts, m.content #> array['attachments', f.place::text] as attachment`.execute(db)
    return rows.map((row) => ({ ...row, attachment: attachment.parse(row.attachment) }))
  })
}

/** What a claimed file turned out to be. */
export type Settlement =
  | { readonly state: 'fetched'; readonly file: ReceivedFile }
  | { readonly state: 'refused'; readonly reason: Refusal }
  | { readonly state: 'gone' }

/** Writes how it ended and tells open desks; answers false when nobody wants it any more: it was unsent or replaced. */
export function settleMedia(scope: Scope, wanted: WantedMedia, settlement: Settlement): Promise<boolean> {
  return scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const file = settlement.state === 'fetched' ? settlement.file : undefined
    const { numUpdatedRows } = await db
      .updateTable('message_media')
      .set({
        state: settlement.state,
        reason: settlement.state === 'refused' ? settlement.reason : null,
        media_type: file?.mediaType ?? null,
        byte_length: file === undefined ? null : BigInt(file.bytes.byteLength),
        file_name: file?.fileName ?? null,
        has_thumbnail: file?.small !== undefined,
      })
      .where('organisation_id', '=', organisationId)
      .where('message_id', '=', wanted.messageId)
      .where('place', '=', wanted.place)
      .where('file_id', '=', wanted.fileId)
      .where('state', '=', 'wanted')
      .executeTakeFirstOrThrow()
    await hint(transaction, 'conversation', [wanted.conversationId])
    return numUpdatedRows > 0n
  })
}

/** Sets when a claimed file is tried again. */
export function postponeMedia(scope: Scope, { messageId, place }: WantedMedia, seconds: number): Promise<void> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    await db
      .updateTable('message_media')
      .set({ next_attempt_at: new Date(now.getTime() + seconds * 1000) })
      .where('organisation_id', '=', organisationId)
      .where('message_id', '=', messageId)
      .where('place', '=', place)
      .execute()
  })
}

/** Accounts on which something is due. */
export function accountsWithMedia(scope: Scope): Promise<string[]> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const rows = await db
      .selectFrom('message_media')
      .where('organisation_id', '=', organisationId)
      .where('state', '=', 'wanted')
      .where('next_attempt_at', '<=', now)
      .select('channel_account_id')
      .distinct()
      .execute()
    return rows.map((row) => row.channel_account_id)
  })
}

/** A file as its message shows it. */
export interface KeptMedia {
  readonly messageId: string
  readonly place: number
  readonly fileId: string
  readonly state: MediaState
  readonly reason: string | null
  readonly mediaType: string | null
  readonly byteLength: number | null
  readonly fileName: string | null
  readonly hasThumbnail: boolean
}

/** The files of these messages, in no order. */
export async function readMedia(
  { db, organisationId }: Transaction,
  messageIds: readonly string[],
): Promise<KeptMedia[]> {
  if (messageIds.length === 0) return []
  const { rows } = await sql<KeptMedia>`
    select message_id as "messageId", place, file_id as "fileId", state, reason, media_type as "mediaType",
      byte_length::int as "byteLength", file_name as "fileName", has_thumbnail as "hasThumbnail"
    from message_media
    where organisation_id = ${organisationId} and message_id = any(${[...messageIds]}::uuid[])`.execute(db)
  return rows
}
