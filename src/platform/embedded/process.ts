import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { Failure } from '../errors.ts'
import type { Account } from './account.ts'

/**
 * Runs a program to its end as the given account and answers what it printed. Fails with `embedded.program-failed`
 * (its last line in `reason`), or `embedded.root-alone` when root may not become another user here.
 */
export async function run(program: string, args: readonly string[], account: Account): Promise<string> {
  const identity = account.switched ? { uid: account.uid, gid: account.gid } : {}
  const child = spawn(program, args, { ...identity, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
  const output: string[] = []
  child.stdout.on('data', (bytes: Buffer) => output.push(bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => output.push(bytes.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => reject(refusal(cause, program)))
    child.once('close', resolve)
  })
  const text = output.join('').trim()
  if (code !== 0) throw new Failure('embedded.program-failed', { program, reason: text.split('\n').at(-1) ?? '' })
  return text
}

function refusal(cause: NodeJS.ErrnoException, program: string): Failure {
  if (cause.code === 'EPERM' || cause.code === 'EINVAL') return new Failure('embedded.root-alone', {}, { cause })
  return new Failure('embedded.program-failed', { program, reason: cause.message }, { cause })
}

/** Whether a process of this number lives and is a PostgreSQL server, rather than a later process with its number. */
export async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') {
    // A zombie has already left; where nobody reaps it, its number would look alive for ever.
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    return status.includes('(postgres)') && !status.includes(') Z ')
  }
  if (process.platform === 'win32') return true
  const account = { uid: undefined, gid: undefined, switched: false, dataFolder: '' }
  const command = await run('ps', ['-o', 'comm=', '-p', String(pid)], account).catch(() => '')
  return command.includes('postgres')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
