import { Temporal } from 'temporal-polyfill'
import type { Schedule } from './broadcast.ts'

/**
 * When a broadcast begins. At "their local time" that is when the first zone of the earth (UTC+14) gets there; each message
 * then waits for its person's own clock. An hour a change of clocks leaves out is the one after it.
 */
export function startOf(schedule: Schedule, timeZone: string, now: Date): Date {
  if (schedule.kind === 'now') return now
  const zone = schedule.kind === 'at' ? timeZone : '+14:00'
  const wanted = Temporal.PlainDateTime.from(`${schedule.day}T${schedule.time}`).toZonedDateTime(zone)
  return new Date(wanted.epochMilliseconds)
}
