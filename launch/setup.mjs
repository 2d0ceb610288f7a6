import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's folder. Everything in `launch/` runs before anything is installed: Node's own modules only. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const lock = join(root, 'package-lock.json')
const installedMark = join(root, 'node_modules', '.riscontro-lock')

/** Ends with a sentence, not a stack, on a Node that is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Riscontro needs Node.js 20.19 or newer; this is ${process.versions.node}.`)
  console.error('Install Node.js 24 from https://nodejs.org and run the same command again.')
  process.exit(1)
}

/**
 * Installs exactly what package-lock.json says, when it says something new. With a DATABASE_URL this is somebody's
 * production machine: what runs there is chosen by its operator, never changed by a start.
 */
export function install() {
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex')
  if (existsSync(installedMark) && readFileSync(installedMark, 'utf8') === wanted) return
  if (process.env.DATABASE_URL) {
    if (existsSync(join(root, 'node_modules'))) return
    console.error('Nothing is installed yet. Run "npm ci" and "npm run build" once, then start again.')
    process.exit(1)
  }
  console.log('Installing what package-lock.json lists (a minute or two, once)…')
  const npm = npmCommand()
  const done = spawnSync(
    npm.program,
    [...npm.args, 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional'],
    {
      cwd: root,
      env: withoutNpm(process.env),
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: npm.shell,
    },
  )
  if (done.status !== 0) {
    console.error('npm could not install. Check the network and the lines above, then run the same command again.')
    process.exit(1)
  }
  writeFileSync(installedMark, wanted)
}

/** The npm that runs us, else the one beside this Node, else the one on the PATH. */
function npmCommand() {
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const script = [process.env.npm_execpath, beside].find((path) => path?.endsWith('npm-cli.js') && existsSync(path))
  if (script) return { program: process.execPath, args: [script], shell: false }
  return { program: 'npm', args: [], shell: process.platform === 'win32' }
}

/**
 * A parent npm passes its own flags on as variables, so that `npm start --omit=dev` would cripple our install, and
 * NODE_ENV=production would leave the build tools out. Where to fetch from is configuration and stays.
 */
function withoutNpm(environment) {
  const kept =
    /^npm_config_(registry|cache|userconfig|globalconfig|prefix|.*proxy|cafile|ca|strict_ssl|noproxy|offline|prefer_offline|ignore_scripts|.*_registry|.*_authtoken)$/i
  const entries = Object.entries(environment).filter(([name]) => !/^npm_/i.test(name) || kept.test(name))
  return Object.fromEntries(entries.filter(([name]) => name !== 'NODE_ENV' && name !== 'INIT_CWD'))
}

/**
 * Runs a program of this package in the package's folder and answers its exit code; its output is the terminal's.
 * `limitMs` ends it: a test that loops without a pause cannot be ended by its own timeout.
 */
export function runHere(args, environment = {}, limitMs = undefined) {
  const done = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
    ...(limitMs === undefined ? {} : { timeout: limitMs, killSignal: 'SIGKILL' }),
  })
  return done.status ?? 1
}

/** Builds in a process of its own when a source changed since the last build, so that the server never loads the tools. */
export async function buildIfChanged() {
  const { isBuilt } = await import('./sources.mjs')
  if (isBuilt()) return
  try {
    execFileSync(process.execPath, [join(root, 'launch', 'build.mjs')], { cwd: root, stdio: 'inherit' })
  } catch {
    console.error('The build failed; the lines above say where.')
    process.exit(1)
  }
}
