import { sql } from 'kysely'
import type { EraseParticipant } from '../people/erase.ts'

/** What an erased person wished to hear goes; that a gift's story was told, and in which round, stays with the gift. */
export const eraseWishes: EraseParticipant = async ({ db, organisationId }, { personIds }) => {
  await sql`
    delete from feedback_wishes where organisation_id = ${organisationId}
      and person_id = any(${[...personIds]}::uuid[])`.execute(db)
  return []
}
