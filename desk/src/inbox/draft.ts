import { nothing, type Written, writtenIn } from './written.ts'

/** What is being written to somebody. `clientKey` stays the same until it was sent, so that trying again sends once. */
export interface Draft extends Written {
  clientKey: string
  /** The newest message that stood there when the writing began. */
  seenMessageId?: string | undefined
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
    return kept ?? { ...nothing, clientKey: this.#newKey() }
  }

  /**
   * Keeps what has changed. After a try that failed the same message keeps its key; another is another message. `newest` is
   * what stands in the thread: remembered when the writing begins.
   */
  write(name: string, change: Partial<Written>, newest?: string): Draft {
    const before = this.read(name)
    const after = { ...before, ...change }
    if (isNothing(after)) {
      this.#storage.removeItem(keyOf(name))
      return { ...nothing, clientKey: this.#newKey() }
    }
    const draft = {
      ...after,
      clientKey: isSame(before, after) ? before.clientKey : this.#newKey(),
      seenMessageId: isNothing(before) ? newest : before.seenMessageId,
    }
    this.#storage.setItem(keyOf(name), JSON.stringify(draft))
    return draft
  }

  /** Forgets what was sent, unless something else was written meanwhile. */
  sent(name: string, draft: Written): void {
    if (isSame(this.read(name), draft)) this.#storage.removeItem(keyOf(name))
  }
}

function keyOf(name: string): string {
  return `riscontro.draft.${name}`
}

function isNothing({ text, pieces, answers }: Written): boolean {
  return text === '' && pieces.length === 0 && answers.length === 0
}

function isSame(one: Written, other: Written): boolean {
  const said = ({ text, pieces, answers }: Written) => JSON.stringify([text, pieces, answers])
  return said(one) === said(other)
}

function parse(text: string | null): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('text' in kept) || !('clientKey' in kept)) return undefined
    const seenMessageId = 'seenMessageId' in kept ? String(kept.seenMessageId) : undefined
    return { ...writtenIn(kept), clientKey: String(kept.clientKey), seenMessageId }
  } catch {
    return undefined
  }
}
