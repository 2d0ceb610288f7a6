import { Temporal } from 'temporal-polyfill'

/** Hours in which nobody is written to unasked, `HH:MM` on the person's wall clock. `from` is quiet, `until` is not; equal: none. */
export interface QuietHours {
  from: string
  until: string
}

/** The quiet hours of an organisation that has set none. */
export const usualQuiet: QuietHours = { from: '21:00', until: '09:00' }

/**
 * The end of the quiet hours that hold at this moment for somebody in this zone, or undefined when they may be written to.
 * Local wall time, so days of clock changes are right: an hour that does not exist ends when it would have.
 */
export function endOfQuiet(at: Date, timeZone: string, quiet: QuietHours = usualQuiet): Date | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  const time = local.toPlainTime()
  const [from, until] = [Temporal.PlainTime.from(quiet.from), Temporal.PlainTime.from(quiet.until)]
  const isAfter = Temporal.PlainTime.compare(time, from) >= 0
  const isBefore = Temporal.PlainTime.compare(time, until) < 0
  const spansMidnight = Temporal.PlainTime.compare(from, until) > 0
  if (spansMidnight ? !isAfter && !isBefore : !isAfter || !isBefore) return undefined
  const day = spansMidnight && isAfter ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate()
  return new Date(day.toZonedDateTime({ timeZone, plainTime: until }).epochMilliseconds)
}
