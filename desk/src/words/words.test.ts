import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { languages } from '../../../src/platform/languages.ts'
import { firstLanguage } from './i18n.ts'

const source = join(dirname(fileURLToPath(import.meta.url)), '..')
const locales = join(source, '..', '..', 'locales')

function keysIn(words: unknown, before = ''): string[] {
  if (typeof words !== 'object' || words === null) return [before.slice(0, -1)]
  return Object.entries(words).flatMap(([key, value]) => keysIn(value, `${before}${key}.`))
}

function keysOf(language: string, namespace = 'desk'): string[] {
  return keysIn(JSON.parse(readFileSync(join(locales, language, `${namespace}.json`), 'utf8')))
}

/** A plural counts as one key: languages differ in how many forms it has. */
function withoutPlural(key: string): string {
  return key.replace(/_(one|other)$/, '')
}

const english = new Set(keysOf('en').map(withoutPlural))

test.each(languages)('%s says everything English says', (language) => {
  expect(new Set(keysOf(language).map(withoutPlural))).toEqual(english)
})

test('every key a screen names has words, and every group it picks from exists', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))
  const missing = files.flatMap((path) => {
    const text = readFileSync(join(source, path), 'utf8')
    const named = [...text.matchAll(/\bt\(\s*['`]([^'`]+)['`]/g)].map((match) => match[1] ?? '')
    const known = new Set([
      ...english,
      ...spokenIn(text).flatMap((namespace) => keysOf('en', namespace).map(withoutPlural)),
      ...[...new Set(named.flatMap((key) => /^([\w-]+):/.exec(key)?.[1] ?? []))].flatMap(prefixed),
    ])
    return named.filter((key) => {
      const [fixed = ''] = key.split('${')
      return key === fixed ? !known.has(key) : ![...known].some((one) => one.startsWith(fixed))
    })
  })
  expect(missing).toEqual([])
})

test('the words of every namespace a screen speaks are fetched', () => {
  const fetched = readFileSync(join(source, 'words', 'i18n.ts'), 'utf8')
  const spoken = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .flatMap((path) => {
      const lists = [...readFileSync(join(source, path), 'utf8').matchAll(/useTranslation\(([^)]+)\)/g)]
      return lists.flatMap(([, list = '']) => [...list.matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? ''))
    })
  expect(spoken.length).toBeGreaterThan(20)
  expect([...new Set(spoken)].filter((name) => !fetched.includes(`/${name}.json'`))).toEqual([])
})

function prefixed(namespace: string): string[] {
  return keysOf('en', namespace).map((key) => `${namespace}:${withoutPlural(key)}`)
}

/** The namespaces a file speaks without naming them at each word: `useTranslation('cases')`. */
function spokenIn(text: string): string[] {
  return [...text.matchAll(/useTranslation\('([a-z]+)'/g)].map((match) => match[1] ?? '')
}

test('the device decides the first language, Chinese by script and then by region', () => {
  expect(firstLanguage(null, ['zh-TW', 'en'])).toBe('zh-Hant')
  expect(firstLanguage(null, ['zh-CN'])).toBe('zh-Hans')
  expect(firstLanguage(null, ['fr-FR', 'it-IT'])).toBe('it')
  expect(firstLanguage('ja', ['it'])).toBe('ja')
  expect(firstLanguage(null, ['fr'])).toBe('en')
})
