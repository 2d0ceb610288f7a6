import { sql } from 'kysely'
import { Failure } from './errors.ts'
import { originalPlace } from './files.ts'
import type { Scope } from './scope.ts'
import { countInEach, inEach, type Sealed } from './sealed.ts'

/**
 * PDFs as they came, sealed in the file store. Bytes cannot be replaced in the transaction that says where they are: the row first says
 * which bytes are of no use (the new ones until they count, then the old ones), so that a kill leaves nothing behind that nobody knows of.
 */
export const sealedFiles: Sealed = {
  name: 'original_files',
  reseal: (context) => inEach(context, resealFiles),
  countLeft: (context) =>
    countInEach(context, async ({ db, organisationId, context: { vault } }) => {
      const { rows } = await sql<{ left: bigint }>`
        select count(*) as left from original_files
        where organisation_id = ${organisationId} and (key_id is distinct from ${vault.keyId} or unused_sha256 is not null)`.execute(
        db,
      )
      return Number(rows[0]?.left ?? 0n)
    }),
}

interface Original {
  readonly fileId: string
  readonly sealed: Buffer
  readonly unused: Buffer | null
  readonly isCurrent: boolean
}

async function* resealFiles(scope: Scope): AsyncIterable<number> {
  for (const original of await readOld(scope)) {
    await takeAway(scope, original.fileId, original.unused)
    if (!original.isCurrent) yield await resealFile(scope, original)
  }
}

function readOld(scope: Scope): Promise<Original[]> {
  const { keyId } = scope.context.vault
  return scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<Original>`
      select file_id as "fileId", sealed_sha256 as sealed, unused_sha256 as unused,
        key_id is not distinct from ${keyId} as "isCurrent"
      from original_files
      where organisation_id = ${organisationId} and (key_id is distinct from ${keyId} or unused_sha256 is not null)`.execute(
      db,
    )
    return rows
  })
}

async function resealFile(scope: Scope, { fileId, sealed }: Original): Promise<number> {
  const { files, vault } = scope.context
  const place = originalPlace(scope.organisationId, fileId)
  let plain: string
  try {
    plain = vault.open(await files.get(sealed), place)
  } catch (error) {
    // Opened by neither secret, or lost from the store: it is counted in the end.
    if (error instanceof Failure && ['vault.cannot-open', 'files.missing'].includes(error.code)) return 0
    throw error
  }
  const fresh = vault.seal(plain, place)
  const hash = files.hashOf(fresh)
  if (!(await mark(scope, fileId, sealed, { unused: hash }))) return 0
  await files.put(fresh)
  const isOurs = await mark(scope, fileId, sealed, { sealed: hash, unused: sealed })
  // Erased meanwhile: what was just written is nobody's.
  if (!isOurs) await files.forget(hash)
  else await takeAway(scope, fileId, sealed)
  return isOurs ? 1 : 0
}

/** Writes into the row while it still leads to `sealed`; answers whether it did. */
function mark(scope: Scope, fileId: string, sealed: Buffer, to: { unused: Buffer; sealed?: Buffer }): Promise<boolean> {
  return scope.transaction(async ({ db, organisationId, context: { vault } }) => {
    const change = { unused_sha256: to.unused, ...(to.sealed ? { sealed_sha256: to.sealed, key_id: vault.keyId } : {}) }
    const { numUpdatedRows } = await db
      .updateTable('original_files')
      .set(change)
      .where('organisation_id', '=', organisationId)
      .where('file_id', '=', fileId)
      .where('sealed_sha256', '=', sealed)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  })
}

async function takeAway(scope: Scope, fileId: string, unused: Buffer | null): Promise<void> {
  if (unused === null) return
  await scope.context.files.forget(unused)
  await scope.transaction(({ db, organisationId }) =>
    db
      .updateTable('original_files')
      .set({ unused_sha256: null })
      .where('organisation_id', '=', organisationId)
      .where('file_id', '=', fileId)
      .where('unused_sha256', '=', unused)
      .execute(),
  )
}
