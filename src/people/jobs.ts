import type { Sweep } from '../platform/jobs/job.ts'
import type { EraseParticipant } from './erase.ts'
import { carryOutErasures } from './erasures.ts'

/** What people look for: requests to be forgotten whose day has come. */
export const peopleSweeps = (participants: readonly EraseParticipant[]): readonly Sweep[] => [
  { name: 'people.erase', everySeconds: 30, run: (scope) => carryOutErasures(scope, participants) },
]
