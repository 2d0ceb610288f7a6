import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Transaction } from '../../platform/scope.ts'
import { together } from '../together.ts'

/** An hour on each person's own wall clock, and what is done where it has passed already. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  day: string
  /** `HH:MM`; of one that a clock change skips, the hour after. */
  time: string
  ifPast: 'next-day' | 'skip'
}

/**
 * The moment at which it is that time for somebody in this zone; undefined where it has passed and is to be skipped. With
 * `next-day` the first day on which it is still to come: never at once.
 */
export function momentOf(now: Date, timeZone: string, { day, time, ifPast }: LocalTime): Date | undefined {
  const plainTime = Temporal.PlainTime.from(time)
  const on = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds)
  const meant = on(Temporal.PlainDate.from(day))
  if (meant >= now) return meant
  if (ifPast === 'skip') return undefined
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  return on(today) >= now ? on(today) : on(today.add({ days: 1 }))
}

/** The zone a person lives by: their own, or the organisation's where nobody knows it. */
export interface Zone {
  timeZone: string
  isKnown: boolean
}

/** The zones of people. */
export async function readZones(
  { db, organisationId }: Transaction,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Zone>> {
  const { rows } = await sql<Zone & { personId: string }>`
    select p.person_id as "personId", coalesce(p.time_zone, o.time_zone) as "timeZone",
      p.time_zone is not null as "isKnown"
    from persons p join organisations o on o.organisation_id = p.organisation_id
    where p.organisation_id = ${organisationId} and p.person_id = any(${[...personIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ personId, ...zone }) => [personId, zone]))
}

/** Of people to be written to at an hour of their own, how many have none that we know and are given the organisation's. */
export async function countUnknownZones(transaction: Transaction, personIds: readonly string[]): Promise<number> {
  const zones = await readZones(transaction, personIds)
  return [...zones.values()].filter(({ isKnown }) => !isKnown).length
}

/** The zone of one person, asked for together with others'. */
export const zoneOf = together(async (transaction: Transaction, personIds: readonly string[]) => {
  const zones = await readZones(transaction, personIds)
  return (personId: string) => zones.get(personId)
})
