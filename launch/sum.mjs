// The last line of .ci/run: tests and checks added up. A run that ended badly without naming a failure counts as one.
import { readFileSync } from 'node:fs'

const [reportPath = '', checksPath = '', testsEnded = '1', checksEnded = '1'] = process.argv.slice(2)
const tests = readTests(reportPath)
const checks = readChecks(checksPath)
const failed = atLeastOne(tests.failed, testsEnded) + atLeastOne(checks.failed, checksEnded)
console.log(`${tests.passed + checks.passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function readTests(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'))
    // A file that cannot be loaded fails without having any test.
    const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
  } catch {
    return { passed: 0, failed: 0 }
  }
}

function readChecks(path) {
  const [, passed = '0', failed = '0'] = /(\d+) checks passed, (\d+) failed\s*$/.exec(readFileSync(path, 'utf8')) ?? []
  return { passed: Number(passed), failed: Number(failed) }
}

function atLeastOne(failed, ended) {
  return ended === '0' ? failed : Math.max(1, failed)
}
