import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageFolder } from './platform/package-folder.ts'

/**
 * `docs/promises.md` says which test shows what. The second column of its tables holds, line by line (`<br>`), a file between backticks and
 * behind the colon the title of a test in it; a line without a file is a test of the file above.
 */
interface Named {
  file: string
  title: string
}

function namedIn(page: string): Named[] {
  return page.split('\n').flatMap((line) => {
    const shown = /^\|[^|]*\|([^|]*)\|/.exec(line)?.[1] ?? ''
    let file = ''
    return shown.split('<br>').flatMap((part) => {
      const [, named, rest = ''] = /^\s*(?:`([^`]+)`:?)?(.*)$/.exec(part) ?? []
      file = named ?? file
      return isOurs(file) ? [{ file, title: rest.trim() }] : []
    })
  })
}

function isOurs(file: string): boolean {
  return /^(src|desk|widget|e2e|bench|launch|migrations)\//.test(file)
}

/** What is named and not there. */
function missingOf(page: string, read: (file: string) => string | undefined): string[] {
  return namedIn(page).flatMap(({ file, title }) => {
    const text = read(file)
    if (text === undefined) return [file]
    const isThere = title === '' || ["'", '"', '`'].some((quote) => text.includes(quote + title + quote))
    return isThere ? [] : [`${file}: ${title}`]
  })
}

const pageText = readFileSync(join(packageFolder, 'docs/promises.md'), 'utf8')

test('every file and every test that the page of promises names is there', () => {
  const read = (file: string) => {
    const path = join(packageFolder, file)
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined
  }
  expect(missingOf(pageText, read)).toEqual([])
})

test('every row of the page shows something, and says what is weaker or nothing', () => {
  const rows = pageText.split('\n').filter((line) => line.startsWith('| ') && !/^\| (---|Promise)/.test(line))
  expect(rows.length).toBeGreaterThan(80)
  for (const row of rows) {
    const [, promise = '', shown = '', weaker] = row.split('|').map((cell) => cell.trim())
    expect([promise, shown].every((cell) => cell !== '') && weaker !== undefined, row).toBe(true)
    expect(shown, row).toMatch(/`[^`]+`/)
  }
})

test('a page that names a file or a test which is not there is found out', () => {
  const read = (file: string) => (file === 'src/a.test.ts' ? "test('it holds', () => {})" : undefined)
  const row = (shown: string) => `| Promise | ${shown} | |`
  expect(missingOf(row('`src/a.test.ts`: it holds'), read)).toEqual([])
  expect(missingOf(row('`src/a.test.ts`: it holds<br>it does not'), read)).toEqual(['src/a.test.ts: it does not'])
  expect(missingOf(row('`npm run bench -- log`'), read)).toEqual([])
  expect(missingOf(row('`src/b.test.ts`: it holds'), read)).toEqual(['src/b.test.ts'])
})
