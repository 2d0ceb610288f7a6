import { expect, test } from 'vitest'
import { type Entry, pagesNamed, withoutRepeats } from './entry.ts'
import { Recent } from './recent.ts'

const page = (title: string): Entry => ({ kind: 'page', to: `/${title}`, title })

test('a page is found by any part of its name, whatever the case, the width or the accents', () => {
  const pages = [page('Inbox'), page('Città aperta'), page('捐款回饋')]
  expect(pagesNamed(pages, 'ＩＮ')).toEqual([pages[0]])
  expect(pagesNamed(pages, 'aperta citta')).toEqual([pages[1]])
  expect(pagesNamed(pages, '回饋')).toEqual([pages[2]])
  expect(pagesNamed(pages, ' ')).toEqual(pages)
  expect(pagesNamed(pages, 'inbox people')).toEqual([])
})

test('what was opened comes first, once, the newest first, and six of it', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  }
  const recent = new Recent(storage, 'mei')
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'c']) recent.add(page(name))
  expect(recent.list().map(({ title }) => title)).toEqual(['c', 'g', 'f', 'e', 'd', 'b'])
  expect(recent.list('g').map(({ title }) => title)).toEqual(['g'])
  expect(new Recent(storage, 'another').list()).toEqual([])
  kept.set('riscontro.recent.mei', '{"not":"a list"}')
  expect(recent.list()).toEqual([])
})

test('what stands above is not said again below', () => {
  expect(withoutRepeats([[page('a')], [page('b'), page('a')]])).toEqual([[page('a')], [page('b')]])
})
