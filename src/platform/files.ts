import { newId } from './ids.ts'
import type { Transaction } from './scope.ts'

/** What a file is, before it has a row. */
export interface NewFile {
  bytes: Uint8Array
  mediaType: string
  /** Why it is kept: `import`, `expense`, `picture` … */
  purpose: string
  fileName?: string
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
  return fileId
}
