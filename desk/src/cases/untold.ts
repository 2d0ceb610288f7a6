import type { CaseDetail } from '../api/cases.ts'

/** Below so many possible persons a region or an age could point at one (`smallestGroup` of the server's guard). */
export const fewest = 5

/** The sentence, of namespace `cases`, that says what of a case donors are not told; undefined where they are told all. */
export function untoldWords({ untold }: Pick<CaseDetail, 'untold'>): 'guard.region' | 'guard.regionAndAge' | undefined {
  if (untold.includes('ageBand')) return 'guard.regionAndAge'
  return untold.includes('region') ? 'guard.region' : undefined
}
