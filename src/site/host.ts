import type { Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import type { PublicOrganisation } from './frame.ts'

/** Whose page is drawn, and where its days are counted. */
export interface Host {
  readonly organisation: PublicOrganisation
  readonly timeZone: string
  readonly demo: boolean
}

/** The organisation of the transaction as its pages name it, in the reader's language where it has a name there. */
export async function readHost({ db, organisationId }: Transaction, language: Language): Promise<Host> {
  const row = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select(['slug', 'name', 'country', 'phone', 'email', 'time_zone', 'is_demo'])
    .executeTakeFirstOrThrow()
  const named = await db
    .selectFrom('organisation_texts')
    .where('organisation_id', '=', organisationId)
    .where('language', '=', language)
    .select('name')
    .executeTakeFirst()
  const entity = await db
    .selectFrom('legal_entities')
    .where('organisation_id', '=', organisationId)
    .select(['address', 'registration_number', 'approval_number'])
    // The body at home speaks for an organisation that has another one abroad.
    .orderBy((entities) => entities('country', '=', row.country), 'desc')
    .orderBy('legal_entity_id')
    .executeTakeFirst()
  return {
    organisation: {
      slug: row.slug,
      name: named?.name ?? row.name,
      phone: row.phone,
      email: row.email,
      registration: entity?.approval_number ?? entity?.registration_number ?? null,
      address: entity?.address ?? null,
    },
    timeZone: row.time_zone,
    demo: row.is_demo,
  }
}
