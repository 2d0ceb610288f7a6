import { sql } from 'kysely'
import type { EraseParticipant } from '../people/erase.ts'

/** What a script remembered of what an erased person said goes with them. */
export const eraseSessions: EraseParticipant = async ({ db, organisationId }, { personIds }) => {
  await sql`
    delete from script_sessions where organisation_id = ${organisationId} and conversation_id in (
      select c.conversation_id from conversations c
      join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
      where c.organisation_id = ${organisationId} and i.person_id = any(${[...personIds]}::uuid[]))`.execute(db)
  return []
}
