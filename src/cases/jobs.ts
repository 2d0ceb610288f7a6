import type { Sweep } from '../platform/jobs/job.ts'
import { endExpiredConsents } from './consents.ts'

/** What cases look for: consents whose last day has passed. */
export const caseSweeps: readonly Sweep[] = [
  { name: 'cases.consents', everySeconds: 300, run: (scope) => scope.transaction(endExpiredConsents) },
]
