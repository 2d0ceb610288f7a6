/** Made once per zone: making one costs a thousand times what using it does. */
const calendars = new Map<string, Intl.DateTimeFormat>()

/** The day a moment falls on where the organisation is: `YYYY-MM-DD`. `timeZone` is IANA. */
export function isoDay(at: Date, timeZone: string): string {
  const calendar = calendars.get(timeZone) ?? calendarOf(timeZone)
  return calendar.format(at)
}

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  // The Swedish way to write a date is ISO 8601.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  calendars.set(timeZone, made)
  return made
}
