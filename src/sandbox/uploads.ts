import type { Photo } from './emulator.ts'

/** How many files an emulated provider keeps for its account: a demonstration's worth. */
const keptFiles = 20

/** Files an account has handed to its provider, until newer ones take their place. */
export class Uploads {
  readonly #files = new Map<string, Photo>()

  /** Keeps the file of a form; undefined where there is none in it. */
  async keep(id: string, file: unknown): Promise<string | undefined> {
    if (!(file instanceof File)) return undefined
    this.#files.set(id, { bytes: new Uint8Array(await file.arrayBuffer()), mediaType: file.type })
    const [oldest] = this.#files.keys()
    if (this.#files.size > keptFiles && oldest !== undefined) this.#files.delete(oldest)
    return id
  }

  find(id: string): Photo | undefined {
    return this.#files.get(id)
  }

  /** As the phone fetches it; 404 for one that is gone. */
  show(id: string): Response {
    const file = this.find(id)
    return new Response(file?.bytes ?? null, {
      status: file ? 200 : 404,
      headers: { 'content-type': file?.mediaType || 'application/octet-stream' },
    })
  }
}
