import type { Abilities } from './abilities.ts'
import type { Block, Button, Card, LocationBlock, MediaBlock, OutboundMessage, QuickReply } from './message.ts'
import { shortenTo, splitText } from './text.ts'

/** A message cut to a channel's abilities: every block within its limits, in order, with the words of the original. */
export interface FittedMessage {
  readonly blocks: readonly Block[]
  readonly quickReplies: readonly QuickReply[]
}

/** What one channel, and this very account, can take beyond what `Abilities` say. */
export interface Particulars {
  /** Whose stickers can be sent; those of other channels are said in words. */
  readonly kind: string
  /** Whether the provider can fetch what lies there. Everything, unless said. */
  readonly fetchable?: (url: string) => boolean
  /** Whether the channel takes this file as it is (a video without a still, a recording without a length). Any, unless said. */
  readonly takes?: (media: MediaBlock) => boolean
  /** How many UTF-16 units go under a picture or a file; what is longer goes on as text. No end, unless said. */
  readonly captionLimit?: number
}

/**
 * Makes a message fit. Long texts are split; a card's words that do not fit follow as text; surplus buttons and quick
 * replies continue on another card; where there are no cards, words and links become text. Only labels are ever shortened.
 * Pictures that cannot be fetched give way to their description, files to a link.
 */
export function fitMessage(message: OutboundMessage, abilities: Abilities, particulars: Particulars): FittedMessage {
  const { limit } = abilities.quickReplies
  const quickReplies = message.quickReplies.slice(0, limit)
  const more = surplusReplies(message.quickReplies.slice(limit), abilities)
  const shown = [...message.blocks, ...more].map((block) => untakenInWords(block, particulars))
  const blocks = shown.flatMap((block) => fitBlock(block, abilities)).flatMap((block) => captioned(block, particulars))
  return { blocks: withoutBlanks(blocks.flatMap((block) => splitBlock(block, abilities))), quickReplies }
}

/** Blank lines alone are no bubble, and providers refuse them as empty. Whoever says nothing else hears so from the provider. */
function withoutBlanks(blocks: readonly Block[]): readonly Block[] {
  const said = blocks.filter((block) => block.type !== 'text' || block.text.trim() !== '')
  return said.length === 0 ? blocks : said
}

/** All words of a card as plain text, for channels without cards and for notifications. Progress is said, not drawn. */
export function cardWords(card: Card): string {
  return [card.title, card.body, card.progress?.label, ...card.fields.map(({ label, value }) => `${label}: ${value}`)]
    .filter((line) => line !== undefined)
    .join('\n')
}

function untakenInWords(block: Block, { kind, fetchable = () => true, takes = () => true }: Particulars): Block {
  if (block.type === 'sticker') return block.kind === kind ? block : text(block.words)
  if (isMedia(block)) return fetchable(block.url) && takes(block) ? block : linked(block)
  if (block.type === 'image') {
    return fetchable(block.url) && fetchable(block.previewUrl ?? block.url) ? block : text(block.description)
  }
  if (block.type !== 'card' || block.picture === undefined || fetchable(block.picture.url)) return block
  const { picture: _, ...plain } = block
  return plain
}

function fitBlock(block: Block, abilities: Abilities): Block[] {
  if (block.type === 'text') return [block]
  if (block.type !== 'card') return [abilities.shows[block.type] ? block : inWords(block)]
  const card = abilities.buttons.call ? block : withoutCalls(block)
  return abilities.cards === null ? [cardAsText(card)] : fitCard(card, abilities.cards)
}

/** What a channel does not show by itself, as words and a link. */
function inWords(block: Exclude<Block, Card | { type: 'text' }>): Block {
  switch (block.type) {
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
      return linked(block)
    case 'location':
      return text(placeWords(block))
    case 'sticker':
      return text(block.words)
  }
}

