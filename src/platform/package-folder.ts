import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package: where `migrations/`, `locales/` and `dist/` are, whether run from source or built. */
export const packageFolder: string = findPackageFolder(dirname(fileURLToPath(import.meta.url)))

function findPackageFolder(from: string): string {
  if (existsSync(join(from, 'migrations')) && existsSync(join(from, 'package.json'))) return from
  return findPackageFolder(dirname(from))
}
