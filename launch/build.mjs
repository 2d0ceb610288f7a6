// npm run build: everything in dist/, from sources only; with --types also what TypeScript programs import. Parts whose source is not there are left out.
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { install, requireNode, root } from './setup.mjs'
import { fingerprint, markBuilt } from './sources.mjs'

requireNode()
install()
const began = performance.now()
const built = fingerprint()
const esbuild = await import('esbuild')
const at = (...parts) => join(root, ...parts)
const browser = {
  bundle: true,
  minify: true,
  format: 'esm',
  // Phones of 2018 parse it; a check needs big integers (2020), and the page says so where there are none.
  target: ['es2018'],
  supported: { bigint: true },
  legalComments: 'none',
  logLevel: 'warning',
}
const server = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
}

const parts = [
  { from: at('src', 'cli.ts'), to: at('dist', 'cli.js'), make: bundle(server) },
  // With its library inside: a thread of its own for one file (`src/platform/pdf/clean.ts`).
  {
    from: at('src', 'platform', 'pdf', 'thread.ts'),
    to: at('dist', 'pdf-thread.cjs'),
    make: bundle({ ...server, format: 'cjs', packages: 'bundle', sourcemap: false, minifySyntax: true }),
  },
  { from: at('src', 'channels', 'exported.ts'), to: at('dist', 'channels.js'), make: bundle(server) },
  { from: at('src', 'proofs', 'exported.ts'), to: at('dist', 'proofs.js'), make: bundle(server) },
  // Only for who publishes the package: a start does without, and is sooner there.
  ...(process.argv.includes('--types')
    ? [{ from: at('tsconfig.types.json'), to: at('dist', 'types'), make: describeTypes }]
    : []),
  { from: at('src', 'proofs', 'browser.ts'), to: at('dist', 'public', 'verify.js'), make: bundle(browser) },
  {
    from: at('widget', 'widget.ts'),
    to: at('dist', 'public', 'widget.js'),
    make: bundle({ ...browser, format: 'iife' }),
  },
  { from: at('src', 'site', 'assets'), to: at('dist', 'public'), make: copy },
  { from: at('desk', 'vite.config.ts'), to: at('dist', 'desk'), make: buildDesk },
]

const present = parts.filter((part) => existsSync(part.from))
mkdirSync(at('dist', 'public'), { recursive: true })
const results = await Promise.allSettled(present.map(({ from, to, make }) => make(from, to)))
for (const [index, result] of results.entries()) report(present[index], result)
if (results.some((result) => result.status === 'rejected')) process.exit(1)
markBuilt(built)
console.log(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s.`)

function bundle(options) {
  return (from, to) => esbuild.build({ ...options, entryPoints: [from], outfile: to, absWorkingDir: root })
}

async function copy(from, to) {
  cpSync(from, to, { recursive: true })
}

/** What TypeScript needs to know of the parts other programs may import. */
async function describeTypes(from) {
  await promisify(execFile)(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', from])
}

async function buildDesk(from, to) {
  const vite = await import('vite')
  await vite.build({
    configFile: from,
    root: at('desk'),
    logLevel: 'warn',
    build: { outDir: to, emptyOutDir: true },
  })
}

function report(part, result) {
  const name = relative(root, part.to)
  if (result.status === 'rejected') return console.error(`✗ ${name}\n${result.reason?.stack ?? result.reason}`)
  const found = statSync(part.to, { throwIfNoEntry: false })
  const size = found?.isFile() ? ` ${(found.size / 1024).toFixed(0)} KiB` : ''
  console.log(`✓ ${name}${size}`)
}
