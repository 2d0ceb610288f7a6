import type { Scope } from '../platform/scope.ts'
import { applyImport, mapColumns, type NewImport, readImport, startImport } from './actions.ts'
import type { Importer } from './importer.ts'
import { runImport } from './run.ts'

/**
 * Brings in a whole file from the command line: reads it, takes the columns it recognises, checks every row and, unless it is
 * only to be checked, writes what is acceptable. Answers how many rows there are of each verdict. Fails as its steps do.
 */
export async function importFile(
  scope: Scope,
  importers: readonly Importer[],
  file: NewImport,
  { isDryRun, fixed = {} }: { isDryRun: boolean; fixed?: Readonly<Record<string, string>> },
) {
  const { id, suggestedMapping } = await startImport(scope, importers, file)
  await mapColumns(scope, importers, id, { mapping: suggestedMapping, fixed })
  await runImport(scope, importers, id)
  if (!isDryRun) {
    await applyImport(scope, importers, id)
    await runImport(scope, importers, id)
  }
  const { counts, state } = await readImport(scope, importers, id)
  return { importId: id, state, counts }
}
