import { sql } from 'kysely'
import type { ProviderRequest, ProviderResponse } from '../../channels/request.ts'
import { type StreamEntry, streamEntry } from '../../channels/webchat/compose.ts'
import { describeError } from '../../platform/log.ts'
import { hint } from '../../platform/realtime.ts'
import { type Context, Scope } from '../../platform/scope.ts'
import type { OpenAccount } from '../account.ts'

/** Appends one entry to a visitor's stream, once per idempotency key: what `APPEND` of the channel contract means. */
export async function appendEntry(
  context: Context,
  account: OpenAccount,
  request: ProviderRequest,
): Promise<ProviderResponse> {
  const visitor = request.url.replace(/^webchat:/, '')
  const scope = new Scope(context, account.organisationId, { kind: 'system', name: 'web chat' })
  try {
    await scope.transaction(async (transaction) => {
      const { db, organisationId, now } = transaction
      // Positions of one visitor are taken one after the other, so a stream that saw 7 never misses 6.
      await sql`select pg_advisory_xact_lock(hashtextextended(${visitor}, 1))`.execute(db)
      await sql`
        insert into webchat_entries
          (organisation_id, channel_account_id, visitor, position, entry_id, entry, at)
        select ${organisationId}::uuid, ${account.channelAccountId}::uuid, ${visitor}, coalesce(max(position), 0) + 1,
          ${request.idempotencyKey ?? null}::uuid, ${request.body}::jsonb, ${now}::timestamptz
        from webchat_entries
        where organisation_id = ${organisationId} and channel_account_id = ${account.channelAccountId}
          and visitor = ${visitor}
        on conflict do nothing`.execute(db)
      await hint(transaction, 'webchat', [visitor])
    })
    return { kind: 'answered', status: 201, headers: {}, body: '' }
  } catch (error) {
    context.log.error(describeError(error), 'A web chat entry could not be kept')
    return { kind: 'unanswered', reason: 'database' }
  }
}

/** A visitor's entries behind a position, oldest first; from the beginning of a first visit only the newest hundred. */
export async function readEntries(
  context: Context,
  account: OpenAccount,
  visitor: string,
  after: number,
): Promise<{ position: number; entry: StreamEntry }[]> {
  const scope = new Scope(context, account.organisationId, { kind: 'system', name: 'web chat' })
  return scope.transaction(async ({ db, organisationId }) => {
    const rows = await db
      .selectFrom('webchat_entries')
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', account.channelAccountId)
      .where('visitor', '=', visitor)
      .where('position', '>', after)
      .orderBy('position', 'desc')
      .limit(100)
      .select(['position', 'entry'])
      .execute()
    return rows.reverse().map(({ position, entry }) => ({ position, entry: streamEntry.parse(entry) }))
  })
}
