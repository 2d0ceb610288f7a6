import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from './errors.ts'

/** Keeps bytes under their hash, outside the web root. The row in `files` says what they are. */
export class FileStore {
  readonly #folder: string

  /** @param folder `files/` of the data folder; made on first use */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Writes durably (fsync, then rename) and answers the SHA-256. The same bytes are kept once. */
  async put(bytes: Uint8Array): Promise<Buffer> {
    const hash = createHash('sha256').update(bytes).digest()
    const path = this.#path(hash)
    await mkdir(dirname(path), { recursive: true })
    const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, path)
    return hash
  }

  /** Reads the bytes of a hash. Fails with `files.missing`. */
  async get(hash: Uint8Array): Promise<Buffer> {
    try {
      return await readFile(this.#path(Buffer.from(hash)))
    } catch (cause) {
      throw new Failure('files.missing', {}, { kind: 'missing', cause })
    }
  }

  #path(hash: Buffer): string {
    const name = hash.toString('hex')
    return join(this.#folder, name.slice(0, 2), name)
  }
}
