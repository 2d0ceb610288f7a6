import type { Reply } from '../api/conversations.ts'
import type { Piece } from '../api/pieces.ts'
import type { DraftStorage } from './draft.ts'

/** Something written and handed over, until the server has it. The same `clientKey` sends once, however often it is tried. */
export interface Outgoing {
  clientKey: string
  mode: 'reply' | 'note'
  /** The words; of a template, as it was filled in. */
  text: string
  pieces?: readonly Piece[] | undefined
  answers?: readonly string[] | undefined
  template?: Reply['template']
  seenMessageId?: string | undefined
  /** When it was handed over, as the thread shows it. */
  at: string
}

/** What is on its way out of one conversation, kept on this device: a closed tab or a lost line takes nothing. */
export class Outbox {
  readonly #storage: DraftStorage
  readonly #name: string

  constructor(storage: DraftStorage, conversationId: string) {
    this.#storage = storage
    this.#name = `riscontro.outbox.${conversationId}`
  }

  /** In the order they were written. */
  list(): Outgoing[] {
    return parse(this.#storage.getItem(this.#name))
  }

  /** Keeps one more; one of the same key is kept once. */
  add(outgoing: Outgoing): void {
    this.#keep([...this.#without(outgoing.clientKey), outgoing])
  }

  /** Forgets what the server has, or what its writer took back. */
  remove(clientKey: string): void {
    this.#keep(this.#without(clientKey))
  }

  #without(clientKey: string): Outgoing[] {
    return this.list().filter((one) => one.clientKey !== clientKey)
  }

  #keep(all: readonly Outgoing[]): void {
    if (all.length === 0) this.#storage.removeItem(this.#name)
    else this.#storage.setItem(this.#name, JSON.stringify(all))
  }
}

function parse(text: string | null): Outgoing[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(kept) ? kept.filter(isOutgoing) : []
  } catch {
    return []
  }
}

function isOutgoing(one: unknown): one is Outgoing {
  return typeof one === 'object' && one !== null && ['clientKey', 'mode', 'text', 'at'].every((name) => name in one)
}
