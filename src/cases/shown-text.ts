import { sql } from 'kysely'
import { isLanguage, type Language, languages } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import type { ProgressStage } from './case.ts'
import { type CaseFacts, templateSentence } from './words.ts'

/** The words of an update in every language: exactly these are sent, shown and committed to in the public log. */
export type ShownTexts = Readonly<Record<Language, string>>

/**
 * Fixes the words of an update at its approval: in each language the free text that was approved, else the sentence of the
 * stage's template.
 */
export async function fixShownTexts(
  transaction: Transaction,
  update: { updateId: string; stage: ProgressStage; written: Readonly<Partial<Record<Language, string>>> },
  facts: CaseFacts,
): Promise<ShownTexts> {
  const { db, organisationId, context } = transaction
  const sentence = (language: Language) =>
    update.written[language] ?? templateSentence(context.translator.in(language), language, update.stage, facts)
  const texts = byLanguage(sentence)
  for (const language of languages) {
    await sql`
      insert into update_sentences (organisation_id, update_id, language, sentence, is_written)
      values (${organisationId}, ${update.updateId}, ${language}, ${texts[language]},
        ${update.written[language] !== undefined})`.execute(db)
  }
  return texts
}

/** The fixed words of approved updates; an update that is not approved has none. */
export async function shownTexts(
  { db, organisationId }: Transaction,
  updateIds: readonly string[],
): Promise<Map<string, ShownTexts>> {
  const { rows } = await sql<{ update_id: string; language: string; sentence: string }>`
    select update_id, language, sentence from update_sentences
    where organisation_id = ${organisationId} and update_id = any(${[...updateIds]}::uuid[])`.execute(db)
  const found = new Map<string, Map<string, string>>()
  for (const { update_id, language, sentence } of rows) {
    if (isLanguage(language)) found.set(update_id, (found.get(update_id) ?? new Map()).set(language, sentence))
  }
  return new Map(
    [...found].map(([updateId, sentences]) => [updateId, byLanguage((language) => sentences.get(language) ?? '')]),
  )
}

function byLanguage(words: (language: Language) => string): ShownTexts {
  return {
    en: words('en'),
    it: words('it'),
    ja: words('ja'),
    'zh-Hant': words('zh-Hant'),
    'zh-Hans': words('zh-Hans'),
  }
}
