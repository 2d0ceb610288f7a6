import { type Drawing, type Part, type Pressable, type Run, starred, unreadable } from '../drawing.ts'
import { type SlackMessage, slackMessage } from './message.ts'

type Block = NonNullable<SlackMessage['blocks']>[number]

/** A message of an app's: its blocks where it has some, else its words. A press is not shown in the conversation. */
export function drawSlack(message: unknown): Drawing {
  const read = slackMessage.safeParse(message)
  if (!read.success) return unreadable(message)
  const { text, blocks = [], mrkdwn } = read.data
  if (blocks.length === 0) {
    const said = mrkdwn === false ? [{ text: plain(text) }] : runsOf(text)
    return { parts: [{ type: 'words', runs: said }], presses: [], suggestions: [] }
  }
  return { parts: blocks.flatMap(partsOf), presses: blocks.flatMap(pressesOf), suggestions: [] }
}

function partsOf(block: Block): Part[] {
  switch (block.type) {
    case 'header':
      return [{ type: 'title', text: block.text.text }]
    case 'image':
      return [{ type: 'picture', url: block.image_url, description: block.alt_text }]
    case 'section':
      return [
        ...(block.text ? [{ type: 'words' as const, runs: runsOf(block.text.text) }] : []),
        ...(block.fields ? [{ type: 'facts' as const, facts: block.fields.map(({ text }) => runsOf(text)) }] : []),
      ]
    case 'actions':
      return []
  }
}

function pressesOf(block: Block): Pressable[] {
  if (block.type !== 'actions') return []
  return block.elements.map(
    ({ text: { text: label }, url, value }): Pressable =>
      url === undefined ? { label, does: 'press', data: value ?? '' } : { label, does: 'open', url },
  )
}

function runsOf(text: string): Run[] {
  return starred(text).map((run) => ({ ...run, text: plain(run.text) }))
}

function plain(escaped: string): string {
  return escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
