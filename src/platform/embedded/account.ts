import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Failure } from '../errors.ts'

/** Who PostgreSQL runs as. `switched` when we are root and must run it as somebody else, because it refuses root. */
export interface Account {
  uid: number | undefined
  gid: number | undefined
  switched: boolean
  /** Absolute path of the installation's data folder (`RISCONTRO_DATA`). */
  dataFolder: string
}

/** Where root keeps what PostgreSQL's own account must reach when the clone lies under a closed home. */
export const sharedFolder = '/var/lib/riscontro'

/**
 * The number PostgreSQL runs under when we are root. It needs no entry in /etc/passwd, and nobody else is given it:
 * systemd's list of numbers leaves 60706–61183 unused (systemd.io/UIDS-GIDS, read 2026-11).
 */
const ownUid = 60754

/**
 * Decides who PostgreSQL runs as and where its data lives (0700, owned by the account; `home` may not exist
 * yet). As root the data stays in the data folder if the account can get there; otherwise it goes under `sharedFolder` and
 * `database.elsewhere` in the data folder says where. Fails with `embedded.foreign-owner`, `embedded.no-place`.
 */
export async function settleIn(dataFolder: string): Promise<{ account: Account; home: string }> {
  const absolute = resolve(dataFolder)
  const root = process.getuid?.() === 0
  try {
    await mkdir(absolute, { recursive: true, mode: root ? 0o711 : 0o700 })
    // Passing through a folder is not listing it; what is secret in there has its own mode.
    if (root) await chmod(absolute, ((await stat(absolute)).mode & 0o777) | 0o011)
    const folder = await realpath(absolute)
    const home = (await pointerIn(folder)) ?? (await choosePlace(folder, root))
    return { account: await ownerOf(home, folder, root), home }
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('embedded.no-place', { folder: absolute }, { cause })
  }
}

const pointer = 'database.elsewhere'

async function pointerIn(dataFolder: string): Promise<string | undefined> {
  const text = await readFile(join(dataFolder, pointer), 'utf8').catch(() => '')
  return text.trim() || undefined
}

async function choosePlace(dataFolder: string, root: boolean): Promise<string> {
  const inside = join(dataFolder, 'database')
  if (!root || (await canPass(ownUid, dataFolder)) || (await exists(inside))) return inside
  const outside = join(sharedFolder, randomBytes(6).toString('hex'))
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 })
  await writeFile(join(dataFolder, pointer), `${outside}\n`)
  return outside
}

/** An existing database keeps its owner, so that `sudo` once does not lock the everyday user out. */
async function ownerOf(home: string, dataFolder: string, root: boolean): Promise<Account> {
  const uid = process.getuid?.()
  const found = await stat(home).catch(() => undefined)
  if (!root) {
    if (found !== undefined && uid !== undefined && found.uid !== uid) {
      throw new Failure('embedded.foreign-owner', { folder: home, owner: found.uid, user: uid }, { kind: 'forbidden' })
    }
    return { uid, gid: process.getgid?.(), switched: false, dataFolder }
  }
  const owned = found !== undefined && found.uid !== 0
  return { uid: owned ? found.uid : ownUid, gid: owned ? found.gid : ownUid, switched: true, dataFolder }
}

/** Whether the account may read a file and walk every folder above it. Ordinary accounts ask the file itself. */
export async function isReadableBy(account: Account, file: string): Promise<boolean> {
  if (!(await exists(file))) return false
  if (!account.switched || account.uid === undefined) return true
  const { mode } = await stat(file)
  return (mode & 0o004) !== 0 && canPass(account.uid, dirname(file))
}

async function canPass(uid: number, folder: string): Promise<boolean> {
  const { mode, uid: owner } = await stat(folder)
  const allowed = (mode & (owner === uid ? 0o100 : 0o001)) !== 0
  return allowed && (dirname(folder) === folder || canPass(uid, dirname(folder)))
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
