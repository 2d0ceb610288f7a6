/** Taiwan has kept UTC+8 without summer time since 1979. */
const offsetMilliseconds = 8 * 60 * 60 * 1000

/** ECPay's way to write a time: `2025/01/01 12:00:00`, Taipei. */
export function toTaipeiTime(at: Date): string {
  return new Date(at.getTime() + offsetMilliseconds).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')
}

/** Reads `2025/01/01 12:00:00`, or a bare date as the last second of that day; `null` when it is neither. */
export function fromTaipeiTime(text: string): Date | null {
  const parts = /^(\d{4})\/(\d{2})\/(\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/.exec(text)
  if (parts === null) return null
  const [, year, month, day, time = '23:59:59'] = parts
  const at = new Date(`${year}-${month}-${day}T${time}+08:00`)
  return Number.isNaN(at.getTime()) ? null : at
}
