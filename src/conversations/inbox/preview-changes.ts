import type { Abilities } from '../../channels/abilities.ts'
import type { FittedMessage } from '../../channels/fit.ts'
import type { Block, OutboundMessage } from '../../channels/message.ts'
import { graphemes, measure } from '../../channels/text.ts'

/** What a channel makes otherwise than it was written; words are `conversations:preview.changes.<code>`. */
export const changeCodes = [
  'text-split',
  'picture-as-link',
  'picture-as-words',
  'file-as-link',
  'place-as-link',
  'sticker-as-words',
  'card-as-text',
  'card-picture-gone',
  'card-words-follow',
  'card-continues',
  'label-shortened',
  'call-as-words',
  'answer-as-words',
  'replies-continue',
] as const
export type ChangeCode = (typeof changeCodes)[number]

/** How often. For `text-split`: into how many. */
export interface Change {
  code: ChangeCode
  count: number
}

/** What of a message does not arrive as it was written, each kind of change once. */
export function changesOf(message: OutboundMessage, fitted: FittedMessage, abilities: Abilities): Change[] {
  const counts: Record<ChangeCode, number> = {
    'text-split': piecesOf(message, abilities),
    ...gone(message.blocks, fitted.blocks, abilities),
    ...cardsOf(message, fitted, abilities),
    ...labelsOf(message, abilities),
    'replies-continue': message.quickReplies.length - fitted.quickReplies.length,
  }
  return changeCodes.flatMap((code) => (counts[code] > 0 ? [{ code, count: counts[code] }] : []))
}

/** Texts longer than the channel takes, counted by the messages they need beyond their own. */
function piecesOf({ blocks }: OutboundMessage, { text: { limit, unit } }: Abilities): number {
  const long = blocks.filter((block) => block.type === 'text' && measure(block.text, unit) > limit)
  return long.reduce(
    (sum, block) => sum + (block.type === 'text' ? Math.ceil(measure(block.text, unit) / limit) : 0),
    0,
  )
}

function gone(blocks: readonly Block[], arriving: readonly Block[], { shows }: Abilities) {
  const lost = (...types: Block['type'][]) => count(blocks, types) - count(arriving, types)
  const pictures = lost('image')
  return {
    'picture-as-link': shows.image ? 0 : pictures,
    'picture-as-words': shows.image ? pictures : 0,
    'file-as-link': lost('video', 'audio', 'document'),
    'place-as-link': lost('location'),
    'sticker-as-words': lost('sticker'),
  }
}

function count(blocks: readonly Block[], types: readonly Block['type'][]): number {
  return blocks.filter(({ type }) => types.includes(type)).length
}

function cardsOf({ blocks }: OutboundMessage, fitted: FittedMessage, { cards }: Abilities) {
  const written = blocks.flatMap((block) => (block.type === 'card' ? [block] : []))
  const arriving = fitted.blocks.flatMap((block) => (block.type === 'card' ? [block] : []))
  const pictures = (all: typeof written) => all.filter(({ picture }) => picture !== undefined).length
  if (cards === null) return { ...noCards, 'card-as-text': written.length }
  const isCut = ({ title, body = '', progress, fields }: (typeof written)[number]) =>
    title.length > cards.titleLimit ||
    body.length > cards.bodyLimit ||
    (progress?.label.length ?? 0) > cards.titleLimit ||
    fields.length > cards.fieldLimit
  return {
    ...noCards,
    'card-picture-gone': pictures(written) - pictures(arriving),
    'card-words-follow': written.filter(isCut).length,
    'card-continues': written.filter(({ buttons }) => buttons.length > cards.buttonLimit).length,
  }
}

const noCards = { 'card-as-text': 0, 'card-picture-gone': 0, 'card-words-follow': 0, 'card-continues': 0 }

function labelsOf({ blocks, quickReplies }: OutboundMessage, abilities: Abilities) {
  const buttons = blocks.flatMap((block) => (block.type === 'card' ? block.buttons : []))
  const isLong = (limit: number) => (one: { label: string }) => [...graphemes(one.label)].length > limit
  const { labelLimit, call, postback = true } = abilities.buttons
  const answers = buttons.filter(({ type }) => type === 'postback').length + quickReplies.length
  return {
    'label-shortened':
      buttons.filter(isLong(labelLimit)).length + quickReplies.filter(isLong(abilities.quickReplies.labelLimit)).length,
    'call-as-words': call ? 0 : buttons.filter(({ type }) => type === 'call').length,
    'answer-as-words': postback ? 0 : answers,
  }
}
