import { handle, type JobHandler, type Sweep } from '../platform/jobs/job.ts'
import { checkByNight, checkJob, runCheck } from './checks.ts'
import { makeSums, sumsJob } from './sums.ts'

export const bookJobs: readonly JobHandler[] = [
  handle(checkJob, (scope, { checkId }) => runCheck(scope, checkId)),
  handle(sumsJob, async (scope) => void (await makeSums(scope))),
]

/** Holds the books of every organisation against each other once a day, in its night. */
export const bookSweeps: readonly Sweep[] = [{ name: 'books.reconcile', everySeconds: 900, run: checkByNight }]
