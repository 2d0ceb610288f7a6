import { type RawBuilder, sql } from 'kysely'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { keepFile, readUpload } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { purposes } from './consent.ts'
import { disclosures } from './guard.ts'
import { type HiddenBox, hidePlaces } from './hide.ts'
import { noteMedicalRead } from './medical.ts'
import { lockCase } from './store.ts'

/** What the files of pictures are kept for. */
export const pictureFile = 'case-picture'

/**
 * SQL: whether a photograph of `case_pictures` may still be shown, consent for the audience apart: it was published, not taken away, and no
 * consent that allowed pictures was taken back since. Whoever signs again has not asked for the old one: somebody publishes it anew.
 */
export const isPublished = (picture: 'p' | 'i'): RawBuilder<boolean> => {
  const of = (column: string) => sql.ref(`${picture}.${column}`)
  return sql<boolean>`(${of('published_at')} is not null and ${of('removed_at')} is null and not exists (
    select from case_consents k
    join case_consent_scopes s on s.organisation_id = k.organisation_id and s.case_consent_id = k.case_consent_id
    join case_consent_ends e on e.organisation_id = k.organisation_id and e.case_consent_id = k.case_consent_id
    where k.organisation_id = ${of('organisation_id')} and k.case_id = ${of('case_id')} and s.field = 'picture'
      and e.kind = 'withdrawn' and e.at >= ${of('published_at')}))`
}

/** A photograph of a case as members see it; not published is also what a consent taken back has hidden again. */
export interface PictureItem {
  pictureId: string
  hidden: number
  uploadedBy: string | null
  uploadedById: string | null
  uploadedAt: Date
  publishedAt: Date | null
}

/**
 * Keeps a photograph with its hidden places; what was under them is not kept. Shown to nobody until somebody else publishes it. Fails
 * with `cases.unknown`, `cases.beyond-consent` while no consent allows a picture, and the codes of `hidePlaces`.
 */
export async function keepPicture(
  scope: Scope,
  { caseId, bytes, boxes }: { caseId: string; bytes: Uint8Array; boxes: readonly HiddenBox[] },
): Promise<string> {
  permit(scope, 'updates.write')
  const shown = await hidePlaces(bytes, boxes)
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    await lockCase(transaction, caseId)
    await requirePicture(transaction, caseId)
    const pictureId = newId(now)
    await db
      .insertInto('case_pictures')
      .values({
        organisation_id: organisationId,
        case_picture_id: pictureId,
        case_id: caseId,
        file_id: await keepFile(transaction, { bytes: shown, mediaType: 'image/jpeg', purpose: pictureFile }),
        hidden: boxes.length,
        uploaded_by: actor.kind === 'member' ? actor.id : null,
        uploaded_at: now,
      })
      .execute()
    const after = { pictureId, hidden: boxes.length }
    await audit(transaction, { action: 'cases.keep-picture', subjectKind: 'case', subjectId: caseId, after })
    return pictureId
  })
}

/** A photograph nobody may be shown is not kept either. */
async function requirePicture(transaction: Transaction, caseId: string): Promise<void> {
  for (const purpose of purposes) {
    const may = (await disclosures(transaction, [caseId], { purpose, channel: 'somewhere' }))(caseId)
    if (may.picture) return
  }
  throw new Failure('cases.beyond-consent', {}, { kind: 'conflict', field: 'picture' })
}

/** Lets a photograph be shown that somebody else brought. Fails with `cases.picture-unknown`, `cases.own-picture`, `cases.beyond-consent`. */
export async function publishPicture(scope: Scope, pictureId: string): Promise<void> {
  permit(scope, 'updates.approve')
  await scope.transaction(async (transaction) => {
    const { actor, now } = transaction
    const { case_id: caseId, uploaded_by: uploadedBy } = await lockPicture(transaction, pictureId)
    if (actor.kind !== 'member' || actor.id === uploadedBy)
      throw new Failure('cases.own-picture', {}, { kind: 'forbidden' })
    await requirePicture(transaction, caseId)
    await change(transaction, pictureId, { published_by: actor.id, published_at: now })
    const after = { pictureId }
    await audit(transaction, { action: 'cases.publish-picture', subjectKind: 'case', subjectId: caseId, after })
  })
}

/** Takes a photograph away: its addresses answer 410 from now on. Fails with `cases.picture-unknown`. */
export async function removePicture(scope: Scope, pictureId: string): Promise<void> {
  permit(scope, 'updates.write')
  await scope.transaction(async (transaction) => {
    const { case_id: caseId } = await lockPicture(transaction, pictureId)
    await change(transaction, pictureId, { removed_at: transaction.now })
    const after = { pictureId }
    await audit(transaction, { action: 'cases.remove-picture', subjectKind: 'case', subjectId: caseId, after })
  })
}

async function lockPicture({ db, organisationId }: Transaction, pictureId: string) {
  const picture = await db
    .selectFrom('case_pictures')
    .where('organisation_id', '=', organisationId)
    .where('case_picture_id', '=', pictureId)
    .where('removed_at', 'is', null)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!picture) throw new Failure('cases.picture-unknown', {}, { kind: 'missing' })
  return picture
}

async function change(
  { db, organisationId }: Transaction,
  pictureId: string,
  to: { published_by: string; published_at: Date } | { removed_at: Date },
): Promise<void> {
  await db
    .updateTable('case_pictures')
    .set(to)
    .where('organisation_id', '=', organisationId)
    .where('case_picture_id', '=', pictureId)
    .execute()
}

/** The photographs of a case that were not taken away, the newest first. */
export async function picturesOf({ db, organisationId }: Transaction, caseId: string): Promise<PictureItem[]> {
  return db
    .selectFrom('case_pictures as p')
    .leftJoin('members as m', (join) =>
      join.onRef('m.organisation_id', '=', 'p.organisation_id').onRef('m.member_id', '=', 'p.uploaded_by'),
    )
    .where('p.organisation_id', '=', organisationId)
    .where('p.case_id', '=', caseId)
    .where('p.removed_at', 'is', null)
    .select([
      'p.case_picture_id as pictureId',
      'p.hidden',
      'm.name as uploadedBy',
      'p.uploaded_by as uploadedById',
      'p.uploaded_at as uploadedAt',
      sql<Date | null>`case when ${isPublished('p')} then p.published_at end`.as('publishedAt'),
    ])
    .orderBy('p.uploaded_at', 'desc')
    .orderBy('p.case_picture_id', 'desc')
    .execute()
}

/** The photograph itself, for members who may read medical fields; the reading is noted. Fails with `cases.picture-unknown`. */
export async function readPicture(scope: Scope, pictureId: string): Promise<Uint8Array> {
  permit(scope, 'cases.medical')
  const { file_id: fileId } = await scope.transaction(async (transaction) => {
    const picture = await lockPicture(transaction, pictureId)
    await noteMedicalRead(transaction, picture.case_id)
    return picture
  })
  return (await readUpload(scope, fileId, pictureFile)).bytes
}
