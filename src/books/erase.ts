import { sql } from 'kysely'
import type { EraseParticipant } from '../people/erase.ts'

/** The public list leads to no story of an erased person's gift. */
export const eraseShared: EraseParticipant = async ({ db, organisationId }, { personIds }) => {
  await sql`
    delete from shared_stories where organisation_id = ${organisationId} and gift_id in (
      select gift_id from gifts where organisation_id = ${organisationId}
        and person_id = any(${[...personIds]}::uuid[]))`.execute(db)
  return []
}
