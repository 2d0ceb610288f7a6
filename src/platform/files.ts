import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from './errors.ts'
import { newId } from './ids.ts'
import type { Transaction } from './scope.ts'

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

/** What a file is, before it has a row. */
export interface NewFile {
  bytes: Uint8Array
  mediaType: string
  /** Why it is kept: `import`, `expense`, `picture` … */
  purpose: string
  fileName?: string
}

/** Keeps a file and its row; answers the file's id. The bytes are written first: a row never points at nothing. */
export async function keepFile(transaction: Transaction, file: NewFile): Promise<string> {
  const { db, organisationId, now, actor, context } = transaction
  const sha256 = await context.files.put(file.bytes)
  const fileId = newId(now)
  await db
    .insertInto('files')
    .values({
      organisation_id: organisationId,
      file_id: fileId,
      purpose: file.purpose,
      media_type: file.mediaType,
      byte_length: BigInt(file.bytes.byteLength),
      sha256,
      file_name: file.fileName ?? null,
      created_at: now,
      created_by: actor.kind === 'member' ? actor.id : null,
    })
    .execute()
  return fileId
}
