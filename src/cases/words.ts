import type { Translate } from '../platform/i18n/translator.ts'
import type { Language } from '../platform/languages.ts'
import type { ProgressStage } from './case.ts'

/** What sentences about a case are made of. */
export interface CaseFacts {
  readonly pseudonym: string
  readonly region: string
  readonly conditionClass: string
  /** Items of its needs that stand, without repetition. */
  readonly items: readonly string[]
}

/** A case in the words of one language, for templates: pseudonym, region, condition, items. */
export function caseWords(t: Translate, language: Language, facts: CaseFacts): Record<string, string> {
  const items = facts.items.map((item) => t(`cases:items.${item}`))
  return {
    pseudonym: facts.pseudonym,
    region: t(`cases:regions.${facts.region}`),
    condition: t(`cases:conditions.${facts.conditionClass}`),
    items: items.length === 0 ? t('cases:items.none') : new Intl.ListFormat(language).format(items),
  }
}

/** The sentence of a stage's template about a case. */
export function templateSentence(t: Translate, language: Language, stage: ProgressStage, facts: CaseFacts): string {
  return t(`script:feedback.${stage}.text`, caseWords(t, language, facts))
}
