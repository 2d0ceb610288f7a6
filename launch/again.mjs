// A second look at the few files that failed in a whole run, with the machine to themselves: what fails again is broken, what passes is
// fragile, and `sum.mjs` names it. More than a few are not looked at again: something is broken.
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root, runHere } from './setup.mjs'

const few = 5
const [reportPath = '', againPath = ''] = process.argv.slice(2)
const files = failedFiles()
if (files.length > 0 && files.length <= few) {
  console.log(`A second look, alone, at: ${files.join(', ')}`)
  runHere([
    join(root, 'launch', 'test.mjs'),
    ...files,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${againPath}`,
  ])
}

function failedFiles() {
  try {
    const { testResults } = JSON.parse(readFileSync(reportPath, 'utf8'))
    return testResults.filter(({ status }) => status === 'failed').map(({ name }) => relative(root, name))
  } catch {
    return []
  }
}
