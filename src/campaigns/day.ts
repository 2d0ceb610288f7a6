/** The day a moment falls on where the organisation is: `YYYY-MM-DD`. `timeZone` is IANA. */
export function isoDay(at: Date, timeZone: string): string {
  // The Swedish way to write a date is ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
}
