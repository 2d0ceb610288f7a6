// npm run generate [-- schema|api] [--check]: writes what is generated from the code, or says that it is out of step.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { install, requireNode, root } from './setup.mjs'

requireNode()
install()
const isCheck = process.argv.includes('--check')
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const scratch = mkdtempSync(join(tmpdir(), 'riscontro-generate-'))
// As root the database runs as another user, who must be able to pass through.
chmodSync(scratch, 0o711)

/** Each generated file, and how its text comes about. */
const outputs = [
  { name: 'schema', path: 'src/platform/database/schema.generated.ts', make: schemaTypes },
  { name: 'api', path: 'desk/src/api.generated.ts', make: apiTypes },
]

try {
  for (const { name, path, make } of outputs) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const text = await make()
    const file = join(root, path)
    if (existsSync(file) && readFileSync(file, 'utf8') === text) console.log(`✓ ${path}`)
    else if (isCheck) fail(`${path} is out of step: run npm run generate`)
    else {
      writeFileSync(file, text)
      console.log(`✓ ${path} written`)
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** The types of the tables, read from a database that has just been migrated. */
async function schemaTypes() {
  const { withMigratedDatabase } = await bundled('src/platform/testing/migrated.ts')
  return withMigratedDatabase(join(scratch, 'data'), (url) => {
    const target = join(scratch, 'schema.ts')
    const types = {
      int8: 'bigint',
      date: 'string',
      timestamptz: 'Date',
      json: 'unknown',
      jsonb: 'unknown',
      bytea: 'Buffer',
    }
    run('kysely-codegen', [
      ...['--url', url, '--dialect', 'postgres', '--out-file', target, '--include-pattern', 'public.*'],
      ...['--default-schema', 'public', '--type-mapping', JSON.stringify(types), '--type-only-imports'],
    ])
    const banner = '// Generated from the migrated schema by `npm run generate`. Do not edit.\n'
    return banner + readFileSync(target, 'utf8').split('\n').slice(4).join('\n')
  })
}

/** The types of the API, read from its own description in a house that is opened for the purpose. */
async function apiTypes() {
  const { describeApi } = await bundled('src/describe-api.ts')
  const { astToString, default: openapiTS } = await import('openapi-typescript')
  const description = await describeApi(join(scratch, 'house'))
  return `// Generated from the API's description by \`npm run generate\`. Do not edit.\n\n${astToString(await openapiTS(description))}`
}

/** Loads a TypeScript module of this package. */
async function bundled(entry) {
  const esbuild = await import('esbuild')
  const outfile = join(root, 'dist', 'generate', `${entry.replaceAll('/', '_')}.mjs`)
  await esbuild.build({
    ...{ entryPoints: [join(root, entry)], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20' },
    ...{
      packages: 'external',
      logLevel: 'warning',
      absWorkingDir: root,
      jsx: 'automatic',
      jsxImportSource: 'hono/jsx',
    },
  })
  return import(pathToFileURL(outfile).href)
}

function run(tool, args) {
  const bin = join(root, 'node_modules', '.bin', tool)
  const { status, stderr, stdout } = spawnSync(bin, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) fail(`${tool}: ${stderr || stdout}`)
}

function fail(message) {
  console.error(message)
  process.exitCode = 1
}
