import { listOrganisations, systemScope } from './jobs/work.ts'
import { describeError } from './log.ts'
import type { Context, Transaction } from './scope.ts'

/** What stands for the hash of a file that is gone. */
const nothing = Buffer.alloc(0)

/**
 * Takes the bytes of kept files away, once the transaction has committed, unless another row of any organisation leads to the same
 * bytes; the rows stay and lead to nothing. In a transaction that erases somebody.
 */
export async function emptyFiles(transaction: Transaction, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return
  const { db, organisationId, context } = transaction
  const theirs = await db
    .selectFrom('files')
    .where('organisation_id', '=', organisationId)
    .where('file_id', 'in', [...fileIds])
    .where('sha256', '<>', nothing)
    .select('sha256')
    .execute()
  const sealed = await db
    .deleteFrom('original_files')
    .where('organisation_id', '=', organisationId)
    .where('file_id', 'in', [...fileIds])
    .returning(['sealed_sha256', 'unused_sha256'])
    .execute()
  await db
    .updateTable('files')
    .set({ sha256: nothing, file_name: null })
    .where('organisation_id', '=', organisationId)
    .where('file_id', 'in', [...fileIds])
    .execute()
  transaction.afterCommit(() => {
    const held = theirs.map(({ sha256 }) => sha256)
    // Sealed twice, the same bytes differ: these are nobody else's.
    const alone = sealed
      .flatMap(({ sealed_sha256, unused_sha256 }) => [sealed_sha256, unused_sha256 ?? []].flat())
      .map((sha256) => context.files.forget(sha256))
    Promise.all([forget(context, held), ...alone]).catch((error) =>
      context.log.error(describeError(error), 'The bytes of erased files are still there'),
    )
  })
}

async function forget(context: Context, hashes: readonly Buffer[]): Promise<void> {
  const organisations = await listOrganisations(context)
  for (const sha256 of hashes) {
    let isHeld = false
    for (const organisation of organisations) {
      isHeld ||= await systemScope(context, organisation, 'files').transaction(async ({ db, organisationId }) => {
        const rows = db.selectFrom('files').where('organisation_id', '=', organisationId).where('sha256', '=', sha256)
        return (await rows.select('file_id').limit(1).executeTakeFirst()) !== undefined
      })
    }
    if (!isHeld) await context.files.forget(sha256)
  }
}
