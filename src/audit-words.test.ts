import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { languages } from './platform/languages.ts'

const source = dirname(fileURLToPath(import.meta.url))
const code = '[a-z]+(?:-[a-z]+)*\\.[a-z-]+'

/** The table of `audit.test.ts`: what it does, and what it names as shown elsewhere. */
function tabled(): string[] {
  const text = readFileSync(join(source, 'audit.test.ts'), 'utf8')
  const elsewhere = /const elsewhere = \[([\s\S]*?)\n\]/.exec(text)?.[1] ?? ''
  return [...matched(text, `deed\\(\\s*'(${code})'`), ...matched(elsewhere, `'(${code})'`)]
}

/** What the sources write by name, also where the name is handed on or chosen before it is written. */
function written(): string[] {
  const named = [`\\baction(?: =|:)[^\\n]*?'(${code})'`, `\\bchange\\(scope, \\w+, '(${code})'`]
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ts$/.test(path) && !/\.(test|fixture|generated)\.ts$/.test(path))
    .map((path) => readFileSync(join(source, path), 'utf8'))
    .flatMap((text) => named.flatMap((pattern) => matched(text, pattern)))
}

function matched(text: string, pattern: string): string[] {
  return [...text.matchAll(new RegExp(pattern, 'g'))].map(([, found = '']) => found)
}

const phrases = z.object({ deeds: z.record(z.string(), z.record(z.string(), z.string().trim().min(1))) })

function spoken(language: string): Set<string> {
  const path = join(source, '..', 'locales', language, 'desk-audit.json')
  const { deeds } = phrases.parse(JSON.parse(readFileSync(path, 'utf8')))
  return new Set(
    Object.entries(deeds).flatMap(([feature, verbs]) => Object.keys(verbs).map((verb) => `${feature}.${verb}`)),
  )
}

test('the table and the sources are read whole', () => {
  expect(new Set(tabled()).size).toBeGreaterThan(115)
  expect(written()).toEqual(expect.arrayContaining(['cases.read-paper', 'conversations.assign', 'scripts.hand-off']))
})

test.each(languages)('every deed of the audit has its phrase: %s', (language) => {
  const has = spoken(language)
  expect([...new Set([...tabled(), ...written()])].filter((deed) => !has.has(deed))).toEqual([])
})
