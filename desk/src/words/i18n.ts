import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { isLanguage, type Language, languages } from '../../../src/platform/languages.ts'

// Each language's words are a file of their own, fetched when first needed.
const files = import.meta.glob<{ default: object }>([
  '../../../locales/*/account.json',
  '../../../locales/*/desk.json',
  '../../../locales/*/desk-audit.json',
  '../../../locales/*/broadcasts.json',
  '../../../locales/*/channels.json',
  '../../../locales/*/payments.json',
  '../../../locales/*/cases.json',
  '../../../locales/*/connectors.json',
  '../../../locales/*/feedback.json',
  '../../../locales/*/conversations.json',
  '../../../locales/*/imports.json',
  '../../../locales/*/log.json',
  '../../../locales/*/failures.money.json',
])

const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, namespace, done) => {
    const load = files[`../../../locales/${language}/${namespace}.json`]
    if (!load) return done(null, {})
    load().then(
      (file) => done(null, { ...file.default }),
      (error: Error) => done(error, false),
    )
  },
}

const remembered = 'riscontro.language'

/** Starts i18next with the member's remembered language, else the device's. */
export async function startWords(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(localStorage.getItem(remembered), navigator.languages),
      fallbackLng: 'en',
      supportedLngs: [...languages],
      load: 'currentOnly',
      ns: ['desk'],
      defaultNS: 'desk',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    })
}

/** Speaks another language from now on, on this device. */
export async function speak(language: Language): Promise<void> {
  localStorage.setItem(remembered, language)
  await i18next.changeLanguage(language)
}

/** The first of our languages somebody asks for; Chinese goes by script, then by region. */
export function firstLanguage(chosen: string | null, wanted: readonly string[]): Language {
  for (const tag of [chosen ?? '', ...wanted]) {
    const language = ours(tag)
    if (language) return language
  }
  return 'en'
}

function ours(tag: string): Language | undefined {
  if (isLanguage(tag)) return tag
  const lower = tag.toLowerCase()
  if (lower.startsWith('zh')) return /hant|-tw|-hk|-mo/.test(lower) ? 'zh-Hant' : 'zh-Hans'
  return languages.find((language) => lower.split('-')[0] === language)
}
