import type { Language } from '../../platform/languages.ts'

/**
 * In which language to answer a stranger's few public words: by their script, and where that leaves a choice the
 * organisation's own. Kana is Japanese; characters without kana are Chinese; other letters are never answered in characters.
 */
export function languageOfWords(words: string, own: Language): Language {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words)) return 'ja'
  const ownCharacters = own === 'ja' || own === 'zh-Hant' || own === 'zh-Hans'
  if (/\p{Script=Han}/u.test(words)) return own === 'zh-Hans' ? 'zh-Hans' : own === 'ja' ? 'ja' : 'zh-Hant'
  return ownCharacters && /\p{Script=Latin}/u.test(words) ? 'en' : own
}