/** A caption that is too long, cut where a text would be; the rest follows the file. */
function captioned(block: Block, { captionLimit }: Particulars): Block[] {
  if (captionLimit === undefined || (block.type !== 'image' && !isMedia(block))) return [block]
  const [caption, ...rest] = splitText(block.description, captionLimit, 'utf16')
  if (caption === undefined || rest.length === 0) return [block]
  return [{ ...block, description: caption }, text(rest.join(''))]
}

/** A place as words, with a map that every browser opens. */
export function placeWords({ title, address, latitude, longitude }: LocationBlock): string {
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`
  return [title, address, map].filter((line) => line !== undefined).join('\n')
}

function linked({ description, url }: { description: string; url: string }): Block {
  return text(`${description}\n${url}`)
}

export function isMedia(block: Block): block is MediaBlock {
  return block.type === 'video' || block.type === 'audio' || block.type === 'document'
}

/** Where nothing can dial, the number is a fact on the card. */
function withoutCalls(card: Card): Card {
  const calls = card.buttons.flatMap((button) =>
    button.type === 'call' ? [{ label: button.label, value: button.phone }] : [],
  )
  if (calls.length === 0) return card
  return { ...card, fields: [...card.fields, ...calls], buttons: card.buttons.filter(({ type }) => type !== 'call') }
}

/** Suggestions beyond what hangs under a message: buttons on one more card, or numbered lines to answer by. */
function surplusReplies(replies: readonly QuickReply[], abilities: Abilities): Block[] {
  if (replies.length === 0) return []
  if (abilities.cards === null) return [text(replies.map(({ label }, index) => `${index + 1}. ${label}`).join('\n'))]
  return [{ type: 'card', title: '⋯', fields: [], buttons: replies.map((reply) => ({ type: 'postback', ...reply })) }]
}

function fitCard(card: Card, limits: NonNullable<Abilities['cards']>): Block[] {
  const fits = (words: string) => words.length <= limits.titleLimit
  const title = shortenTo(card.title, limits.titleLimit, 'utf16')
  const fields = card.fields.filter(({ label, value }) => fits(label) && fits(value)).slice(0, limits.fieldLimit)
  const overflow = [
    card.body !== undefined && card.body.length > limits.bodyLimit ? [card.body] : [],
    card.progress !== undefined && !fits(card.progress.label) ? [card.progress.label] : [],
    card.fields.filter((field) => !fields.includes(field)).map(({ label, value }) => `${label}: ${value}`),
  ].flat()
  const { body, progress, ...rest } = card
  const first: Card = {
    ...rest,
    title,
    fields,
    ...(body !== undefined && body.length <= limits.bodyLimit ? { body } : {}),
    ...(progress ? { progress: { ...progress, label: shortenTo(progress.label, limits.titleLimit, 'utf16') } } : {}),
    buttons: card.buttons.slice(0, limits.buttonLimit),
  }
  return [
    ...(fits(card.title) ? [] : [text(card.title)]),
    first,
    ...(overflow.length === 0 ? [] : [text(overflow.join('\n'))]),
    ...continuations(title, card.buttons.slice(limits.buttonLimit), limits.buttonLimit),
  ]
}

function continuations(title: string, buttons: readonly Button[], limit: number): Card[] {
  if (buttons.length === 0) return []
  const card: Card = { type: 'card', title, fields: [], buttons: buttons.slice(0, limit) }
  return [card, ...continuations(title, buttons.slice(limit), limit)]
}

function cardAsText(card: Card): Block {
  return text([cardWords(card), ...card.buttons.map(buttonWords)].join('\n'))
}

/** A button where there are none: its words, and where it leads. */
export function buttonWords(button: Button): string {
  if (button.type === 'postback') return button.label
  return `${button.label}: ${button.type === 'link' ? button.url : button.phone}`
}

function splitBlock(block: Block, abilities: Abilities): Block[] {
  if (block.type !== 'text') return [block]
  return splitText(block.text, abilities.text.limit, abilities.text.unit).map(text)
}

function text(words: string): Block {
  return { type: 'text', text: words }
}
