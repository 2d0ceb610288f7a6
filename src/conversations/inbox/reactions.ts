import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import type { Transaction } from '../../platform/scope.ts'
import type { Placed } from '../arriving/thread.ts'
import { ofMessage } from '../sending/delivery-shown.ts'

/** A sign somebody left on a message: an emoji, or its name between colons where the channel has signs of its own. */
export const shownReaction = z.object({ sign: z.string(), at: z.iso.datetime() }).openapi('Reaction')
export type ShownReaction = z.infer<typeof shownReaction>

/** A sign on a message that this thread does not hold: written before us, by another program, or thrown away since. */
export interface StrayReaction extends ShownReaction {
  id: string
}

/** Keeps what somebody felt about a message, or that they took it back. The newest by the provider's clock holds. */
export async function keepReaction(
  { db, organisationId }: Transaction,
  { conversationId, event }: Placed,
): Promise<void> {
  const { messageId, reaction = '', reactionSlot = '', at } = event
  if (messageId === undefined) return
  await sql`
    insert into reactions (organisation_id, conversation_id, provider_message_id, slot, sign, at)
    values (${organisationId}::uuid, ${conversationId}::uuid, ${messageId}, ${reactionSlot}, ${reaction}, ${new Date(at)})
    on conflict (organisation_id, conversation_id, provider_message_id, slot) do update
      set sign = excluded.sign, at = excluded.at
      where reactions.at <= excluded.at`.execute(db)
}

/** The signs that stand on these messages, by message, oldest first. */
export async function readReactions(
  { db, organisationId }: Transaction,
  conversationId: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, ShownReaction[]>> {
  const { rows } = await sql<{ messageId: string; sign: string; at: Date }>`
    with named as (
      select message_id, provider_message_id as name from messages
      where organisation_id = ${organisationId} and message_id = any(${[...messageIds]}::uuid[]) and unsent_at is null
      union
      select d.message_id, p.provider_id
      from unnest(${[...messageIds]}::uuid[]) as m (message_id)
      join deliveries d on d.organisation_id = ${organisationId} and ${ofMessage}
      join delivery_parts p on p.organisation_id = d.organisation_id and p.delivery_id = d.delivery_id
    )
    select distinct on (r.at, n.message_id, r.provider_message_id, r.slot) n.message_id as "messageId", r.sign, r.at
    from reactions r join named n on n.name = r.provider_message_id
    where r.organisation_id = ${organisationId} and r.conversation_id = ${conversationId} and r.sign <> ''
    order by r.at, n.message_id, r.provider_message_id, r.slot`.execute(db)
  const byMessage = new Map<string, ShownReaction[]>()
  for (const { messageId, sign, at } of rows)
    byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), { sign, at: at.toISOString() }])
  return byMessage
}

/** The signs of a stretch of time that stand on no message of this thread, oldest first; at most a hundred. */
export async function readStrayReactions(
  { db, organisationId }: Transaction,
  conversationId: string,
  { from, before }: { from: Date | undefined; before: string | undefined },
): Promise<StrayReaction[]> {
  const { rows } = await sql<{ id: string; sign: string; at: Date }>`
    select r.provider_message_id || ' ' || r.slot as id, r.sign, r.at from reactions r
    where r.organisation_id = ${organisationId} and r.conversation_id = ${conversationId} and r.sign <> ''
      and r.at >= ${from ?? new Date(0)} and r.at < ${before ?? 'infinity'}::timestamptz
      and not exists (select from messages m where m.organisation_id = r.organisation_id
        and m.conversation_id = r.conversation_id and m.direction = 'in' and m.provider_message_id = r.provider_message_id)
      and not exists (select from delivery_parts p
        join deliveries d on d.organisation_id = p.organisation_id and d.delivery_id = p.delivery_id
        where p.organisation_id = r.organisation_id and p.provider_id = r.provider_message_id
          and d.conversation_id = r.conversation_id)
    order by r.at, r.provider_message_id, r.slot limit 100`.execute(db)
  return rows.map(({ id, sign, at }) => ({ id, sign, at: at.toISOString() }))
}
