import { expect, test } from 'vitest'
import { embedSnippet } from './embed-snippet.ts'

test('the lines to paste carry what was chosen and no more, and a name cannot break out of them', () => {
  const plain = embedSnippet('https://give.example.org/o/demo', 'Books of "A" & <B>', { campaign: '', lang: '' })
  expect(plain).toContain(
    '<iframe src="https://give.example.org/o/demo/embed" title="Books of &quot;A&quot; &amp; &lt;B>"',
  )
  const narrowed = embedSnippet('https://x.example/o/a', 'A', { campaign: 'smile', programme: '', lang: 'zh-Hant' })
  expect(narrowed).toContain('src="https://x.example/o/a/embed?campaign=smile&amp;lang=zh-Hant"')
})
