import { type Drawing, drawing, type Part, type Pressable, unreadable, words } from '../drawing.ts'
import { type SendRequest, sendRequest } from './message.ts'

type Content = Extract<SendRequest, { message: object }>['message']
type Attachment = NonNullable<Content['attachment']>
type Template = Extract<Attachment, { type: 'template' }>['payload']
type Buttons = NonNullable<Extract<Template, { template_type: 'button' }>['buttons']>

/** A message of a page's: buttons stay, suggestions go with the next message; a press of either is said. */
export function drawPage(message: unknown): Drawing {
  const read = sendRequest.safeParse(message)
  if (!read.success || !('message' in read.data)) return unreadable(message)
  const { text, attachment, template, quick_replies = [] } = read.data.message
  const shown = attachment === undefined ? drawing([]) : drawAttachment(attachment)
  const gaps = template === undefined ? [] : words(`[${template.name}]\n${gapsOf(template.components)}`.trim())
  return {
    ...shown,
    parts: [...words(text), ...gaps, ...shown.parts],
    suggestions: quick_replies.map(({ title, payload }) => pressed(title, payload)),
  }
}

function drawAttachment(attachment: Attachment): Drawing {
  if (attachment.type !== 'template') {
    const { url } = attachment.payload
    return drawing(attachment.type === 'image' ? [{ type: 'picture', url, description: '' }] : words(url))
  }
  const { payload } = attachment
  if (payload.template_type === 'button') return drawing(words(payload.text), payload.buttons.map(pressableOf))
  const [element] = payload.elements
  const { title = '', subtitle, image_url: url, buttons = [] } = element ?? {}
  const picture: Part[] = url === undefined ? [] : [{ type: 'picture', url, description: title }]
  return drawing([...picture, { type: 'title', text: title }, ...words(subtitle)], buttons.map(pressableOf))
}

function pressableOf(button: Buttons[number]): Pressable {
  switch (button.type) {
    case 'web_url':
      return { label: button.title, does: 'open', url: button.url }
    case 'phone_number':
      return { label: button.title, does: 'open', url: `tel:${button.payload}` }
    case 'postback':
      return pressed(button.title, button.payload)
  }
}

function pressed(label: string, data: string): Pressable {
  return { label, does: 'press', data, words: label }
}

function gapsOf(components: readonly unknown[]): string {
  return components
    .flatMap((component): unknown[] => Object(component).parameters ?? [])
    .flatMap((parameter) => (typeof Object(parameter).text === 'string' ? [Object(parameter).text] : []))
    .join('\n')
}
