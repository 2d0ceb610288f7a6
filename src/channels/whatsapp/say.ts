import { cardWords, type FittedMessage } from '../fit.ts'
import type { Block, Button, Card, QuickReply } from '../message.ts'
import { shortenTo, splitText } from '../text.ts'
import { whatsappAbilities } from './abilities.ts'

/** The longest words an interactive message carries beside its buttons (facebook/openapi @ ecba623). */
const bodyLimit = 1024
const mostButtons = 3

type Postback = Extract<Button, { type: 'postback' }>
type Link = Extract<Button, { type: 'link' }>

/** A fitted message as the contents of WhatsApp messages, in order; suggestions hang on the last. */
export function sayBlocks({ blocks, quickReplies }: FittedMessage): object[] {
  const replies = quickReplies.map((reply): Postback => ({ type: 'postback', ...reply }))
  return blocks.flatMap((block, index) => say(block, index === blocks.length - 1 ? replies : []))
}

function say(block: Block, replies: readonly Postback[]): object[] {
  if (block.type === 'text') return sayText(block.text, replies)
  if (block.type === 'card') return sayCard(block, replies)
  return [sayAlone(block), ...suggestions(replies)]
}

function sayText(words: string, replies: readonly Postback[]): object[] {
  if (replies.length === 0) return [text(words)]
  const pieces = splitText(words.trimEnd() || words, bodyLimit, 'utf16')
  const last = pieces.pop() ?? words
  return [...pieces.map(text), chooser(last, replies)]
}

/** Buttons that answer go under the words; a link has a bubble of its own, because WhatsApp mixes the two in none. */
function sayCard(card: Card, replies: readonly Postback[]): object[] {
  const words = boldTitle(card)
  const answers = card.buttons.filter((button): button is Postback => button.type === 'postback')
  const links = card.buttons.filter((button): button is Link => button.type === 'link')
  const header = card.picture === undefined ? undefined : { type: 'image', image: { link: card.picture.url } }
  const [firstLink, ...otherLinks] = links
  if (answers.length > 0) {
    return [chooser(words, answers, header), ...links.map((link) => leading(link.label, link)), ...suggestions(replies)]
  }
  if (firstLink !== undefined) {
    return [
      leading(words, firstLink, header),
      ...otherLinks.map((link) => leading(link.label, link)),
      ...suggestions(replies),
    ]
  }
  if (replies.length > 0) return [chooser(words, replies, header)]
  return [card.picture ? { type: 'image', image: { link: card.picture.url, caption: words } } : text(words)]
}

function boldTitle(card: Card): string {
  const words = cardWords(card)
  const bar = card.progress ? `\n${bars(card.progress.percent)}` : ''
  return `*${card.title}*${bar}${words.slice(card.title.length)}`
}

function bars(percent: number): string {
  const filled = Math.round(percent / 10)
  return '■'.repeat(filled) + '□'.repeat(10 - filled)
}

function sayAlone(block: Exclude<Block, Card | { type: 'text' }>): object {
  switch (block.type) {
    case 'image':
      return { type: 'image', image: { link: block.url, caption: block.description } }
    case 'video':
      return { type: 'video', video: { link: block.url, caption: block.description } }
    case 'audio':
      return { type: 'audio', audio: { link: block.url } }
    case 'document': {
      const { url: link, fileName: filename } = block
      return { type: 'document', document: { link, caption: block.description, filename } }
    }
    case 'location': {
      const { title: name, address, latitude, longitude } = block
      return { type: 'location', location: { latitude, longitude, name, address } }
    }
    case 'sticker':
      return { type: 'sticker', sticker: { id: block.id } }
  }
}

/** Suggestions with no words of their own to hang on. */
function suggestions(replies: readonly Postback[]): object[] {
  return replies.length === 0 ? [] : [chooser('👇', replies)]
}

/** Up to three buttons under the words; more open as a list. */
function chooser(words: string, choices: readonly (Postback | QuickReply)[], header?: object): object {
  const { labelLimit } = whatsappAbilities.buttons
  const titles = distinct(
    choices.map(({ label }) => label),
    labelLimit,
  )
  const rows = choices.map(({ payload }, index) => ({ id: payload, title: titles[index] ?? '' }))
  const action =
    rows.length <= mostButtons
      ? { buttons: rows.map((reply) => ({ type: 'reply', reply })) }
      : { button: '☰', sections: [{ rows }] }
  const type = rows.length <= mostButtons ? 'button' : 'list'
  // A list takes no picture above it.
  const above = header === undefined || type === 'list' ? {} : { header }
  return { type: 'interactive', interactive: { type, ...above, body: { text: words }, action } }
}

/** Two titles alike are refused (131009), and cutting can make them so: then they are numbered. Meta counts characters, not what readers call so. */
function distinct(labels: readonly string[], limit: number): string[] {
  const taken = new Set<string>()
  return labels.map((label) => {
    let title = shortenTo(label, limit, 'utf16')
    for (let number = 2; taken.has(title); number += 1) {
      title = `${shortenTo(label, limit - ` ${number}`.length, 'utf16')} ${number}`
    }
    taken.add(title)
    return title
  })
}

function leading(words: string, { label, url }: Link, header?: object): object {
  const parameters = { display_text: shortenTo(label, whatsappAbilities.buttons.labelLimit, 'utf16'), url }
  return {
    type: 'interactive',
    interactive: {
      type: 'cta_url',
      ...(header === undefined ? {} : { header }),
      body: { text: shortenTo(words, bodyLimit, 'utf16') },
      action: { name: 'cta_url', parameters },
    },
  }
}

function text(body: string): object {
  return { type: 'text', text: { body, preview_url: false } }
}
