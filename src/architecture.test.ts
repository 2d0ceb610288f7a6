import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** The floors of the house, from the ground up; features on one line are siblings. ARCHITECTURE.md tells the same story. */
const floors: readonly (readonly string[])[] = [
  ['platform'],
  ['channels', 'payments', 'proofs'],
  ['organisations'],
  ['imports'],
  ['log'],
  ['people'],
  ['conversations'],
  ['campaigns'],
  ['gifts'],
  ['cases'],
  ['allocations'],
  ['segments'],
  ['feedback'],
  ['events', 'volunteers'],
  ['scripts'],
  ['broadcasts'],
  ['journeys'],
  ['connectors', 'books', 'insights'],
  ['site', 'sandbox', 'demo'],
]

/** What only the feature itself and the doors may import. */
const privateFiles = /^((.*-)?(store|rows|routes|jobs))\.tsx?$/

const source = dirname(fileURLToPath(import.meta.url))
const packageFolder = dirname(source)

interface SourceFile {
  path: string
  feature: string
  text: string
  imports: string[]
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && path.includes(sep) && !/\.(test|fixture|generated)\.tsx?$/.test(path))
  .map(readSource)

test('every folder of src stands on a floor', () => {
  const known = new Set(floors.flat())
  expect([...new Set(files.map((file) => file.feature))].filter((feature) => !known.has(feature))).toEqual([])
})

test('an import goes to the same folder or to a lower floor', () => {
  const breaches = files.flatMap((file) =>
    file.imports
      .filter((target) => featureOf(target) !== file.feature && floorOf(featureOf(target)) >= floorOf(file.feature))
      .map((target) => `${file.path} imports ${target}`),
  )
  expect(breaches).toEqual([])
})

test('of another feature nobody imports its store, rows, routes or jobs', () => {
  const breaches = files.filter(isProduct).flatMap((file) =>
    file.imports
      .filter((target) => featureOf(target) !== 'platform' && featureOf(target) !== file.feature)
      .filter((target) => privateFiles.test(target.split('/').at(-1) ?? ''))
      .map((target) => `${file.path} imports ${target}`),
  )
  expect(breaches).toEqual([])
})

test('a table is written only by its feature', () => {
  const owners = readOwners()
  const breaches = files
    // The sandbox plays the database administrator who tampers, and the demo is removed table by table.
    .filter((file) => !['src/sandbox/tamper', 'src/demo/remove'].some((path) => file.path.startsWith(path)))
    .filter(isProduct)
    .flatMap((file) =>
      writtenTables(file.text)
        .filter((table) => owners.has(table) && owners.get(table) !== file.feature)
        .map((table) => `${file.path} writes ${table} of ${owners.get(table)}`),
    )
  expect(breaches).toEqual([])
})

test('every table of a migration says whose it is', () => {
  const orphans = readMigrations().flatMap(({ name, sql }) => {
    const first = sql.search(/^create table/m)
    return first >= 0 && !/^-- @feature \w+/m.test(sql.slice(0, first)) ? [name] : []
  })
  expect(orphans).toEqual([])
})

test('no file imports itself through a ring', () => {
  const graph = new Map(files.map((file) => [file.path, file.imports.map((target) => `src/${target}`)]))
  expect(findRing(graph)).toEqual([])
})

test('no barrel, no grab-bag', () => {
  const named = files.filter((file) =>
    /\/(index|utils?|helpers?|common|misc|types|constants|services?|managers?)\.tsx?$/.test(file.path),
  )
  expect(named.map((file) => file.path)).toEqual([])
})

/** What a test needs to open a house may reach where the product may not. */
function isProduct(file: SourceFile): boolean {
  return !/\/testing\.tsx?$/.test(file.path)
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(source, path), 'utf8')
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map(([, target = '']) => relative(source, resolve(source, dirname(path), target)).replaceAll(sep, '/'))
    .filter((target) => !target.startsWith('..'))
  return { path: `src/${path.replaceAll(sep, '/')}`, feature: path.split(sep)[0] ?? '', text, imports }
}

function featureOf(target: string): string {
  return target.split('/')[0] ?? ''
}

function floorOf(feature: string): number {
  const floor = floors.findIndex((names) => names.includes(feature))
  return floor < 0 ? Number.POSITIVE_INFINITY : floor
}

function writtenTables(text: string): string[] {
  const byBuilder = text.matchAll(/\b(?:insertInto|updateTable|deleteFrom)\(\s*'(\w+)/g)
  const bySql = text.matchAll(
    /\b(?:insert into|delete from|update)\s+([a-z_]+)\s*(?:\(|set\b|where\b|as\b|using\b|\n)/gi,
  )
  return [...byBuilder, ...bySql].map(([, table = '']) => table)
}

function readMigrations(): { name: string; sql: string }[] {
  const folder = join(packageFolder, 'migrations')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }))
}

function readOwners(): Map<string, string> {
  const owners = new Map<string, string>()
  for (const { sql } of readMigrations()) {
    let feature = ''
    for (const [, named, table] of sql.matchAll(/^-- @feature (\w+)|^create table (?:if not exists )?([\w.]+)/gm)) {
      if (named) feature = named
      if (table) owners.set(table, feature)
    }
  }
  return owners
}

/** The first ring found, as a list of paths; type-only imports count too: a ring of types is a ring of thought. */
function findRing(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): string[] => {
    const seen = trail.indexOf(path)
    if (seen >= 0) return [...trail.slice(seen), path]
    if (done.has(path)) return []
    for (const target of graph.get(path) ?? []) {
      const ring = visit(target, [...trail, path])
      if (ring.length > 0) return ring
    }
    done.add(path)
    return []
  }
  for (const path of graph.keys()) {
    const ring = visit(path, [])
    if (ring.length > 0) return ring
  }
  return []
}
