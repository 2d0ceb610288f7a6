/** What a key does in the inbox. */
export type InboxAct = 'next' | 'previous' | 'reply' | 'note' | 'assign' | 'resolve' | 'search' | 'help' | 'leave'

/** The keys, in the order the help lists them. */
export const inboxKeys = [
  { key: 'j', act: 'next' },
  { key: 'k', act: 'previous' },
  { key: 'r', act: 'reply' },
  { key: 'n', act: 'note' },
  { key: 'a', act: 'assign' },
  { key: 'e', act: 'resolve' },
  { key: '/', act: 'search' },
  { key: '?', act: 'help' },
  { key: 'Escape', act: 'leave' },
] as const satisfies readonly { key: string; act: InboxAct }[]

/** A key press, and whether it falls into something one types in. */
export interface Press {
  key: string
  isTyping: boolean
  hasModifier: boolean
  /** An input method is composing: the keys belong to it. */
  isComposing: boolean
}

/** What a key press asks for; nothing while somebody types, except leaving. */
export function actFor({ key, isTyping, hasModifier, isComposing }: Press): InboxAct | undefined {
  if (hasModifier || isComposing) return undefined
  const act = inboxKeys.find((known) => known.key === (key.length === 1 ? key.toLowerCase() : key))?.act
  return isTyping && act !== 'leave' ? undefined : act
}

/** The place `step` further on in a list, never beyond its ends; the first when none is open. */
export function placeAfter(ids: readonly string[], current: string | undefined, step: 1 | -1): string | undefined {
  const place = current === undefined ? -1 : ids.indexOf(current)
  if (place < 0) return ids[0]
  return ids[Math.max(0, Math.min(ids.length - 1, place + step))]
}
