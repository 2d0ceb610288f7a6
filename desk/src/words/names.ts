import { useTranslation } from 'react-i18next'
import { isLanguage, type Language } from '../../../src/platform/languages.ts'

/** The five languages, each by its own name. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  it: 'Italiano',
  ja: '日本語',
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
}

/** A language's own name; the tag itself when it is none of ours. */
export function languageName(tag: string): string {
  return isLanguage(tag) ? languageNames[tag] : tag
}

/** How somebody is called on screen: by name, or, once they were forgotten, as the one who was erased. */
export function useNameOf(): (name: string) => string {
  const { t } = useTranslation('desk')
  return (name) => name || t('people.erased')
}
