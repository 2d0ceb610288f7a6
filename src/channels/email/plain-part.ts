import { buttonWords } from '../fit.ts'
import type { Block, Button, Card, QuickReply } from '../message.ts'

const barLength = 20

/** The message as plain words: what every reader, every screen reader and every search sees. */
export function plainPart(blocks: readonly Block[], replies: readonly QuickReply[]): string {
  const parts = blocks.map(wordsOf)
  return [...parts, ...(replies.length === 0 ? [] : [replies.map(({ label }) => answerWords(label)).join('\n')])].join(
    '\n\n',
  )
}

/** What can be answered, where a press cannot bring anything back. A sign, because the message's language is not told. */
export function answerWords(label: string): string {
  return `↩ ${label}`
}

function wordsOf(block: Block): string {
  switch (block.type) {
    case 'text':
      return block.text
    case 'image':
      return `${block.description}\n${block.url}`
    case 'card':
      return cardLines(block).join('\n')
    default:
      throw new Error(`fitMessage left a ${block.type}`)
  }
}

function cardLines({ title, body, progress, fields, buttons }: Card): string[] {
  return [
    title,
    ...(body === undefined ? [] : [body]),
    ...(progress === undefined ? [] : [bar(progress.percent), progress.label]),
    ...fields.map(({ label, value }) => `${label}: ${value}`),
    ...buttons.map(lineOf),
  ]
}

function lineOf(button: Button): string {
  return button.type === 'postback' ? answerWords(button.label) : buttonWords(button)
}

function bar(percent: number): string {
  const filled = Math.round((percent / 100) * barLength)
  return '■'.repeat(filled) + '□'.repeat(barLength - filled)
}
