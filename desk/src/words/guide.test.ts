import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')

function wordsIn(catalogue: unknown): string[] {
  if (typeof catalogue !== 'object' || catalogue === null) return [String(catalogue)]
  return Object.values(catalogue).flatMap(wordsIn)
}

test('every button and page the guide names in bold is called so on the screen', () => {
  const guide = readFileSync(join(root, 'docs', 'staff.md'), 'utf8')
  const catalogues = ['desk', 'account', 'broadcasts', 'cases', 'connectors', 'conversations', 'feedback', 'log']
  const read = (name: string) => JSON.parse(readFileSync(join(root, 'locales', 'en', `${name}.json`), 'utf8'))
  const shown = new Set(catalogues.flatMap((name) => wordsIn(read(name))))
  const bold = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words.replaceAll(/\s+/g, ' '))
  // A bold sentence or a term in small letters is no name of anything on the screen.
  const named = bold.filter((words) => /^[A-Z]/.test(words) && !/[.:]$/.test(words))
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((words) => !shown.has(words))).toEqual([])
})
