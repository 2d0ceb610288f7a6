import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from './errors.ts'
import { isUuid, type OrganisationId } from './ids.ts'

/** A file that can be erased: it lies alone under its own name, so that erasing it takes nothing from anybody else. */
export interface ErasableFile {
  readonly organisationId: OrganisationId
  /** A UUID. */
  readonly fileId: string
}

/** How a file is kept besides whole: `small` is a picture for lists. */
export type Rendition = 'whole' | 'small'

/** Bytes of a file from its first, 0, to `end`, which is not among them. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/**
 * Keeps bytes outside the web root: what stays for ever under its hash, once (the row in `files` says what it is); what may
 * have to be erased under a name of its own.
 */
export class FileStore {
  readonly #folder: string

  /** @param folder `files/` of the data folder; made on first use */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Under which hash bytes would be kept. */
  hashOf(bytes: Uint8Array): Buffer {
    return createHash('sha256').update(bytes).digest()
  }

  /** Writes durably (fsync, then rename) and answers the SHA-256. The same bytes are kept once. */
  async put(bytes: Uint8Array): Promise<Buffer> {
    const hash = this.hashOf(bytes)
    await write(this.#path(hash), bytes)
    return hash
  }

  /** Reads the bytes of a hash. Fails with `files.missing`. */
  async get(hash: Uint8Array): Promise<Buffer> {
    return await readFile(this.#path(Buffer.from(hash))).catch(failMissing)
  }

  /** Removes the bytes of a hash, which must be nobody's any more; nothing happens when there are none. */
  async forget(hash: Uint8Array): Promise<void> {
    await rm(this.#path(Buffer.from(hash)), { force: true })
  }

  /** Writes a file that can be erased, durably; again puts the new bytes in place of the old. */
  async keep(file: ErasableFile, rendition: Rendition, bytes: Uint8Array): Promise<void> {
    await write(join(this.#folderOf(file), rendition), bytes)
  }

  /** Reads a stretch of a file that can be erased. Fails with `files.missing`. */
  async read(file: ErasableFile, rendition: Rendition, { start, end }: Stretch): Promise<Buffer> {
    const handle = await open(join(this.#folderOf(file), rendition)).catch(failMissing)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  }

  /** How many bytes a rendition has. Fails with `files.missing`. */
  async sizeOf(file: ErasableFile, rendition: Rendition): Promise<number> {
    return (await stat(join(this.#folderOf(file), rendition)).catch(failMissing)).size
  }

  /** Removes a file in all its renditions; nothing happens when there is none. */
  async erase(file: ErasableFile): Promise<void> {
    await rm(this.#folderOf(file), { recursive: true, force: true })
  }

  /** Removes every erasable file of an organisation. */
  async eraseAllOf(organisationId: string): Promise<void> {
    await rm(join(this.#folder, 'erasable', organisationId), { recursive: true, force: true })
  }

  /** The last digits of an id are chance, the first are its time: they spread the files over 256 folders. */
  #folderOf({ organisationId, fileId }: ErasableFile): string {
    if (!isUuid(fileId)) throw new TypeError('A file id is a lower-case UUID')
    return join(this.#folder, 'erasable', organisationId, fileId.slice(-2), fileId)
  }

  #path(hash: Buffer): string {
    const name = hash.toString('hex')
    return join(this.#folder, name.slice(0, 2), name)
  }
}

/** Writes a draft beside, brings it to the disk and puts it in place at once: a reader sees all of it or nothing. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
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
}

function failMissing(cause: unknown): never {
  throw new Failure('files.missing', {}, { kind: 'missing', cause })
}
