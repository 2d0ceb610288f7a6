import { handle, type JobHandler, type Sweep } from '../platform/jobs/job.ts'
import { sequenceJob } from './log.ts'
import { sequence } from './sequence.ts'

export const logJobs: readonly JobHandler[] = [handle(sequenceJob, (scope) => sequence(scope))]

/** Entries nobody was woken for, and checkpoints a crash left unpublished. */
export const logSweeps: readonly Sweep[] = [{ name: 'log', everySeconds: 5, run: sequence }]
