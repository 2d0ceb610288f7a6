import type { Sweep } from '../../platform/jobs/job.ts'
import { askDueAddresses } from './ask-address.ts'

/** Asks typed addresses whether they are their reader's own, a minute or so after the gift they came with. */
export const confirmingSweeps: readonly Sweep[] = [
  {
    name: 'conversations.confirm-addresses',
    everySeconds: 60,
    run: async (scope) => {
      await askDueAddresses(scope)
    },
  },
]
