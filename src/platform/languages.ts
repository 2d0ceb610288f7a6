/** The five languages every text exists in, in the order they are offered. The tags are BCP 47 and name the folders in `locales/`. */
export const languages = ['en', 'it', 'ja', 'zh-Hant', 'zh-Hans'] as const

export type Language = (typeof languages)[number]

export function isLanguage(tag: string): tag is Language {
  return languages.some((language) => language === tag)
}
