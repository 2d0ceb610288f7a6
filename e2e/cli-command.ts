import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { packageFolder } from '../src/platform/package-folder.ts'

/** How a command of ours ended. */
export interface Ended {
  /** Null when it had to be killed because it did not end by itself. */
  code: number | null
  stdout: string
  stderr: string
}

/** A command of ours in a process of its own. */
export interface Command {
  args: readonly string[]
  environment?: Record<string, string>
  uid?: number
  /** Runs another program instead of `dist/cli.js`. */
  script?: string
  folder?: string
}

/** Far beyond what any command needs on a busy machine: only one that hangs is killed. */
const patienceMs = 10 * 60_000

/** Runs a command to its end. */
export async function run(command: Command, patience = patienceMs): Promise<Ended> {
  const child = begin(command)
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const timer = setTimeout(() => child.kill('SIGKILL'), patience)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  return { code, stdout: stdout(), stderr: stderr() }
}

/** Starts a command and leaves it running. */
export function begin({ args, environment = {}, uid, script, folder }: Command): ChildProcess {
  return spawn(process.execPath, [script ?? join(packageFolder, 'dist', 'cli.js'), ...args], {
    env: { ...inherited(), HOST: '127.0.0.1', LANG: 'en', LC_ALL: 'en', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(folder === undefined ? {} : { cwd: folder }),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
}

/** What a stream has said so far. */
export function collect(stream: NodeJS.ReadableStream | null): () => string {
  let said = ''
  stream?.on('data', (bytes: Buffer) => {
    said += bytes
  })
  return () => said
}

/** What a program needs to run at all; a test runner's own variables are not its business. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
