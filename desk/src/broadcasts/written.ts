import type { Message, MessageInTemplate } from '../api/broadcasts.ts'

/** A message as the desk's form has it; empty parts are left out of the message. */
export interface Written {
  title: string
  text: string
  picture: string
  pictureWords: string
  buttonLabel: string
  buttonUrl: string
  /** What is said instead where the window is closed. */
  templates: readonly MessageInTemplate[]
}

export const nothingWritten: Written = {
  title: '',
  text: '',
  picture: '',
  pictureWords: '',
  buttonLabel: '',
  buttonUrl: '',
  templates: [],
}

/** Whether there is anything to say. */
export function isWritten({ title, text, picture }: Written): boolean {
  return [title, text, picture].some((part) => part.trim() !== '')
}

/** The message of what was written: a card where there is a title or a button, else words under a picture. */
export function messageOf(written: Written): Message {
  const { templates } = written
  return { ...shownOf(written), ...(templates.length === 0 ? {} : { templates }) }
}

function shownOf(written: Written): Message {
  const { title, text, picture, pictureWords, buttonLabel, buttonUrl } = trimmed(written)
  const url = picture === '' ? undefined : { url: picture, description: pictureWords || title || text || picture }
  const buttons = buttonUrl === '' ? [] : [{ type: 'link', label: buttonLabel || buttonUrl, url: buttonUrl }]
  if (title === '' && buttons.length === 0) {
    return {
      blocks: [
        ...(url ? [{ type: 'image' as const, ...url }] : []),
        ...(text === '' ? [] : [{ type: 'text' as const, text }]),
      ],
      quickReplies: [],
    }
  }
  const card = {
    type: 'card' as const,
    title: title || text,
    fields: [],
    buttons,
    ...(title === '' || text === '' ? {} : { body: text }),
    ...(url ? { picture: url } : {}),
  }
  return { blocks: [card], quickReplies: [] }
}

/** What the form shows of a message; undefined for one that it could not give back as it was. */
export function writtenIn(message: Message): Written | undefined {
  const written = { ...nothingWritten, ...partsOf(message) }
  return JSON.stringify(canonical(messageOf(written))) === JSON.stringify(canonical(message)) ? written : undefined
}

function partsOf({ blocks, templates = [] }: Message): Partial<Written> {
  let parts: Partial<Written> = { templates }
  for (const block of blocks) {
    if (block.type === 'text') parts = { ...parts, text: block.text }
    if (block.type === 'image') parts = { ...parts, picture: block.url, pictureWords: block.description }
    if (block.type !== 'card') continue
    const [button] = block.buttons
    parts = {
      templates,
      title: block.title,
      text: block.body ?? '',
      picture: block.picture?.url ?? '',
      pictureWords: block.picture?.description ?? '',
      buttonLabel: button?.label ?? '',
      buttonUrl: button?.url ?? '',
    }
  }
  return parts
}

/** The database keeps the parts of a message in an order of its own. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, canonical(inner)]),
  )
}

function trimmed(written: Written): Written {
  return {
    title: written.title.trim(),
    text: written.text.trim(),
    picture: written.picture.trim(),
    pictureWords: written.pictureWords.trim(),
    buttonLabel: written.buttonLabel.trim(),
    buttonUrl: written.buttonUrl.trim(),
    templates: written.templates,
  }
}
