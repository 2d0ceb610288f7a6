import { sql } from 'kysely'
import type { MergeParticipant } from '../people/merge.ts'
import { mergeWishes } from './wishes.ts'

/**
 * What either record was told, the person was told: who wrote to us from two chats hears no update twice. A message still on its
 * way to the emptied record counts as told, whatever becomes of it. Of what both wished to hear, the less holds.
 */
export const moveTold: MergeParticipant = async (transaction, { fromId, intoId }) => {
  const { db, organisationId } = transaction
  await mergeWishes(transaction, fromId, intoId)
  await sql`
    with moved as (
      delete from told_updates where organisation_id = ${organisationId} and person_id = ${fromId} returning *
    )
    insert into told_updates (organisation_id, person_id, update_id, feedback_round_id, at)
    select organisation_id, ${intoId}::uuid, update_id, feedback_round_id, at from moved
    on conflict do nothing`.execute(db)
}
