import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import { readUpload } from '../platform/files.ts'
import { isUuid, organisationId as knownOrganisation } from '../platform/ids.ts'
import { type Context, Scope, type Transaction } from '../platform/scope.ts'
import { type Audience, consentChannels, purposes } from './consent.ts'
import { disclosures } from './guard.ts'
import { isPublished, pictureFile } from './pictures.ts'

const signed = 'case-picture'

/**
 * Where the newest published photograph of each of some cases is fetched by an audience; a case whose consent allows it none, or of
 * which fewer than five could be meant, has no address. Consent is asked again at each fetch.
 */
export async function pictureAddresses(
  transaction: Transaction,
  caseIds: readonly string[],
  audience: Audience,
): Promise<Map<string, string>> {
  const { db, organisationId, context } = transaction
  if (caseIds.length === 0) return new Map()
  const published = await db
    .selectFrom('case_pictures as p')
    .where('organisation_id', '=', organisationId)
    .where('case_id', 'in', [...new Set(caseIds)])
    .where(isPublished('p'))
    .select(['case_id as caseId', 'case_picture_id as pictureId'])
    .orderBy('published_at')
    .orderBy('case_picture_id')
    .execute()
  if (published.length === 0) return new Map()
  const may = await disclosures(transaction, caseIds, audience)
  const address = (pictureId: string) => {
    const place = `${organisationId}/${pictureId}/${audience.purpose}/${audience.channel}`
    return `${context.settings.publicUrl}/pictures/${place}/${context.vault.sign(signed, place)}`
  }
  return new Map(
    published
      .filter(({ caseId }) => may(caseId).picture)
      .map(({ caseId, pictureId }) => [caseId, address(pictureId)] as const),
  )
}

const asked = z.object({
  organisationId: z.string().refine(isUuid),
  id: z.string().refine(isUuid),
  purpose: z.enum(purposes),
  channel: z.enum(consentChannels).exclude(['any']).or(z.literal('somewhere')),
  signature: z.string(),
})

/**
 * Opens a photograph by its address. Fails with `files.missing` for an address that is not ours, and with `cases.picture-gone` (410)
 * from the moment consent ended, no longer reaches this audience, or the picture was taken away.
 */
export async function openPicture(context: Context, parameters: Record<string, string>): Promise<Uint8Array> {
  const { data } = asked.safeParse(parameters)
  const place = data && `${data.organisationId}/${data.id}/${data.purpose}/${data.channel}`
  if (!data || !place || !context.vault.verify(signed, place, data.signature))
    throw new Failure('files.missing', {}, { kind: 'missing' })
  const scope = new Scope(context, knownOrganisation(data.organisationId), { kind: 'system', name: 'pictures' })
  const fileId = await scope.transaction((transaction) => fileOf(transaction, data.id, data))
  if (fileId === undefined) throw new Failure('cases.picture-gone', {}, { kind: 'gone' })
  return (await readUpload(scope, fileId, pictureFile)).bytes
}

async function fileOf(transaction: Transaction, pictureId: string, audience: Audience): Promise<string | undefined> {
  const { db, organisationId } = transaction
  const found = await db
    .selectFrom('case_pictures as p')
    .where('organisation_id', '=', organisationId)
    .where('case_picture_id', '=', pictureId)
    .where(isPublished('p'))
    .select(['case_id as caseId', 'file_id as fileId'])
    .executeTakeFirst()
  if (!found) return undefined
  const may = (await disclosures(transaction, [found.caseId], audience))(found.caseId)
  return may.picture ? found.fileId : undefined
}
