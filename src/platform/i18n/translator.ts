import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance, type i18n, type Resource } from 'i18next'
import { type Language, languages } from '../languages.ts'
import { packageFolder } from '../package-folder.ts'

/** Words in one language: `t('site:give.amount')`, with `{{variables}}` and plurals by `count`; of several keys the first that has words. Nothing is escaped here; the page or channel does. */
export type Translate = (key: string | string[], variables?: Record<string, unknown>) => string

/** All words of all languages, read once at start. */
export class Translator {
  readonly #i18n: i18n
  readonly #languages = new Map<Language, Translate>()

  private constructor(instance: i18n) {
    this.#i18n = instance
  }

  /** @param onMissing called with a key that has no words; tests throw, production logs */
  static async load(onMissing: (key: string) => void): Promise<Translator> {
    const resources = readLocales()
    const instance = createInstance()
    await instance.init({
      resources,
      ns: Object.keys(resources.en ?? {}),
      fallbackLng: 'en',
      supportedLngs: [...languages],
      load: 'currentOnly',
      nsSeparator: ':',
      interpolation: { escapeValue: false },
      saveMissing: true,
      missingKeyHandler: (_languages, namespace, key) => onMissing(`${namespace}:${key}`),
    })
    return new Translator(instance)
  }

  /** The words of one language. */
  in(language: Language): Translate {
    const known = this.#languages.get(language) ?? this.#open(language)
    this.#languages.set(language, known)
    return known
  }

  #open(language: Language): Translate {
    const t = this.#i18n.getFixedT(language)
    // Words without variables are the same every time: most of what a script says.
    const fixed = new Map<string, string>()
    return (key, variables) => {
      if (typeof key !== 'string' || hasAny(variables)) return t(key, { ...variables })
      const words = fixed.get(key) ?? t(key)
      if (fixed.size < mostFixed) fixed.set(key, words)
      return words
    }
  }
}

/** More keys than there are; a bound only for keys that somebody makes up. */
const mostFixed = 20_000

function hasAny(variables: Record<string, unknown> | undefined): boolean {
  for (const _name in variables) return true
  return false
}

/** `locales/<language>/<namespace>.json`, all of it. */
function readLocales(): Resource {
  return Object.fromEntries(
    languages.map((language) => {
      const folder = join(packageFolder, 'locales', language)
      const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
      return [
        language,
        Object.fromEntries(files.map((file) => [file.replace('.json', ''), readJson(join(folder, file))])),
      ]
    }),
  )
}

function readJson(path: string): Resource[string][string] {
  return JSON.parse(readFileSync(path, 'utf8'))
}
