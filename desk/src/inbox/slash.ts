import type { Language } from '../../../src/platform/languages.ts'
import type { SavedReply } from '../api/saved-replies.ts'

/** What stands after a `/` that begins a word right before the caret: a saved reply is being looked for. */
export function slashAt(text: string, caret: number): { start: number; query: string } | undefined {
  const before = text.slice(0, caret)
  const query = /(?:^|\s)\/(\S{0,40})$/.exec(before)?.[1]
  return query === undefined ? undefined : { start: caret - query.length - 1, query }
}

/** A saved reply as it would be said to this person. */
export interface Offer {
  id: string
  name: string
  text: string
  language: string
}

/** The replies whose name or words hold what is typed, each in the person's language where it has that. */
export function offersOf(replies: readonly SavedReply[], query: string, wanted: readonly string[]): Offer[] {
  const typed = query.toLowerCase()
  return replies.flatMap(({ id, name, texts }) => {
    const languages = Object.keys(texts)
    const language = [...wanted, 'en', ...languages].find((one) => languages.includes(one))
    const text = Object.entries(texts).find(([one]) => one === language)?.[1]
    if (language === undefined || text === undefined) return []
    return `${name} ${text}`.toLowerCase().includes(typed) ? [{ id, name, text, language }] : []
  })
}

/** Puts a text where the `/` and what followed it stood; answers the whole, and where the caret goes. */
export function insertAt(text: string, start: number, end: number, words: string): { text: string; caret: number } {
  return { text: text.slice(0, start) + words + text.slice(end), caret: start + words.length }
}

/** The texts of a form's fields that were filled in. */
export function filled(texts: readonly (readonly [Language, string])[]): Partial<Record<Language, string>> {
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}
