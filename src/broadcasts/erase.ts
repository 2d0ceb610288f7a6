import { sql } from 'kysely'
import type { EraseParticipant } from '../people/erase.ts'

/** Whom a broadcast was still to write to and who is erased, it writes to no more. */
export const eraseRecipients: EraseParticipant = async ({ db, organisationId, now }, { personIds }) => {
  await sql`
    update broadcast_recipients set state = 'cancelled', reason = null, at = ${now}
    where organisation_id = ${organisationId} and state = 'waiting'
      and person_id = any(${[...personIds]}::uuid[])`.execute(db)
  return []
}
