import { access, chmod, constants, mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A temporary folder that bears our process number, so that a later run can tell a killed run's folder from a living
 * one's. Leftovers of the same kind are removed first; `end` stops whatever still runs out of one. `within` is where it is made.
 */
export async function makeRunFolder(
  kind: string,
  end: (leftover: string) => Promise<void> = async () => {},
  within: string = tmpdir(),
): Promise<string> {
  const named = new RegExp(`^riscontro-${kind}-(\\d+)-`)
  for (const name of await readdir(within)) {
    const owner = Number(named.exec(name)?.[1])
    if (!Number.isInteger(owner) || isAlive(owner)) continue
    const leftover = join(within, name)
    await end(leftover)
    await rm(leftover, { recursive: true, force: true }).catch(() => {})
  }
  const folder = await mkdtemp(join(within, `riscontro-${kind}-${process.pid}-`))
  await chmod(folder, 0o711)
  return folder
}

const memory = '/dev/shm'

/**
 * Where databases live that no power cut has to spare: in memory if the system offers room for it, else among the temporary files. A
 * database is a thousand files, and ext4 without a journal looks at every file that was lately deleted before it makes one: ten times
 * the work of copying a database.
 */
export async function quickFolder(): Promise<string> {
  const isRoomy = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize >= 2 * 1024 ** 3,
    () => false,
  )
  if (!isRoomy) return tmpdir()
  return access(memory, constants.W_OK).then(
    () => memory,
    () => tmpdir(),
  )
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
