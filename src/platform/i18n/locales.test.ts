import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { wordsKey } from '../http/problem.ts'
import { languages } from '../languages.ts'
import { packageFolder } from '../package-folder.ts'

const folder = join(packageFolder, 'locales')
const namespaces = [...new Set(languages.flatMap((language) => readdirSync(join(folder, language))))].sort()

/** The categories Intl asks for; Chinese and Japanese have one. */
const pluralEndings = /_(zero|one|two|few|many|other)$/

describe.each(namespaces)('%s', (namespace) => {
  const words = new Map(languages.map((language) => [language, readWords(language, namespace)]))
  const english = words.get('en') ?? new Map<string, string>()

  test.each(languages)('has the same words in %s, none empty', (language) => {
    const mine = words.get(language) ?? new Map<string, string>()
    expect(keysOf(mine)).toEqual(keysOf(english))
    // Around a name one language writes before it and another after it: either half may be empty.
    const empty = [...mine].filter(([key, text]) => text.trim() === '' && !/(Before|After)$/.test(key))
    expect(empty.map(([key]) => key)).toEqual([])
  })

  test.each(languages)('fills the same blanks in %s', (language) => {
    const mine = words.get(language) ?? new Map<string, string>()
    expect(blanksOf(mine)).toEqual(blanksOf(english))
  })
})

test('every failure has its words', () => {
  const source = join(packageFolder, 'src')
  const codes = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    // What only a mistake in our own code can throw is answered as `unexpected` and has no words of its own.
    .filter((path) => !path.startsWith('proofs'))
    .flatMap((path) =>
      [...readFileSync(join(source, path), 'utf8').matchAll(/new Failure\(\s*'([\w.-]+)'/g)].map(
        ([, code = '']) => code,
      ),
    )
  const missing = [...new Set(codes)].filter((code) => {
    const [namespace = '', key = ''] = wordsKey(code).split(':')
    return !readWords('en', `${namespace}.json`).has(`${key}.title`)
  })
  expect(missing).toEqual([])
})

function readWords(language: string, namespace: string): Map<string, string> {
  try {
    return new Map(flatten(JSON.parse(readFileSync(join(folder, language, namespace), 'utf8'))))
  } catch {
    return new Map()
  }
}

function flatten(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path === '' ? key : `${path}.${key}`))
}

function keysOf(words: ReadonlyMap<string, string>): string[] {
  return [...new Set([...words.keys()].map((key) => key.replace(pluralEndings, '')))].sort()
}

/** Each key with the names of its blanks; a plural form may leave its number out. */
function blanksOf(words: ReadonlyMap<string, string>): Record<string, string[]> {
  const blanks = new Map<string, Set<string>>()
  for (const [key, text] of words) {
    const known = blanks.get(key.replace(pluralEndings, '')) ?? new Set<string>()
    for (const [, name = ''] of text.matchAll(/\{\{-?\s*(\w+)[^}]*\}\}/g)) if (name !== 'count') known.add(name)
    blanks.set(key.replace(pluralEndings, ''), known)
  }
  return Object.fromEntries([...blanks].map(([key, names]) => [key, [...names].sort()]))
}
