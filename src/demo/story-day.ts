const dayMilliseconds = 86_400_000

/** A day so many days after another; both `YYYY-MM-DD`. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMilliseconds).toISOString().slice(0, 10)
}

/** The day itself, or the Friday before when it lies in a weekend: the demo's office is closed then. */
export function weekdayBefore(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  if (weekday === 0) return addDays(day, -2)
  return weekday === 6 ? addDays(day, -1) : day
}

/** A moment of a day where the demo's organisation is; Taiwan has no summer time. */
export function taipei(day: string, hour: number, minute = 0): Date {
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  return new Date(`${day}T${time}:00+08:00`)
}
