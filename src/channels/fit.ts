import type { Abilities } from './abilities.ts'
import type { Block, Button, Card, OutboundMessage, QuickReply } from './message.ts'
import { shortenTo, splitText } from './text.ts'

/** A message cut to a channel's abilities: every block within its limits, in order, with the words of the original. */
export interface FittedMessage {
  readonly blocks: readonly Block[]
  readonly quickReplies: readonly QuickReply[]
}

/**
 * Makes a message fit. Long texts are split; a card's words that do not fit follow as text; surplus buttons and quick
 * replies continue on another card; where there are no cards, words and links become text. Only labels are ever shortened.
 * `fetchable` says which pictures the provider can fetch; the others give way to their description.
 */
export function fitMessage(
  message: OutboundMessage,
  abilities: Abilities,
  fetchable: (url: string) => boolean = () => true,
): FittedMessage {
  const { limit } = abilities.quickReplies
  const quickReplies = message.quickReplies.slice(0, limit)
  const surplus = message.quickReplies.slice(limit).map((reply): Button => ({ type: 'postback', ...reply }))
  const more: Card[] = surplus.length === 0 ? [] : [{ type: 'card', title: '⋯', fields: [], buttons: surplus }]
  const shown = [...message.blocks, ...more].map((block) => withoutUnfetchable(block, fetchable))
  const blocks = shown.flatMap((block) => fitBlock(block, abilities))
  return { blocks: blocks.flatMap((block) => splitBlock(block, abilities)), quickReplies }
}

/** All words of a card as plain text, for channels without cards and for notifications. Progress is said, not drawn. */
export function cardWords(card: Card): string {
  return [card.title, card.body, card.progress?.label, ...card.fields.map(({ label, value }) => `${label}: ${value}`)]
    .filter((line) => line !== undefined)
    .join('\n')
}

function withoutUnfetchable(block: Block, fetchable: (url: string) => boolean): Block {
  if (block.type === 'image') {
    return fetchable(block.url) && fetchable(block.previewUrl ?? block.url) ? block : text(block.description)
  }
  if (block.type !== 'card' || block.picture === undefined || fetchable(block.picture.url)) return block
  const { picture: _, ...plain } = block
  return plain
}

function fitBlock(block: Block, abilities: Abilities): Block[] {
  if (block.type === 'image' && !abilities.images) return [text(`${block.description}\n${block.url}`)]
  if (block.type !== 'card') return [block]
  return abilities.cards === null ? [cardAsText(block)] : fitCard(block, abilities.cards)
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
  const links = card.buttons.map((button) => (button.type === 'link' ? `${button.label}: ${button.url}` : button.label))
  return text([cardWords(card), ...links].join('\n'))
}

function splitBlock(block: Block, abilities: Abilities): Block[] {
  if (block.type !== 'text') return [block]
  return splitText(block.text, abilities.text.limit, abilities.text.unit).map(text)
}

function text(words: string): Block {
  return { type: 'text', text: words }
}
