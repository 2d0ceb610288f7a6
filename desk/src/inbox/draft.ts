/** What is being written to somebody. `clientKey` stays the same until it was sent, so that trying again sends once. */
export interface Draft {
  text: string
  clientKey: string
}

/** The part of the browser's storage that drafts need. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Drafts by conversation and kind, kept on this device until they were sent: a crash, a lost line or a closed tab takes nothing. */
export class Drafts {
  readonly #storage: DraftStorage
  readonly #newKey: () => string

  constructor(storage: DraftStorage, newKey: () => string) {
    this.#storage = storage
    this.#newKey = newKey
  }

  read(name: string): Draft {
    const kept = parse(this.#storage.getItem(keyOf(name)))
    return kept ?? { text: '', clientKey: this.#newKey() }
  }

  /** Keeps new words. After a try that failed the same words keep their key; other words are another message. */
  write(name: string, text: string): Draft {
    const before = this.read(name)
    const clientKey = before.text === text ? before.clientKey : this.#newKey()
    if (text === '') this.#storage.removeItem(keyOf(name))
    else this.#storage.setItem(keyOf(name), JSON.stringify({ text, clientKey }))
    return { text, clientKey }
  }

  /** Forgets what was sent, unless something else was written meanwhile. */
  sent(name: string, draft: Draft): void {
    if (this.read(name).text === draft.text) this.#storage.removeItem(keyOf(name))
  }
}

function keyOf(name: string): string {
  return `riscontro.draft.${name}`
}

function parse(text: string | null): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('text' in kept) || !('clientKey' in kept)) return undefined
    return { text: String(kept.text), clientKey: String(kept.clientKey) }
  } catch {
    return undefined
  }
}
