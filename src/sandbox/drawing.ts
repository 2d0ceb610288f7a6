/** Something to press under or in a message. `press` comes back with `data`; `words` are then shown as the person's own. */
export type Pressable = { readonly label: string } & (
  | { readonly does: 'press'; readonly data: string; readonly words?: string | undefined }
  | { readonly does: 'say'; readonly text: string }
  | { readonly does: 'open'; readonly url: string }
)

/** Words of one weight. */
export interface Run {
  readonly text: string
  readonly isBold?: boolean
}

/** A piece of a bubble, from top to bottom. */
export type Part =
  | { readonly type: 'title'; readonly text: string }
  | { readonly type: 'words'; readonly runs: readonly Run[] }
  | { readonly type: 'picture'; readonly url: string; readonly description: string }
  | { readonly type: 'sticker' }
  | { readonly type: 'place'; readonly title: string; readonly latitude: number; readonly longitude: number }
  | { readonly type: 'facts'; readonly facts: readonly (readonly Run[])[] }

/** A message as the phone shows it: one bubble, what is pressed below it, and what is suggested while it is the last. */
export interface Drawing {
  readonly parts: readonly Part[]
  readonly presses: readonly Pressable[]
  readonly suggestions: readonly Pressable[]
  /** The list the presses open from, where they are one. */
  readonly list?: string
}

export function drawing(parts: readonly Part[], presses: readonly Pressable[] = []): Drawing {
  return { parts, presses, suggestions: [] }
}

/** Words without emphasis; nothing for none. */
export function words(text: string | undefined): Part[] {
  return text === undefined || text === '' ? [] : [{ type: 'words', runs: [{ text }] }]
}

/** Words in which `*stars*` mean bold, as WhatsApp and Slack write it. */
export function starred(text: string): Run[] {
  return text
    .split(/(\*[^*\n]+\*)/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\*[^*\n]+\*$/.test(piece) ? { text: piece.slice(1, -1), isBold: true } : { text: piece }))
}

/** A message this phone cannot read: nothing is hidden. */
export function unreadable(message: unknown): Drawing {
  return drawing(words(JSON.stringify(message)))
}
