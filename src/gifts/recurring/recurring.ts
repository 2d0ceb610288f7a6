/** How often a recurring gift falls due. */
export const rhythms = ['monthly', 'quarterly', 'yearly'] as const
export type Rhythm = (typeof rhythms)[number]

/** When a recurring gift falls due: from `startsOn` (`YYYY-MM-DD`), on `dueDay` (1 to 31) or the last day of a shorter month. */
export interface Plan {
  readonly startsOn: string
  readonly dueDay: number
  readonly rhythm: Rhythm
}

const monthsBetween: Readonly<Record<Rhythm, number>> = { monthly: 1, quarterly: 3, yearly: 12 }

/**
 * The day of an instalment, `number` from 0, as `YYYY-MM-DD`. Every day follows from the start, none from the one before, so the
 * 31st is the 31st again after February and a 29 February comes back in the leap year (NPSP's rule, crm.md C1).
 */
export function dueOn({ startsOn, dueDay, rhythm }: Plan, number: number): string {
  const [year = 0, month = 1] = startsOn.split('-').map(Number)
  const first = dayIn(year, month - 1, dueDay)
  const behind = first < startsOn ? 1 : 0
  return dayIn(year, month - 1 + behind + number * monthsBetween[rhythm], dueDay)
}

/** @param month from 0, of that year or beyond */
function dayIn(year: number, month: number, dueDay: number): string {
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(dueDay, lastDay))).toISOString().slice(0, 10)
}
