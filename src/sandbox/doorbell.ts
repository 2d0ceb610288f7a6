/** Tells open phone pages of this process that something changed on their phone; they read it themselves. */
export class Doorbell {
  readonly #listeners = new Map<string, Set<() => void>>()

  ring(phoneId: string): void {
    for (const hear of this.#listeners.get(phoneId) ?? []) hear()
  }

  /** Hears every ring of one phone from now on; call the answer to stop. */
  listen(phoneId: string, hear: () => void): () => void {
    const listeners = this.#listeners.get(phoneId) ?? new Set()
    this.#listeners.set(phoneId, listeners.add(hear))
    return () => {
      listeners.delete(hear)
      if (listeners.size === 0) this.#listeners.delete(phoneId)
    }
  }
}
