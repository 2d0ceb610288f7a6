import { handle, type JobHandler, type Sweep } from '../platform/jobs/job.ts'
import { askWitnesses } from './ask-witnesses.ts'
import { cosignJob, sequenceJob } from './log.ts'
import { sequence } from './sequence.ts'

export const logJobs: readonly JobHandler[] = [
  handle(sequenceJob, (scope) => sequence(scope)),
  handle(cosignJob, (scope) => askWitnesses(scope)),
]

/** Entries nobody was woken for, checkpoints a crash left unpublished, and witnesses that did not answer. */
export const logSweeps: readonly Sweep[] = [
  { name: 'log', everySeconds: 5, run: sequence },
  { name: 'log.cosign', everySeconds: 60, run: askWitnesses },
]
