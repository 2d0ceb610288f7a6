import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '../platform/languages.ts'
import { packageFolder } from '../platform/package-folder.ts'
import { instructionLabels } from './action.ts'
import { providers } from './kinds.ts'
import { paymentStates } from './state.ts'

/** The words of one file, as `a.b.c` → text. */
function words(language: string, file: string): Map<string, string> {
  return new Map(
    flatten('', JSON.parse(readFileSync(join(packageFolder, 'locales', language, `${file}.json`), 'utf8'))),
  )
}

function flatten(path: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(Object(value)).flatMap(([key, part]) => flatten(path === '' ? key : `${path}.${key}`, part))
}

/** What has words, in its order: a language has as many forms of one as it has plurals. */
function stems(of: ReadonlyMap<string, string>): string[] {
  return [...new Set([...of.keys()].map((key) => key.replace(/_(one|other)$/, '')))]
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\w+\}\}/g)].map(([placeholder]) => placeholder).sort()
}

describe.each(languages)('in %s', (language) => {
  test.each(['payments', 'failures.payments', 'failures.money'])('%s says what English says', (file) => {
    const [english, own] = [words('en', file), words(language, file)]
    expect(stems(own)).toEqual(stems(english))
    for (const [key, text] of own) {
      expect(text.trim(), key).not.toBe('')
      expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? ''))
    }
  })

  test('every provider, field, choice, state and line has its words', () => {
    const own = words(language, 'payments')
    const wanted = [
      ...paymentStates.map((state) => `states.${state}`),
      ...instructionLabels.map((label) => `instructions.${label}`),
      ...Object.values(providers).flatMap(({ kind, configFields }) => [
        ...['name', 'description', 'refundByHand'].map((key) => `${kind}.${key}`),
        ...configFields.flatMap(({ name, choices = [] }) => [
          ...['label', 'hint'].map((key) => `${kind}.fields.${name}.${key}`),
          ...choices.map((choice) => `${kind}.fields.${name}.choices.${choice}`),
        ]),
      ]),
    ]
    expect(wanted.filter((key) => !own.has(key))).toEqual([])
  })
})

test('every failure this code throws has its words', () => {
  const files = ['amount', 'config', 'origin', 'reference', 'manual/provider'].map((name) => `payments/${name}`)
  const source = [...files, 'platform/money', 'platform/currencies']
    .map((name) => readFileSync(join(packageFolder, 'src', `${name}.ts`), 'utf8'))
    .join('\n')
  const thrown = [...source.matchAll(/Failure\('(payments|money)\.([a-z-]+)'/g)]
  expect(thrown.length).toBeGreaterThan(10)
  for (const [, feature, code] of thrown)
    expect(words('en', `failures.${feature}`).has(`${code}.title`), code).toBe(true)
})
