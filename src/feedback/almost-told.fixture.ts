import { sql } from 'kysely'
import type { Scope } from '../platform/scope.ts'

/** What another hand is about to tell. */
export interface AlmostTold {
  readonly personId: string
  readonly updateId: string
  readonly roundId: string
}

/**
 * Another hand is about to tell somebody the same: a sender of it stops after writing and before committing. Answers how it is made to
 * give up, after which the sender goes on.
 */
export async function almostTell(
  scope: Scope,
  { personId, updateId, roundId }: AlmostTold,
): Promise<() => Promise<void>> {
  let giveUp = () => {}
  const givenUp = new Promise<void>((resolve) => {
    giveUp = resolve
  })
  let ended: Promise<unknown> = Promise.resolve()
  await new Promise<void>((grip, fail) => {
    ended = scope
      .transaction(async ({ db, organisationId, now }) => {
        await sql`insert into told_updates (organisation_id, person_id, update_id, feedback_round_id, at)
          values (${organisationId}, ${personId}, ${updateId}, ${roundId}, ${now})`.execute(db)
        grip()
        await givenUp
        throw new Error('given up')
      })
      .catch(fail)
  })
  return async () => {
    giveUp()
    await ended
  }
}
