/** What an entry leads to. */
export type EntryKind = 'page' | 'person' | 'gift' | 'case' | 'conversation'

/** One line of the palette: a place of the desk, or something the organisation keeps. */
export interface Entry {
  kind: EntryKind
  /** Where it leads, as an address of the desk. */
  to: string
  title: string
  /** What tells it from others of the same name. */
  detail?: string | undefined
}

/** The pages whose names hold every word typed, in the order of the menu. */
export function pagesNamed(pages: readonly Entry[], query: string): Entry[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  return pages.filter(({ title }) => words.every((word) => fold(title).includes(word)))
}

/** Something that stands further up is not said again below. */
export function withoutRepeats(groups: readonly (readonly Entry[])[]): Entry[][] {
  const seen = new Set<string>()
  return groups.map((group) =>
    group.filter(({ to }) => {
      const isNew = !seen.has(to)
      seen.add(to)
      return isNew
    }),
  )
}

/** Case, width and accents do not keep a word from being found. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}
