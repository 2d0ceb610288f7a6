import { handle, type JobHandler, type Sweep } from '../platform/jobs/job.ts'
import { describeError } from '../platform/log.ts'
import { wakeConversation } from './actions.ts'
import { wakeJob } from './carry-out.ts'
import { findDue } from './store.ts'

/** What scripts are woken for. */
export const scriptJobs: readonly JobHandler[] = [
  handle(wakeJob, (scope, { conversationId }) => wakeConversation(scope, conversationId)),
]

/** Finds conversations whose wait is over and whose wake-up was lost. One that fails does not hold up the others. */
export const scriptSweeps: readonly Sweep[] = [
  {
    name: 'scripts.wake',
    everySeconds: 10,
    run: async (scope) => {
      for (const conversationId of await scope.transaction(findDue)) {
        await wakeConversation(scope, conversationId).catch((error) =>
          scope.context.log.error({ conversationId, ...describeError(error) }, 'A conversation could not go on'),
        )
      }
    },
  },
]
