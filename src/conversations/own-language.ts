import { isLanguage, type Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'

/** The language the members of an organisation share. */
export async function ownLanguage({ db, organisationId }: Transaction): Promise<Language> {
  const { language } = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('language')
    .executeTakeFirstOrThrow()
  return isLanguage(language) ? language : 'en'
}
