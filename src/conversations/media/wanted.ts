import { sql } from 'kysely'
import type { ChannelEvent } from '../../channels/event.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs/job.ts'
import type { Transaction } from '../../platform/scope.ts'
import { mediaJob } from '../wake.ts'
import { mediaLeaseSeconds, refusedUnseen, sourceOf } from './media.ts'

/** An event and the conversation whose thread it is part of. */
interface Placed {
  readonly conversationId: string
  readonly event: ChannelEvent
}

/** Bytes that are erased are erased again when no fetch of before can still be writing. */
const erasureSeconds = 2 * mediaLeaseSeconds

/**
 * Notes what has to be fetched for messages of this transaction, as they stand in the thread, and wakes whoever fetches.
 * What an edit has put in another's place begins anew; a message that is unsent wants nothing.
 */
export async function wantMedia(transaction: Transaction, placed: readonly Placed[]): Promise<void> {
  const { db, organisationId, now } = transaction
  const wanted = placed.flatMap(({ conversationId, event }) =>
    event.attachments.flatMap((attachment, place) => {
      const source = sourceOf(attachment)
      if (source === undefined || event.messageId === undefined) return []
      return [{ conversationId, providerId: event.messageId, place, source, reason: refusedUnseen(attachment) ?? null }]
    }),
  )
  if (wanted.length === 0) return
  const { rows } = await sql<{ account: string }>`
    insert into message_media (organisation_id, message_id, place, conversation_id, channel_account_id, source, state,
      reason, next_attempt_at, file_id)
    select m.organisation_id, m.message_id, came.place, m.conversation_id, c.channel_account_id, came.source,
      case when came.reason is null then 'wanted' else 'refused' end, came.reason, ${now}, came.file_id
    from unnest(
      ${wanted.map(({ conversationId }) => conversationId)}::uuid[],
      ${wanted.map(({ providerId }) => providerId)}::text[],
      ${wanted.map(({ place }) => place)}::smallint[],
      ${wanted.map(({ source }) => source)}::text[],
      ${wanted.map(({ reason }) => reason)}::text[],
      ${wanted.map(() => newId(now))}::uuid[]
    ) as came (conversation_id, provider_id, place, source, reason, file_id)
    join messages m on m.organisation_id = ${organisationId} and m.conversation_id = came.conversation_id
      and m.direction = 'in' and m.provider_message_id = came.provider_id and m.unsent_at is null
      and came.source in (m.content #>> array['attachments', came.place::text, 'mediaId'],
        m.content #>> array['attachments', came.place::text, 'url'])
    join conversations c on c.organisation_id = ${organisationId} and c.conversation_id = m.conversation_id
    on conflict do nothing
    returning channel_account_id as account`.execute(db)
  for (const channelAccountId of new Set(rows.map(({ account }) => account)))
    await enqueue(transaction, mediaJob, { channelAccountId }, { key: channelAccountId })
}

/** Forgets the files of a message the person took back; its bytes go with it. */
export async function forgetMedia(transaction: Transaction, placed: Placed): Promise<void> {
  await forget(transaction, placed, [])
}

/** Forgets the files an edit took out of a message, or put others in the place of. Called before the new ones are wanted. */
export async function forgetReplacedMedia(transaction: Transaction, placed: Placed): Promise<void> {
  await forget(
    transaction,
    placed,
    placed.event.attachments.map((attachment) => sourceOf(attachment) ?? ''),
  )
}

/** @param kept by place, what may stay */
async function forget(
  transaction: Transaction,
  { conversationId, event }: Placed,
  kept: readonly string[],
): Promise<void> {
  const { db, organisationId, now } = transaction
  if (event.messageId === undefined) return
  const due = new Date(now.getTime() + erasureSeconds * 1000)
  const { rows } = await sql<{ account: string }>`
    with forgotten as (
      delete from message_media f using messages m
      where f.organisation_id = ${organisationId} and m.organisation_id = ${organisationId}
        and m.message_id = f.message_id and m.conversation_id = ${conversationId} and m.direction = 'in'
        and m.provider_message_id = ${event.messageId}
        and f.source is distinct from (${[...kept]}::text[])[f.place + 1]
      returning f.organisation_id, f.file_id, f.channel_account_id
    ), noted as (
      insert into media_erasures (organisation_id, file_id, due_at)
      select organisation_id, file_id, ${due} from forgotten
    )
    select distinct channel_account_id as account from forgotten`.execute(db)
  for (const { account } of rows) await enqueue(transaction, mediaJob, { channelAccountId: account }, { key: account })
}
