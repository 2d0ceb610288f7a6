import type { Sweep } from '../platform/jobs/job.ts'
import { readBooks } from './actions.ts'

/** Reconciles every organisation once a day. Logs counts only: amounts and names are for those who may read the books. */
export const bookSweeps: readonly Sweep[] = [
  {
    name: 'books.reconcile',
    everySeconds: 24 * 60 * 60,
    run: async (scope) => {
      const { differences, entryCount } = await readBooks(scope)
      const counts: Record<string, number> = {}
      for (const { code } of differences) counts[code] = (counts[code] ?? 0) + 1
      const { log } = scope.context
      if (differences.length === 0) log.info({ entryCount }, 'The books balance')
      else log.error({ entryCount, ...counts }, 'The books do not balance')
    },
  },
]
