// The last line of .ci/run: tests and checks added up. A run that ended badly without naming a failure counts as one.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from './setup.mjs'

const [reportPath = '', againPath = '', checksPath = '', testsEnded = '1', checksEnded = '1'] = process.argv.slice(2)
const tests = readTests(reportPath, readReport(againPath))
const checks = readChecks(checksPath)
for (const name of tests.fragile) console.log(`FRAGILE, green only when its file ran again alone: ${name}`)
const failed = (tests.isGreen ? 0 : atLeastOne(tests.failed, testsEnded)) + atLeastOne(checks.failed, checksEnded)
console.log(`${tests.passed + checks.passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** What failed and was green in the second look is fragile: it counts as passed and is named. `again` is nothing where there was none. */
function readTests(path, again) {
  const report = readReport(path)
  if (!report) return { passed: 0, failed: 0, fragile: [], isGreen: false }
  const files = report.testResults.filter(({ status }) => status === 'failed')
  // A file that cannot be loaded fails without having any test.
  const unloaded = files.filter(({ assertionResults }) => assertionResults.length === 0)
  const isFragile = ({ name }) => again?.testResults.find((file) => file.name === name)?.status === 'passed'
  const fragile = files.filter(isFragile).flatMap(failuresOf)
  const failed = report.numFailedTests + unloaded.length - fragile.length
  return {
    passed: report.numPassedTests + fragile.length,
    failed,
    fragile,
    isGreen: fragile.length > 0 && failed === 0,
  }
}

/** The failures of a file, as titles. */
function failuresOf({ name, assertionResults }) {
  const titles = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)
  return (titles.length > 0 ? titles : ['the whole file']).map((title) => `${relative(root, name)}: ${title}`)
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function readChecks(path) {
  const [, passed = '0', failed = '0'] = /(\d+) checks passed, (\d+) failed\s*$/.exec(readFileSync(path, 'utf8')) ?? []
  return { passed: Number(passed), failed: Number(failed) }
}

function atLeastOne(failed, ended) {
  return ended === '0' ? failed : Math.max(1, failed)
}
