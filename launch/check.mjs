// npm run check [-- <name>…]: what must hold besides the tests; one line each, then the sum.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { install, requireNode, root } from './setup.mjs'

const tool = (...parts) => join(root, 'node_modules', ...parts)

/**
 * A check is a program of this package and its arguments; `needs` is the file without which there is nothing to check. `tested`: it is
 * a test as well, and has just been run where all tests have.
 */
const checks = [
  { name: 'types', run: [tool('typescript', 'bin', 'tsc'), '-p', '.'], needs: 'tsconfig.json' },
  {
    name: 'types of the desk',
    run: [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'desk'],
    needs: 'desk/tsconfig.json',
  },
  {
    name: 'types of the widget',
    run: [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'widget'],
    needs: 'widget/tsconfig.json',
  },
  {
    name: 'format and lint',
    run: [tool('@biomejs', 'biome', 'bin', 'biome'), 'ci', '.', '--colors=off'],
    needs: 'biome.json',
  },
  { name: 'nothing unused', run: [tool('knip', 'bin', 'knip.js')], needs: 'knip.json' },
  {
    name: 'architecture',
    run: [tool('vitest', 'vitest.mjs'), 'run', '--project', 'unit', 'src/architecture.test.ts'],
    needs: 'src/architecture.test.ts',
    tested: true,
  },
  { name: 'schema types in step', run: ['launch/generate.mjs', 'schema', '--check'], needs: 'launch/generate.mjs' },
  { name: 'API client in step', run: ['launch/generate.mjs', 'api', '--check'], needs: 'launch/generate.mjs' },
]

requireNode()
install()
const wanted = process.argv.slice(2)
const isDue = ({ name, needs, tested }) =>
  existsSync(join(root, needs)) && (wanted.length === 0 ? !(tested && process.env.CI) : wanted.includes(name))
const due = checks.filter(isDue)
let failed = 0
// Each is one process on one core; the longest is the first of the list.
const left = [...due]
await Promise.all([judgeThem(), judgeThem()])
console.log(`${due.length - failed} checks passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

async function judgeThem() {
  for (let check = left.shift(); check; check = left.shift()) {
    const began = performance.now()
    const { code, output } = await run(check.run)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${code === 0 ? '✓' : '✗'} ${check.name} (${seconds} s)`)
    if (code === 0) continue
    failed += 1
    console.log(output.trimEnd().replace(/^/gm, '    '))
  }
}

async function run(args) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += bytes))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, output }
}
