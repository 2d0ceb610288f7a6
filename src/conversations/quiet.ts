import { Temporal } from 'temporal-polyfill'

const quietFrom = 21
const quietUntil = 9

/**
 * The end of the quiet hours that hold at this moment for somebody in this zone, or undefined when they may be written to:
 * 21:00:00 is quiet, 09:00:00 is not. Local wall time, so days of clock changes are right: a 09:00 always exists.
 */
export function endOfQuiet(at: Date, timeZone: string): Date | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  if (local.hour >= quietUntil && local.hour < quietFrom) return undefined
  const day = local.hour >= quietFrom ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate()
  const morning = day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour: quietUntil }) })
  return new Date(morning.epochMilliseconds)
}
