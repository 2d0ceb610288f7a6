import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRunFolder } from './platform/testing/run-folder.ts'

const root = join(import.meta.dirname, '..')

test('a whole run that is green is added up with the checks', async () => {
  expect(await sum({ files: { 'src/a.test.ts': [] } })).toEqual({ lines: ['9 passed, 0 failed'], ended: 0 })
})

test('what is red again alone stays failed, what is green alone is named and counts as passed', async () => {
  const files = { 'src/a.test.ts': ['a is kept'], 'src/b.test.ts': ['b is told'] }
  expect(await sum({ files, again: { 'src/a.test.ts': ['a is kept'], 'src/b.test.ts': [] } })).toEqual({
    lines: ['FRAGILE, green only when its file ran again alone: src/b.test.ts: b is told', '8 passed, 1 failed'],
    ended: 1,
  })
  const lines = Object.entries(files).map(
    ([file, [title]]) => `FRAGILE, green only when its file ran again alone: ${file}: ${title}`,
  )
  const green = { 'src/a.test.ts': [], 'src/b.test.ts': [] }
  expect(await sum({ files, again: green })).toEqual({ lines: [...lines, '9 passed, 0 failed'], ended: 0 })
})

test('without a second look, and where a run ended badly and named nothing, something failed', async () => {
  expect(await sum({ files: { 'src/a.test.ts': ['a is kept'] } })).toMatchObject({
    lines: ['8 passed, 1 failed'],
    ended: 1,
  })
  expect(await sum({ files: {}, testsEnded: '1' })).toMatchObject({ lines: ['9 passed, 1 failed'], ended: 1 })
  expect(await sum({ files: {}, checksEnded: '1' })).toMatchObject({ lines: ['9 passed, 1 failed'], ended: 1 })
})

interface Run {
  /** The titles that failed in each file of the run. */
  files: Record<string, string[]>
  again?: Record<string, string[]>
  testsEnded?: string
  checksEnded?: string
}

/** Seven tests and two checks, as `.ci/run` has them added up. */
async function sum({ files, again, testsEnded, checksEnded = '0' }: Run) {
  const folder = await makeRunFolder('second-look')
  const [report, second, checks] = [join(folder, 'report'), join(folder, 'again'), join(folder, 'checks')]
  await writeFile(report, reportOf(files))
  await writeFile(second, again ? reportOf(again) : '')
  await writeFile(checks, '2 checks passed, 0 failed\n')
  const ended = testsEnded ?? (Object.values(files).flat().length > 0 ? '1' : '0')
  const run = [join(root, 'launch', 'sum.mjs'), report, second, checks, ended, checksEnded]
  const { stdout, status } = spawnSync(process.execPath, run, { encoding: 'utf8' })
  return { lines: stdout.trim().split('\n'), ended: status }
}

/** Vitest's JSON report of seven tests. */
function reportOf(files: Record<string, string[]>): string {
  const failed = Object.values(files).flat().length
  const testResults = Object.entries(files).map(([file, titles]) => ({
    name: join(root, file),
    status: titles.length > 0 ? 'failed' : 'passed',
    assertionResults: titles.map((fullName) => ({ fullName, status: 'failed' })),
  }))
  return JSON.stringify({ numPassedTests: 7 - failed, numFailedTests: failed, testResults })
}
