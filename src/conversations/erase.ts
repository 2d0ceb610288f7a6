import { sql } from 'kysely'
import type { EraseParticipant } from '../people/erase.ts'
import { hint } from '../platform/realtime.ts'
import type { Transaction } from '../platform/scope.ts'
import { mediaLeaseSeconds } from './media/media.ts'
import { emptySentFiles } from './media/sent-files-erase.ts'

/** What stands where our words stood: it must be readable as a message, and no message is empty. */
const emptyWords = '{"blocks":[{"type":"text","text":"–"}],"quickReplies":[],"altText":"–"}'

/** Where somebody wrote to us from, by all the names the channel knows them by. */
interface Place {
  identityId: string
  conversationId: string | null
  channelAccountId: string
  names: string[]
}

/**
 * Of an erased person's conversations the empty rows stay, with what was sent when and at what price: words, files, the provider's
 * numbers and what is still to leave go. An event keeps only what a repetition of it is recognised by.
 */
export const eraseConversations: EraseParticipant = async (transaction, { personIds }) => {
  const places = await placesOf(transaction, personIds)
  const conversationIds = places.flatMap(({ conversationId }) => conversationId ?? [])
  await stopDeliveries(transaction, conversationIds)
  await emptySentFiles(transaction, conversationIds)
  await emptyThreads(transaction, conversationIds)
  await eraseFiles(transaction, conversationIds, places)
  await eraseEvents(transaction, places)
  await hint(transaction, 'conversation', conversationIds)
  return conversationIds
}

