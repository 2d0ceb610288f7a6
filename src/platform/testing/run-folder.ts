import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A temporary folder that bears our process number, so that a later run can tell a killed run's folder from a living
 * one's. Leftovers of the same kind are removed first; `end` stops whatever still runs out of one.
 */
export async function makeRunFolder(kind: string, end: (leftover: string) => Promise<void> = async () => {}) {
  const named = new RegExp(`^riscontro-${kind}-(\\d+)-`)
  for (const name of await readdir(tmpdir())) {
    const owner = Number(named.exec(name)?.[1])
    if (!Number.isInteger(owner) || isAlive(owner)) continue
    const leftover = join(tmpdir(), name)
    await end(leftover)
    await rm(leftover, { recursive: true, force: true }).catch(() => {})
  }
  const folder = await mkdtemp(join(tmpdir(), `riscontro-${kind}-${process.pid}-`))
  await chmod(folder, 0o711)
  return folder
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
