import { sql } from 'kysely'
import type { EraseCaseParticipant } from '../cases/erase.ts'
import { emptyDeliveries } from '../conversations/erase.ts'
import type { EraseParticipant } from '../people/erase.ts'

/** What an erased person wished to hear goes; that a gift's story was told, and in which round, stays with the gift. */
export const eraseWishes: EraseParticipant = async ({ db, organisationId }, { personIds }) => {
  await sql`
    delete from feedback_wishes where organisation_id = ${organisationId}
      and person_id = any(${[...personIds]}::uuid[])`.execute(db)
  return []
}

/** What donors were told of a case that is erased goes from our side of their conversations; what their phones show is theirs. */
export const eraseTellings: EraseCaseParticipant = async (transaction, { updateIds }) => {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ id: string }>`
    select distinct delivery_id as id from feedback_results
    where organisation_id = ${organisationId} and update_id = any(${[...updateIds]}::uuid[])
      and delivery_id is not null`.execute(db)
  await emptyDeliveries(
    transaction,
    rows.map(({ id }) => id),
  )
}
