import { sql } from 'kysely'
import { usesOf } from '../../conversations/media/media.ts'
import { openMedia } from '../../conversations/media/open.ts'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'

/** An attachment of a message. */
export interface Picture {
  readonly messageId: string
  readonly place: number
}

/**
 * Files a picture from a conversation as a signed mandate: a task for finance. The picture is copied, for a signature is kept
 * even when its message is taken back. Fails with `gifts.mandate-no-picture`, `gifts.mandate-filed` when it was filed before,
 * `conversations.media-missing`.
 */
export async function fileMandate(scope: Scope, picture: Picture): Promise<string> {
  permit(scope, 'mandates.file')
  const { context, organisationId } = scope
  const media = await openMedia(scope, { ...picture, rendition: 'whole' })
  if (usesOf(media.mediaType) !== 'picture') throw new Failure('gifts.mandate-no-picture', {}, { kind: 'conflict' })
  const file = { organisationId, fileId: newId(context.clock.now()) }
  await context.files.keep(file, 'whole', await media.read({ start: 0, end: media.byteLength }))
  try {
    return await scope.transaction((transaction) => write(transaction, picture, file.fileId, media.mediaType))
  } catch (error) {
    await context.files.erase(file)
    throw error
  }
}

async function write(transaction: Transaction, picture: Picture, fileId: string, mediaType: string): Promise<string> {
  const { db, organisationId, now, actor } = transaction
  const mandateId = newId(now)
  const { rows } = await sql<{ personId: string }>`
    insert into mandates (organisation_id, mandate_id, person_id, conversation_id, message_id, place, file_id, media_type,
      filed_by, filed_at)
    select m.organisation_id, ${mandateId}::uuid, i.person_id, c.conversation_id, m.message_id, ${picture.place}::smallint,
      ${fileId}::uuid, ${mediaType}, ${actor.kind === 'member' ? actor.id : null}::uuid, ${now}
    from messages m
    join conversations c on c.organisation_id = m.organisation_id and c.conversation_id = m.conversation_id
    join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
    where m.organisation_id = ${organisationId} and m.message_id = ${picture.messageId}
    on conflict do nothing
    returning person_id as "personId"`.execute(db)
  const [made] = rows
  if (made === undefined) throw new Failure('gifts.mandate-filed', {}, { kind: 'conflict' })
  const after = { ...picture, personId: made.personId }
  await audit(transaction, { action: 'mandates.file', subjectKind: 'mandate', subjectId: mandateId, after })
  return mandateId
}
