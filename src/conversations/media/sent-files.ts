import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { keepFile, readUpload } from '../../platform/files.ts'
import { isUuid, organisationId as knownOrganisation } from '../../platform/ids.ts'
import { type Context, Scope, type Transaction } from '../../platform/scope.ts'
import { checkUpload } from '../../platform/upload.ts'
import type { OpenMedia } from './open.ts'

/** A file a member is about to send. */
export interface SentFile {
  id: string
  mediaType: string
  fileName: string | null
  url: string
}

const field = 'file'

/**
 * Keeps what a member sends: pictures drawn anew. WebP is refused, because LINE, Messenger and old phones do not draw it. Fails
 * with the codes of `checkUpload`.
 */
export async function keepSentFile(scope: Scope, bytes: Uint8Array, fileName: string): Promise<SentFile> {
  permit(scope, 'conversations.reply')
  const checked = await checkUpload({ bytes, fileName, use: 'message', field })
  if (checked.mediaType === 'image/webp') {
    throw new Failure('files.not-accepted', { accepted: 'JPG, PNG, PDF, MP4, M4A, MP3, OGG' }, { field })
  }
  return scope.transaction(async (transaction) => {
    const id = await keepFile(transaction, checked)
    await audit(transaction, { action: 'conversations.file', subjectKind: 'file', subjectId: id })
    const { mediaType, fileName = null } = checked
    return { id, mediaType, fileName, url: addressOf(transaction, { id, fileName }) }
  })
}

/** A file of this organisation that was kept to be sent. Fails with `files.missing` naming `field`. */
export async function readSentFile(transaction: Transaction, id: string, field: string): Promise<SentFile> {
  const row = await transaction.db
    .selectFrom('files')
    .where('organisation_id', '=', transaction.organisationId)
    .where('file_id', '=', id)
    .where('purpose', '=', 'message')
    .select(['media_type', 'file_name'])
    .executeTakeFirst()
  if (!row) throw new Failure('files.missing', {}, { kind: 'missing', field })
  const { media_type: mediaType, file_name: fileName } = row
  return { id, mediaType, fileName, url: addressOf(transaction, { id, fileName }) }
}

/**
 * Where providers, and the person's own app, fetch the file. It holds as long as the file is kept: LINE and our web chat
 * fetch again whenever the conversation is read. Nobody can guess it or make one.
 */
function addressOf(
  { context, organisationId }: Transaction,
  { id, fileName }: Pick<SentFile, 'id' | 'fileName'>,
): string {
  const signature = context.vault.sign(purpose, `${organisationId}/${id}`)
  const name = encodeURIComponent(fileName ?? 'file')
  return `${context.settings.publicUrl}/files/${organisationId}/${id}/${signature}/${name}`
}

const purpose = 'sent-file'

/** Opens a file by its address, for whoever holds that. Fails with `files.missing`. */
export async function openSentFile(
  context: Context,
  asked: { organisationId: string; id: string; signature: string },
): Promise<OpenMedia> {
  const { organisationId, id, signature } = asked
  const isOurs =
    isUuid(organisationId) && isUuid(id) && context.vault.verify(purpose, `${organisationId}/${id}`, signature)
  if (!isOurs) throw new Failure('files.missing', {}, { kind: 'missing' })
  const scope = new Scope(context, knownOrganisation(organisationId), { kind: 'system', name: 'sent-files' })
  const { bytes, mediaType, fileName = 'file' } = await readUpload(scope, id, 'message')
  return {
    tag: id,
    mediaType,
    fileName,
    byteLength: bytes.byteLength,
    read: async ({ start, end }) => bytes.subarray(start, end),
  }
}
