import { buttonWords, cardWords } from '../fit.ts'
import type { Block, Button, Card, QuickReply } from '../message.ts'
import { shorten, shortenTo, splitText } from '../text.ts'
import { slackAbilities } from './abilities.ts'
import { escaped } from './mrkdwn.ts'

/** Characters of a section, after escaping; of an alternative text; of a button's label (node-slack-sdk types, 2026-08). */
const sectionLimit = 3000
const alternativeLimit = 2000
const labelLimit = 75
/** So long a piece stays within a section whatever is escaped in it: no character grows beyond five. */
const safeLength = sectionLimit / 5
const barLength = 10
/** All blocks of a message together: some 13,200 characters are `msg_blocks_too_long` (slackapi/bolt-js#2509, 2025). */
const blocksLimit = 13_000
/** Facts of a section: ten at most; fewer where they are long, so that a section never fills a message alone. */
const mostFacts = 5

/** A message of Slack's: `text` is what notifications say, and all there is where `blocks` are absent. */
export interface Bubble {
  readonly text: string
  readonly blocks?: readonly object[]
  /** Off where the words are a person's: `*` and `_` then mean themselves. */
  readonly mrkdwn?: false
}

/** A fitted block as one message; suggestions hang below it as buttons, because only buttons carry a payload. */
export function say(block: Block, replies: readonly QuickReply[], altText?: string): Bubble {
  const below = replies.length === 0 ? [] : [suggestions(replies)]
  switch (block.type) {
    case 'text':
      return below.length === 0
        ? { text: escaped(block.text), mrkdwn: false }
        : { text: escaped(block.text), blocks: [...sections(block.text), ...below] }
    case 'image':
      return { text: escaped(block.description), blocks: [picture(block.url, block.description), ...below] }
    case 'card':
      return { text: escaped(altText ?? cardWords(block)), blocks: [...drawn(block), ...below] }
    default:
      throw new Error(`fitMessage left a block Slack has no word for: ${block.type}`)
  }
}

/** A message as several where its blocks are too much for one; what hangs below comes with the last. */
export function inBounds(bubble: Bubble): Bubble[] {
  const groups: object[][] = []
  let left = 0
  for (const block of bubble.blocks ?? []) {
    const length = JSON.stringify(block).length + 1
    left -= length
    if (left < 0) {
      groups.push([])
      left = blocksLimit - length
    }
    groups.at(-1)?.push(block)
  }
  return groups.length <= 1
    ? [bubble]
    : groups.map((blocks, index) => ({ text: index === 0 ? bubble.text : '⋯', blocks }))
}

function drawn({ picture: shown, title, body, progress, fields, buttons }: Card): object[] {
  return [
    { type: 'header', text: plain(title) },
    ...(shown === undefined ? [] : [picture(shown.url, shown.description)]),
    ...(body === undefined || body === '' ? [] : sections(body)),
    ...(progress === undefined ? [] : [section(`${bar(progress.percent)}\n${escaped(progress.label)}`)]),
    ...facts(fields),
    ...(buttons.length === 0 ? [] : [{ type: 'actions', block_id: 'buttons', elements: buttons.map(button) }]),
  ]
}

function facts(fields: Card['fields']): object[] {
  const written = fields.map(fact)
  if (written.length === 0) return []
  if (JSON.stringify(written).length <= blocksLimit / 2) return [{ type: 'section', fields: written }]
  return [written.slice(0, mostFacts), written.slice(mostFacts)].flatMap((some) =>
    some.length === 0 ? [] : [{ type: 'section', fields: some }],
  )
}

function fact({ label, value }: Card['fields'][number]): object {
  return { type: 'mrkdwn', text: `*${escaped(label)}*\n${escaped(value)}`, verbatim: true }
}

function bar(percent: number): string {
  const filled = Math.round((percent / 100) * barLength)
  return '■'.repeat(filled) + '□'.repeat(barLength - filled)
}

function sections(words: string): object[] {
  const whole = escaped(words)
  if (whole.length <= sectionLimit) return [section(whole)]
  return splitText(words, safeLength, 'utf16').map((piece) => section(escaped(piece)))
}

/** `verbatim`: what looks like a channel's or a person's name is left alone. */
function section(words: string): object {
  return { type: 'section', text: { type: 'mrkdwn', text: words, verbatim: true } }
}

function picture(url: string, description: string): object {
  return { type: 'image', image_url: url, alt_text: shortenTo(description, alternativeLimit, 'utf16') }
}

function suggestions(replies: readonly QuickReply[]): object {
  const elements = replies.map(({ label, payload }, index) => button({ type: 'postback', label, payload }, index))
  return { type: 'actions', block_id: 'suggestions', elements }
}

function button(shown: Button, index: number): object {
  const look = { type: 'button', action_id: String(index), text: plain(labelOf(shown)) }
  if (shown.type === 'postback') return { ...look, value: shown.payload }
  if (shown.type === 'link') return { ...look, url: shown.url }
  throw new Error(`fitMessage left a button Slack has no word for: ${buttonWords(shown)}`)
}

function labelOf({ label }: Button): string {
  return shortenTo(shorten(label, slackAbilities.buttons.labelLimit), labelLimit, 'utf16')
}

function plain(words: string): object {
  return { type: 'plain_text', text: words, emoji: false }
}
