import { type OfficeHours, weekdays } from '../organisations/organisation.ts'
import type { Language } from '../platform/languages.ts'

/** Made once per zone: making one costs more than all the rest of a turn. */
const wallClocks = new Map<string, Intl.DateTimeFormat>()

function wallClock(timeZone: string): Intl.DateTimeFormat {
  const known = wallClocks.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  wallClocks.set(timeZone, made)
  return made
}

/** Whether a person answers at this moment: inside the opening hours of the day it is in `timeZone` (IANA). */
export function isOfficeOpen(hours: OfficeHours, timeZone: string, at: Date): boolean {
  const parts = wallClock(timeZone).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  const today = weekdays.find((day) => day === part('weekday').toLowerCase())
  const open = today === undefined ? undefined : hours[today]
  const time = `${part('hour')}:${part('minute')}`
  return open !== undefined && open[0] <= time && time < open[1]
}

/** The opening hours as words, days with the same hours together: `Mon–Fri 09:00–18:00`. A dash when there are none. */
export function officeHoursLine(hours: OfficeHours, language: Language): string {
  const spans: { first: number; last: number; hours: string }[] = []
  for (const [index, day] of weekdays.entries()) {
    const open = hours[day]
    if (open === undefined) continue
    const same = spans.at(-1)
    const line = `${open[0]}–${open[1]}`
    if (same?.last === index - 1 && same.hours === line) same.last = index
    else spans.push({ first: index, last: index, hours: line })
  }
  if (spans.length === 0) return '—'
  const named = (index: number) => dayName(index, language)
  const lines = spans.map(({ first, last, hours: line }) =>
    first === last ? `${named(first)} ${line}` : `${named(first)}–${named(last)} ${line}`,
  )
  return new Intl.ListFormat(language, { style: 'narrow', type: 'unit' }).format(lines)
}

/** 2024 began on a Monday. */
function dayName(index: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + index))
}
