import type { Language } from '../platform/languages.ts'

/** A language as a phone sold where it is spoken tells it. */
export const languageTags: Readonly<Record<Language, string>> = {
  en: 'en-US',
  it: 'it-IT',
  ja: 'ja-JP',
  'zh-Hant': 'zh-TW',
  'zh-Hans': 'zh-CN',
}
