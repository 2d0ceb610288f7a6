import { sql } from 'kysely'
import { orderedId } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Conversation } from './conversation.ts'

/** The conversations of these identities by identity, made where missing. In order, so that two transactions never wait in a ring. */
export async function ensureConversations(
  { db, organisationId, now }: Transaction,
  channelAccountId: string,
  identityIds: readonly string[],
): Promise<Map<string, Conversation>> {
  const wanted = [...new Set(identityIds)].sort()
  if (wanted.length === 0) return new Map()
  const known = await read()
  const missing = wanted.filter((identityId) => !known.has(identityId))
  if (missing.length === 0) return known
  await sql`
    insert into conversations (organisation_id, conversation_id, channel_account_id, identity_id, created_at)
    select ${organisationId}::uuid, id, ${channelAccountId}::uuid, identity_id, ${now}::timestamptz
    from unnest(${missing.map(() => orderedId(now))}::uuid[], ${missing}::uuid[]) as made (id, identity_id)
    on conflict do nothing`.execute(db)
  return read()

  async function read(): Promise<Map<string, Conversation>> {
    const { rows } = await sql<Conversation>`
      select conversation_id as "conversationId", channel_account_id as "channelAccountId",
        identity_id as "identityId", state, assignee_id as "assigneeId", script_silent_until as "scriptSilentUntil"
      from conversations
      where organisation_id = ${organisationId} and identity_id = any(${wanted}::uuid[])`.execute(db)
    return new Map(rows.map((row) => [row.identityId, row]))
  }
}
