import { createHash } from 'node:crypto'
import { Failure } from './errors.ts'
import { newId, type OrganisationId } from './ids.ts'
import type { Scope, Transaction } from './scope.ts'
import { checkUpload, type OriginalUpload, type Upload } from './upload.ts'

/** What a file is, before it has a row. What strangers send goes through `checkUpload` first. */
export interface NewFile {
  bytes: Uint8Array
  mediaType: string
  /** Why it is kept: `import`, `expense`, `message` … */
  purpose: string
  fileName?: string
  /** As it came, kept sealed beside. */
  original?: OriginalUpload
}

/** A file that is kept. `mediaType` is what its bytes are, so it may be answered as it stands, beside `nosniff`. */
export interface KeptFile {
  readonly bytes: Buffer
  readonly mediaType: string
  readonly fileName: string | undefined
}

/** Checks what somebody sent and keeps it; answers the file's id. Fails with the codes of `checkUpload`. */
export async function storeUpload(scope: Scope, upload: Upload): Promise<string> {
  const checked = await checkUpload(upload)
  return scope.transaction((transaction) => keepFile(transaction, checked))
}

/** Keeps a file and its row; answers the file's id. The bytes are written first: a row never points at nothing. */
export async function keepFile(transaction: Transaction, file: NewFile): Promise<string> {
  const { db, organisationId, now, actor, context } = transaction
  const sha256 = await context.files.put(file.bytes)
  const fileId = newId(now)
  await db
    .insertInto('files')
    .values({
      organisation_id: organisationId,
      file_id: fileId,
      purpose: file.purpose,
      media_type: file.mediaType,
      byte_length: BigInt(file.bytes.byteLength),
      sha256,
      file_name: file.fileName ?? null,
      created_at: now,
      created_by: actor.kind === 'member' ? actor.id : null,
    })
    .execute()
  if (file.original) await sealOriginal(transaction, fileId, file.original)
  return fileId
}

async function sealOriginal(
  { db, organisationId, context }: Transaction,
  fileId: string,
  { bytes, isSigned }: OriginalUpload,
): Promise<void> {
  const sealed = context.vault.seal(Buffer.from(bytes).toString('base64'), originalPlace(organisationId, fileId))
  await db
    .insertInto('original_files')
    .values({
      organisation_id: organisationId,
      file_id: fileId,
      sha256: createHash('sha256').update(bytes).digest(),
      byte_length: BigInt(bytes.byteLength),
      is_signed: isSigned,
      sealed_sha256: await context.files.put(sealed),
      key_id: context.vault.keyId,
    })
    .execute()
}

/** Where a file as it came is sealed. */
export function originalPlace(organisationId: OrganisationId, fileId: string): string {
  return `${organisationId}|original_files|${fileId}`
}

/**
 * Reads a file of this organisation that was kept for `purpose`: whoever may see the one kind has no way to the other.
 * Fails with `files.missing`.
 */
export async function readUpload(scope: Scope, fileId: string, purpose: string): Promise<KeptFile> {
  const row = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('files')
      .where('organisation_id', '=', organisationId)
      .where('file_id', '=', fileId)
      .where('purpose', '=', purpose)
      .select(['sha256', 'media_type', 'file_name'])
      .executeTakeFirst(),
  )
  if (!row) throw new Failure('files.missing', {}, { kind: 'missing' })
  const bytes = await scope.context.files.get(row.sha256)
  return { bytes, mediaType: row.media_type, fileName: row.file_name ?? undefined }
}

/** Reads a file as it came, before it was made anew. Fails with `files.missing` where none was kept, and with `vault.cannot-open`. */
export async function readOriginal(scope: Scope, fileId: string, purpose: string): Promise<KeptFile> {
  const row = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('original_files as o')
      .innerJoin('files as f', (join) =>
        join.onRef('f.organisation_id', '=', 'o.organisation_id').onRef('f.file_id', '=', 'o.file_id'),
      )
      .where('o.organisation_id', '=', organisationId)
      .where('o.file_id', '=', fileId)
      .where('f.purpose', '=', purpose)
      .select(['o.sealed_sha256', 'f.media_type', 'f.file_name'])
      .executeTakeFirst(),
  )
  if (!row) throw new Failure('files.missing', {}, { kind: 'missing' })
  const { files, vault } = scope.context
  const sealed = await files.get(row.sealed_sha256)
  const bytes = Buffer.from(vault.open(sealed, originalPlace(scope.organisationId, fileId)), 'base64')
  return { bytes, mediaType: row.media_type, fileName: row.file_name ?? undefined }
}
