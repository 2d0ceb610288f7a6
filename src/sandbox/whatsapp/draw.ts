import { type Drawing, drawing, type Part, type Pressable, starred, unreadable, words } from '../drawing.ts'
import { type WhatsappMessage, whatsappMessage } from './message.ts'

type Interactive = Extract<WhatsappMessage, { type: 'interactive' }>['interactive']

/** A message on WhatsApp: a chosen button or row is said in the person's name. */
export function drawWhatsapp(message: unknown): Drawing {
  const read = whatsappMessage.safeParse(message)
  if (!read.success) return unreadable(message)
  const said = read.data
  switch (said.type) {
    case 'text':
      return drawing([{ type: 'words', runs: starred(said.text.body) }])
    case 'image':
      return drawing(picture(said.image))
    case 'video':
      return drawing(file(said.video))
    case 'audio':
      return drawing(file(said.audio))
    case 'document':
      return drawing(file(said.document))
    case 'sticker':
      return drawing([{ type: 'sticker' }])
    case 'location': {
      const { name = '', address = '', latitude, longitude } = said.location
      const title = [name, address].filter((line) => line !== '').join('\n')
      return drawing([{ type: 'place', title, latitude, longitude }])
    }
    case 'template':
      return drawing(words(templateWords(said.template)))
    case 'interactive':
      return drawInteractive(said.interactive)
  }
}

function drawInteractive(interactive: Interactive): Drawing {
  const parts: Part[] = [
    ...('header' in interactive && interactive.header ? picture(interactive.header.image) : []),
    { type: 'words', runs: starred(interactive.body.text) },
  ]
  switch (interactive.type) {
    case 'button':
      return drawing(
        parts,
        interactive.action.buttons.map(({ reply }) => chosen(reply.id, reply.title)),
      )
    case 'list': {
      const { button, sections } = interactive.action
      const rows = sections.flatMap((section) => section.rows)
      return {
        ...drawing(
          parts,
          rows.map(({ id, title }) => chosen(id, title)),
        ),
        list: button,
      }
    }
    case 'cta_url': {
      const { display_text, url } = interactive.action.parameters
      return drawing(parts, [{ label: display_text, does: 'open', url }])
    }
  }
}

function chosen(data: string, label: string): Pressable {
  return { label, does: 'press', data, words: label }
}

interface File {
  readonly id?: string | undefined
  readonly link?: string | undefined
  readonly caption?: string | undefined
}

function picture({ id = '', link = uploadOf(id), caption }: File): Part[] {
  const below: Part[] = caption ? [{ type: 'words', runs: starred(caption) }] : []
  return [{ type: 'picture', url: link, description: caption ?? '' }, ...below]
}

function file({ id = '', link = uploadOf(id), caption = '' }: File): Part[] {
  return words(`${caption}\n${link}`.trim())
}

/** What lies with the provider is fetched from there. */
function uploadOf(id: string): string {
  return `/sandbox/whatsapp/uploads/${id}`
}

/** The approved words are Meta's to keep: shown are the template's name and what fills its gaps. */
function templateWords({ name, components }: Extract<WhatsappMessage, { type: 'template' }>['template']): string {
  const gaps = components.flatMap(({ parameters = [] }) => parameters.map(({ text }) => text))
  return [`[${name}]`, ...gaps].join('\n')
}
