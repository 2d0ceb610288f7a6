/**
 * A moment of a stored day (`YYYY-MM-DD`), for the places that show a day of a moment: 10:00 UTC is the same day from
 * Hawaii (−10) to New Zealand in summer (+13).
 */
export function momentOf(day: string): Date {
  return new Date(`${day}T10:00:00Z`)
}
