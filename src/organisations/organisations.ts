import type { Scope, Transaction } from '../platform/scope.ts'
import { audit } from './audit.ts'
import { currencyOf, type OrganisationChange, officeHoursSchema } from './organisation.ts'
import { permit } from './permission.ts'

/** The organisation of the transaction, with its texts. */
export async function readOrganisation({ db, organisationId }: Transaction) {
  const row = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .selectAll()
    .executeTakeFirstOrThrow()
  const texts = await db
    .selectFrom('organisation_texts')
    .where('organisation_id', '=', organisationId)
    .select(['language', 'name', 'description'])
    .orderBy('language')
    .execute()
  return {
    id: row.organisation_id,
    slug: row.slug,
    name: row.name,
    country: row.country,
    currency: currencyOf(row.country),
    timeZone: row.time_zone,
    language: row.language,
    phone: row.phone,
    email: row.email,
    website: row.website,
    officeHours: officeHoursSchema.catch({}).parse(row.office_hours),
    isDemo: row.is_demo,
    texts,
  }
}

/** Changes the organisation's particulars. Its slug stays: links people kept must go on working. */
export async function changeOrganisation(scope: Scope, change: OrganisationChange): Promise<void> {
  permit(scope, 'organisation.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const before = await readOrganisation(transaction)
    await db
      .updateTable('organisations')
      .set({ organisation_id: organisationId, ...columnsOf(change) })
      .where('organisation_id', '=', organisationId)
      .execute()
    for (const text of change.texts ?? []) await writeText(transaction, text)
    const changed = Object.keys(change)
    await audit(transaction, {
      action: 'organisation.change',
      subjectKind: 'organisation',
      subjectId: organisationId,
      before: Object.fromEntries(Object.entries(before).filter(([name]) => changed.includes(name))),
      after: change,
    })
  })
}

function columnsOf(change: OrganisationChange) {
  return {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
    ...(change.language === undefined ? {} : { language: change.language }),
    ...(change.phone === undefined ? {} : { phone: change.phone }),
    ...(change.email === undefined ? {} : { email: change.email }),
    ...(change.website === undefined ? {} : { website: change.website }),
    ...(change.officeHours === undefined ? {} : { office_hours: JSON.stringify(change.officeHours) }),
  }
}

async function writeText(
  { db, organisationId }: Transaction,
  text: { language: string; name: string; description: string },
): Promise<void> {
  await db
    .insertInto('organisation_texts')
    .values({ organisation_id: organisationId, ...text })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'language']).doUpdateSet(text))
    .execute()
}
