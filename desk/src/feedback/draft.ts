import type { TemplatePlace, TemplateWords } from '../api/feedback.ts'

/** The key under which this device keeps what was typed for one place and not saved yet. */
function keyOf(programmeId: string, { kind, channel, language }: TemplatePlace): string {
  return `riscontro.template.${[programmeId, kind, channel, language].join('.')}`
}

/** What was typed here before and not saved; undefined where nothing was. */
export function readDraft(store: Storage, programmeId: string, place: TemplatePlace): TemplateWords | undefined {
  try {
    const { title, text, label } = JSON.parse(store.getItem(keyOf(programmeId, place)) ?? '{}')
    const isWhole = [title, text, label].every((one) => typeof one === 'string')
    return isWhole ? { title, text, label } : undefined
  } catch {
    return undefined
  }
}

/** Keeps what is typed; undefined forgets it. */
export function keepDraft(
  store: Storage,
  programmeId: string,
  place: TemplatePlace,
  words: TemplateWords | undefined,
): void {
  const key = keyOf(programmeId, place)
  if (words === undefined) store.removeItem(key)
  else store.setItem(key, JSON.stringify(words))
}

/** A text with a tag put in where the cursor is, or over what is selected; answers where the cursor stands then. */
export function putIn(
  text: string,
  tag: string,
  { start, end }: { start: number; end: number },
): { text: string; cursor: number } {
  return { text: `${text.slice(0, start)}${tag}${text.slice(end)}`, cursor: start + tag.length }
}

/** What a key press asks of the composer. */
export function actFor({
  key,
  ctrlKey,
  metaKey,
  isComposing,
}: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  isComposing: boolean
}): 'save' | 'test' | undefined {
  if (isComposing || !(ctrlKey || metaKey)) return undefined
  if (key.toLowerCase() === 's') return 'save'
  return key === 'Enter' ? 'test' : undefined
}
