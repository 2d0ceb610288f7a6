import { isoDay } from '../campaigns/day.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'

/** The day of a moment where the organisation is: `YYYY-MM-DD`. A new year's night is of one year or the other there, not in UTC. */
export async function localDay(transaction: Transaction, at: Date): Promise<string> {
  return isoDay(at, await timeZone(transaction))
}

/**
 * A moment of a day somebody read on paper, that is that day where the organisation is. A bank knows the day, not the hour: noon
 * in UTC, or where that is tomorrow already, midnight. Fails with `gifts.day-to-come`.
 */
export async function momentOf(transaction: Transaction, day: string, field: string): Promise<Date> {
  const zone = await timeZone(transaction)
  if (day > isoDay(transaction.now, zone)) throw new Failure('gifts.day-to-come', {}, { field })
  const noon = new Date(`${day}T12:00:00Z`)
  return isoDay(noon, zone) === day ? noon : new Date(`${day}T00:00:00Z`)
}

async function timeZone({ db, organisationId }: Transaction): Promise<string> {
  const { time_zone } = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('time_zone')
    .executeTakeFirstOrThrow()
  return time_zone
}
