import { enqueue, handle, type JobHandler, type Sweep } from '../platform/jobs/job.ts'
import { forgetImports } from './forget.ts'
import type { Importer } from './importer.ts'
import { importJob, runImport } from './run.ts'

/** Carries imports on. */
export const importJobs = (importers: readonly Importer[]): JobHandler[] => [
  handle(importJob, (scope, { importId }) => runImport(scope, importers, importId)),
]

/** Imports a crash left in the middle, woken to go on with the next batch; and what has been kept for long enough. */
export const importSweeps: Sweep[] = [
  {
    name: 'imports',
    everySeconds: 60,
    run: (scope) =>
      scope.transaction(async (transaction) => {
        const { db, organisationId } = transaction
        const unfinished = await db
          .selectFrom('imports')
          .where('organisation_id', '=', organisationId)
          .where('state', 'in', ['checking', 'applying'])
          .select('import_id')
          .execute()
        for (const { import_id } of unfinished) {
          await enqueue(transaction, importJob, { importId: import_id }, { key: import_id })
        }
      }),
  },
  { name: 'imports.forget', everySeconds: 3600, run: (scope) => scope.transaction(forgetImports) },
]
