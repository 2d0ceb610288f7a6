// npm run bench -- <name> [--json]: builds, then runs bench/<name> against it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfChanged, install, requireNode, root, runHere } from './setup.mjs'

requireNode()
install()
await buildIfChanged()
const [name = '', ...rest] = process.argv.slice(2)
const source = join(root, 'bench', `${name}.ts`)
if (!/^[a-z-]+$/.test(name) || !existsSync(source)) {
  console.error('Usage: npm run bench -- <name> [--json], where bench/<name>.ts exists.')
  process.exit(1)
}
const { build } = await import('esbuild')
const outfile = join(root, 'dist', 'bench', `${name}.js`)
await build({
  entryPoints: [source],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
})
// The young generation as `npm start` has it: what is thrown away within a reply or a batch is never copied.
process.exitCode = runHere(['--max-semi-space-size=64', '--enable-source-maps', outfile, ...rest])
