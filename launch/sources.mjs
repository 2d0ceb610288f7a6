import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

/** What a build is made of. Migrations and locales are read at run time, but the desk bundles words. */
const inputs = ['src', 'desk', 'widget', 'locales', 'launch', 'package-lock.json', 'tsconfig.json']
const mark = join(root, 'dist', '.built')

/** Whether `dist/` was made from exactly these files. By path, size and time of change: hashing contents costs more. */
export function isBuilt() {
  return existsSync(mark) && existsSync(join(root, 'dist', 'cli.js')) && readFileSync(mark, 'utf8') === fingerprint()
}

/** Records that `dist/` now matches the sources of the given fingerprint, taken before the build began. */
export function markBuilt(of) {
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(mark, of)
}

export function fingerprint() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '')
  for (const input of inputs) add(hash, join(root, input))
  return hash.digest('hex')
}

function add(hash, path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isDirectory()) {
    if (!/\.(test|walk)\.tsx?$/.test(path)) hash.update(`${path} ${found.size} ${found.mtimeMs}\n`)
    return
  }
  for (const name of readdirSync(path).sort()) if (name !== 'fixtures') add(hash, join(path, name))
}
