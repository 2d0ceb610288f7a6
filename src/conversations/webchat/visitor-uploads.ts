import { sql } from 'kysely'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Sweep } from '../../platform/jobs/job.ts'
import { systemScope } from '../../platform/jobs/work.ts'
import { checkReceived } from '../../platform/received.ts'
import type { Context, Scope, Transaction } from '../../platform/scope.ts'
import type { OpenAccount } from '../account.ts'
import type { Download } from '../media/download.ts'
import type { WantedMedia } from '../media/media.ts'

/** The most a visitor hands in at once: a photograph of a telephone, a paper of some pages. */
export const uploadBytes = 10 * 1024 * 1024

/** Files handed in and not cleared away yet, of one visitor. */
const mostUploads = 20
const keptHours = 24

/** A file as the widget is told of it. */
export interface VisitorUpload {
  id: string
  kind: 'image' | 'video' | 'audio' | 'file'
  fileName: string
}

/**
 * Keeps a file of a visitor until they send it: pictures drawn anew, programs refused. Fails with the codes of
 * `checkReceived` and, beyond twenty files a day, with `conversations.too-many-uploads`.
 */
export async function keepVisitorUpload(
  context: Context,
  { organisationId, channelAccountId }: OpenAccount,
  visitor: string,
  file: { bytes: Uint8Array; name: string },
): Promise<VisitorUpload> {
  const scope = systemScope(context, organisationId, 'web chat')
  const { bytes, mediaType, fileName } = await checkReceived(file.bytes, file.name)
  const id = newId(context.clock.now())
  await scope.transaction((transaction) => note(transaction, { id, channelAccountId, visitor, fileName }))
  await context.files.keep({ organisationId, fileId: id }, 'whole', bytes)
  const family = mediaType.split('/')[0]
  const kind = family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
  return { id, kind, fileName }
}

/** The row first, so that no bytes are ever without one; counted under a lock of the visitor, so that many at once do not slip by. */
async function note(
  { db, organisationId, now }: Transaction,
  upload: { id: string; channelAccountId: string; visitor: string; fileName: string },
): Promise<void> {
  const { id, channelAccountId, visitor, fileName } = upload
  await sql`select pg_advisory_xact_lock(hashtextextended(${visitor}, 2))`.execute(db)
  const { count } = await db
    .selectFrom('webchat_uploads')
    .where('organisation_id', '=', organisationId)
    .where('channel_account_id', '=', channelAccountId)
    .where('visitor', '=', visitor)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  if (Number(count) >= mostUploads) throw new Failure('conversations.too-many-uploads', {}, { kind: 'limited' })
  await db
    .insertInto('webchat_uploads')
    .values({
      organisation_id: organisationId,
      upload_id: id,
      channel_account_id: channelAccountId,
      visitor,
      file_name: fileName,
      at: now,
    })
    .execute()
}

/** The bytes of what a visitor sent with a message; `gone` for what is not theirs or has been cleared away. */
export async function readVisitorUpload(scope: Scope, { attachment, conversationId }: WantedMedia): Promise<Download> {
  const { context, organisationId } = scope
  const { mediaId = '' } = attachment
  const isTheirs = await scope.transaction(async ({ db }) => {
    const { rows } = await sql`
      select from webchat_uploads u
      join conversations c on c.organisation_id = u.organisation_id and c.conversation_id = ${conversationId}
        and c.channel_account_id = u.channel_account_id
      join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
        and i.address = u.visitor
      where u.organisation_id = ${organisationId} and u.upload_id = ${mediaId}`.execute(db)
    return rows.length > 0
  })
  if (!isTheirs) return { kind: 'gone' }
  const file = { organisationId, fileId: mediaId }
  const end = await context.files.sizeOf(file, 'whole')
  return { kind: 'bytes', bytes: await context.files.read(file, 'whole', { start: 0, end }) }
}

/** Clears away what was handed in a day ago: by now it was sent, and lives on with its message, or it never will be. */
export const visitorSweeps: readonly Sweep[] = [
  {
    name: 'conversations.visitor-uploads',
    everySeconds: 3600,
    run: async (scope) => {
      const { context, organisationId } = scope
      const old = new Date(context.clock.now().getTime() - keptHours * 3_600_000)
      const rows = await scope.transaction(({ db }) =>
        db
          .deleteFrom('webchat_uploads')
          .where('organisation_id', '=', organisationId)
          .where('at', '<', old)
          .returning('upload_id')
          .execute(),
      )
      for (const { upload_id: fileId } of rows) await context.files.erase({ organisationId, fileId })
    },
  },
]
