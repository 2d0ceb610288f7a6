import type { Abilities } from '../../abilities.ts'
import { cardWords, type FittedMessage, type Particulars } from '../../fit.ts'
import type { Block, Button, Card, QuickReply } from '../../message.ts'
import { shortenTo, splitText } from '../../text.ts'

/** The words of a button template (2026-04-22), and the title and the subtitle of a generic one. */
const templateTextLimit = 640
const subtitleLimit = 80

/** How one of the two networks wants to be spoken to. */
export interface Manner extends Particulars {
  readonly abilities: Abilities
  /** What suggestions may hang under. */
  readonly suggestsUnder: 'anything' | 'text'
  /** Whether a message can be delivered without a sound. */
  readonly whispers: boolean
}

/** `message` of the Send API. */
interface Said {
  readonly text?: string
  readonly attachment?: object
  readonly quick_replies?: readonly object[]
}

/** A fitted message as contents of the Send API, in order; suggestions hang under the last. */
export function sayBlocks({ blocks, quickReplies }: FittedMessage, manner: Manner): Said[] {
  const said = blocks.flatMap((block) => say(block, manner))
  if (quickReplies.length === 0) return said
  const quick_replies = quickReplies.map((reply) => suggestion(reply, manner))
  const last = said.at(-1)
  const carries = last !== undefined && (manner.suggestsUnder === 'anything' || last.text !== undefined)
  return carries ? [...said.slice(0, -1), { ...last, quick_replies }] : [...said, { text: '👇', quick_replies }]
}

function say(block: Block, manner: Manner): Said[] {
  switch (block.type) {
    case 'text':
      return [{ text: block.text }]
    case 'card':
      return sayCard(block, manner)
    case 'image':
    case 'video':
    case 'audio':
      return [media(block.type, block.url)]
    case 'document':
      return [media('file', block.url)]
    case 'location':
    case 'sticker':
      throw new Error(`fitMessage left a block ${manner.kind} has no word for: ${block.type}`)
  }
}

function media(type: string, url: string): Said {
  return { attachment: { type, payload: { url, is_reusable: false } } }
}

/** A picture takes a generic template, whose few words may not hold all; the rest follows, and the buttons with it. */
function sayCard(card: Card, manner: Manner): Said[] {
  const { title, picture, buttons } = card
  const below = wordsBelow(card)
  if (picture === undefined) {
    return sayWords(below === '' ? title : `${title}\n${below}`, card, manner)
  }
  const shown = { title, image_url: picture.url }
  if (below.length > subtitleLimit) return [generic(shown), ...sayWords(below, card, manner)]
  return [
    generic({
      ...shown,
      ...(below === '' ? {} : { subtitle: below }),
      ...(buttons.length === 0 ? {} : { buttons: buttons.map((one) => press(one, manner)) }),
    }),
  ]
}

function sayWords(words: string, { title, buttons }: Card, manner: Manner): Said[] {
  const { limit, unit } = manner.abilities.text
  const plain = () => splitText(words, limit, unit).map((text): Said => ({ text }))
  if (buttons.length === 0) return plain()
  const pressed = buttons.map((one) => press(one, manner))
  const choice = (text: string) => template({ template_type: 'button', text, buttons: pressed })
  return words.length <= templateTextLimit ? [choice(words)] : [...plain(), choice(title)]
}

function wordsBelow(card: Card): string {
  const words = cardWords(card).slice(card.title.length + 1)
  if (card.progress === undefined) return words
  const filled = Math.round(card.progress.percent / 10)
  return `${'■'.repeat(filled)}${'□'.repeat(10 - filled)}\n${words}`
}

function generic(element: object): Said {
  return template({ template_type: 'generic', elements: [element] })
}

function template(payload: object): Said {
  return { attachment: { type: 'template', payload } }
}

function press(button: Button, manner: Manner): object {
  const title = label(button.label, manner.abilities.buttons.labelLimit)
  if (button.type === 'postback') return { type: 'postback', title, payload: button.payload }
  if (button.type === 'link') return { type: 'web_url', title, url: button.url }
  return { type: 'phone_number', title, payload: button.phone }
}

function suggestion({ label: words, payload }: QuickReply, { abilities }: Manner): object {
  return { content_type: 'text', title: label(words, abilities.quickReplies.labelLimit), payload }
}

/** Meta counts characters, not what readers call so: the stricter count satisfies both. */
function label(words: string, limit: number): string {
  return shortenTo(words, limit, 'utf16')
}
