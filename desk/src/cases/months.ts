import type { GoalHistory } from '../api/plans.ts'

/** Every month from the first to the last, those without an addition too: time must not be squeezed. */
export function monthsOf(steps: GoalHistory['steps']): GoalHistory['steps'] {
  const [first] = steps
  if (!first) return []
  const months = [first]
  for (const step of steps.slice(1)) {
    for (let before = months.at(-1); before && after(before.month) < step.month; before = months.at(-1)) {
      months.push({ month: after(before.month), reached: before.reached })
    }
    months.push(step)
  }
  return months
}

function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
}
