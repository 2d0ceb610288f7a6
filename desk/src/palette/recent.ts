import { type Entry, pagesNamed } from './entry.ts'

/** The part of the browser's storage that is needed; of a tab, so that names do not stay on a shared computer. */
export type RecentStorage = Pick<Storage, 'getItem' | 'setItem'>

const kept = 6

/** What a member opened last through the palette, in this tab, newest first. */
export class Recent {
  readonly #storage: RecentStorage
  readonly #name: string

  constructor(storage: RecentStorage, memberId: string) {
    this.#storage = storage
    this.#name = `riscontro.recent.${memberId}`
  }

  /** Those whose names hold what is typed; all of them while nothing is. */
  list(query = ''): Entry[] {
    return pagesNamed(parse(this.#storage.getItem(this.#name)), query)
  }

  add(entry: Entry): void {
    const others = this.list().filter(({ to }) => to !== entry.to)
    this.#storage.setItem(this.#name, JSON.stringify([entry, ...others].slice(0, kept)))
  }
}

function parse(text: string | null): Entry[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found) ? found.filter(isEntry) : []
  } catch {
    return []
  }
}

function isEntry(one: unknown): one is Entry {
  return typeof one === 'object' && one !== null && ['kind', 'to', 'title'].every((name) => name in one)
}
