import { handle, type JobHandler, type Sweep } from '../platform/jobs/job.ts'
import { sendBroadcastJob } from './begin.ts'
import { figuresSweep } from './figures.ts'
import { broadcastsUnderWay } from './rows.ts'
import { sendBroadcast } from './send.ts'

/** The wake-up of an approved broadcast. */
export const broadcastJobs: JobHandler[] = [
  handle(sendBroadcastJob, (scope, { broadcastId }) => sendBroadcast(scope, broadcastId)),
]

/** Finds broadcasts nobody was woken for, and ends those whose last message has left. */
export const broadcastSweeps: Sweep[] = [
  {
    name: 'broadcasts.send',
    everySeconds: 10,
    run: async (scope) => {
      for (const broadcastId of await scope.transaction(broadcastsUnderWay)) await sendBroadcast(scope, broadcastId)
    },
  },
  figuresSweep,
]