async function placesOf({ db, organisationId }: Transaction, personIds: readonly string[]): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select i.identity_id as "identityId", c.conversation_id as "conversationId", i.channel_account_id as "channelAccountId",
      array[i.address] || array(select a.alias from identity_aliases a
        where a.organisation_id = i.organisation_id and a.identity_id = i.identity_id) as names
    from identities i
    left join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
    where i.organisation_id = ${organisationId} and i.person_id = any(${[...personIds]}::uuid[])
    order by i.identity_id`.execute(db)
  return rows
}

/** What has not left will not; what nobody knows the end of is asked about no more. */
async function stopDeliveries({ db, organisationId }: Transaction, ids: readonly string[]): Promise<void> {
  const theirs = sql`organisation_id = ${organisationId} and conversation_id = any(${[...ids]}::uuid[])`
  await sql`
    update delivery_parts set provider_id = null, outcome = null where organisation_id = ${organisationId}
      and delivery_id in (select delivery_id from deliveries where ${theirs})`.execute(db)
  await sql`
    update deliveries set reply_token = null, comment_id = null,
      state = case when state in ('queued', 'held', 'unknown') then 'cancelled' else state end,
      reason = case when state in ('queued', 'held', 'unknown') then null else reason end
    where ${theirs}`.execute(db)
}

async function emptyThreads({ db, organisationId, now }: Transaction, ids: readonly string[]): Promise<void> {
  const theirs = sql`organisation_id = ${organisationId} and conversation_id = any(${[...ids]}::uuid[])`
  await sql`
    update messages set provider_message_id = null, unsent_at = coalesce(unsent_at, ${now}), content = case direction
      when 'in' then '{"type":"message","attachments":[]}'::jsonb
      when 'note' then '{"text":""}'::jsonb
      else ${emptyWords}::jsonb end
    where ${theirs}`.execute(db)
  await sql`
    update conversations set preview = '', reply_token = null, reply_token_expires_at = null, state = 'resolved',
      assignee_id = null, waiting_since = null, unread_count = 0
    where ${theirs}`.execute(db)
  await sql`delete from staff_announcements where ${theirs}`.execute(db)
  await sql`delete from private_replies where ${theirs}`.execute(db)
  await sql`delete from reactions where ${theirs}`.execute(db)
}

/** Empties the words of messages by their deliveries, and stops those that have not left. */
export async function emptyDeliveries(
  { db, organisationId, now }: Transaction,
  deliveryIds: readonly string[],
): Promise<void> {
  const meant = sql`organisation_id = ${organisationId} and delivery_id = any(${[...deliveryIds]}::uuid[])`
  await sql`
    update deliveries set state = 'cancelled', reason = 'withdrawn' where ${meant} and state in ('queued', 'held')`.execute(
    db,
  )
  await sql`
    update messages set content = ${emptyWords}::jsonb, unsent_at = coalesce(unsent_at, ${now})
    where organisation_id = ${organisationId}
      and message_id in (select message_id from deliveries where ${meant})`.execute(db)
  await sql`
    update conversations set preview = '' where organisation_id = ${organisationId}
      and conversation_id in (select conversation_id from deliveries where ${meant})`.execute(db)
}

/** What people sent us, and what visitors of the web chat were shown or were about to send. */
async function eraseFiles(transaction: Transaction, ids: readonly string[], places: readonly Place[]): Promise<void> {
  const { db, organisationId } = transaction
  const { rows: carried } = await sql<{ id: string }>`
    delete from mail_files f using message_media m
    where f.organisation_id = ${organisationId} and m.organisation_id = ${organisationId}
      and m.channel_account_id = f.channel_account_id and m.source = f.media_id
      and m.conversation_id = any(${[...ids]}::uuid[]) returning f.file_id as id`.execute(db)
  const { rows: sent } = await sql<{ id: string }>`
    delete from message_media where organisation_id = ${organisationId}
      and conversation_id = any(${[...ids]}::uuid[]) returning file_id as id`.execute(db)
  const { rows: uploaded } = await sql<{ id: string }>`
    delete from webchat_uploads where organisation_id = ${organisationId}
      and (channel_account_id, visitor) in (${addressesOf(places)}) returning upload_id as id`.execute(db)
  await sql`
    delete from webchat_entries where organisation_id = ${organisationId}
      and (channel_account_id, visitor) in (${addressesOf(places)})`.execute(db)
  await noteErasures(
    transaction,
    [...carried, ...sent, ...uploaded].map(({ id }) => id),
  )
}

/** Notes files that must go: erased within seconds of the commit, and once more when nothing of before can still write them. */
export async function noteErasures(
  { db, organisationId, now }: Transaction,
  fileIds: readonly string[],
): Promise<void> {
  const due = new Date(now.getTime() + 2 * mediaLeaseSeconds * 1000)
  await sql`
    insert into media_erasures (organisation_id, file_id, due_at)
    select ${organisationId}::uuid, id, ${due} from unnest(${[...fileIds]}::uuid[]) as id
    on conflict do nothing`.execute(db)
}

/** A provider may tell an event again for days: what it is recognised by stays, unless it names the person. */
async function eraseEvents({ db, organisationId, now }: Transaction, places: readonly Place[]): Promise<void> {
  await sql`
    update inbound_events e set sender = 'erased:' || e.inbound_event_id, event = '{}', failure = null,
      processed_at = coalesce(e.processed_at, ${now}), next_attempt_at = null,
      dedupe_key = case when position(e.sender in e.dedupe_key) > 0 then 'erased:' || e.inbound_event_id
        else e.dedupe_key end
    where e.organisation_id = ${organisationId} and e.sender <> ''
      and (e.channel_account_id, e.sender) in (${addressesOf(places)})`.execute(db)
  // What they said in a group stands under nobody, and names them inside.
  await sql`
    update inbound_events e set event = '{}' where e.organisation_id = ${organisationId} and e.sender = ''
      and e.processed_at is not null and (e.channel_account_id, e.event ->> 'userId') in (${addressesOf(places)})`.execute(
    db,
  )
}

function addressesOf(places: readonly Place[]) {
  const named = places.flatMap(({ channelAccountId, names }) => names.map((name) => ({ channelAccountId, name })))
  return sql`select * from unnest(${named.map((one) => one.channelAccountId)}::uuid[],
    ${named.map(({ name }) => name)}::text[])`
}
