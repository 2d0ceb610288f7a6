import type { Block, Button, OutboundMessage } from '../channels/message.ts'

const gap = /\{\{\s*([^{}]*?)\s*\}\}/g

/**
 * Fills `{{name}}` in everything of a message that is read; addresses and payloads are left alone. A name is put in as it is,
 * for a channel escapes its own text, and what stands in it is no gap again.
 */
export function personalise(message: OutboundMessage, name: string): OutboundMessage {
  return mapWords(message, (words) => words.replace(gap, (whole, key) => (key === 'name' ? name : whole)))
}

/** The names of all gaps in a message's words. */
export function gapsIn(message: OutboundMessage): string[] {
  const found: string[] = []
  mapWords(message, (words) => {
    found.push(...[...words.matchAll(gap)].map(([, key = '']) => key))
    return words
  })
  return found
}

/** A message with `line` as the last thing it says: under its last words, or after what has none. */
export function withLastLine(message: OutboundMessage, line: string): OutboundMessage {
  const last = message.blocks.at(-1)
  const others = message.blocks.slice(0, -1)
  if (last?.type === 'text') {
    return { ...message, blocks: [...others, { ...last, text: `${last.text}\n\n${line}` }] }
  }
  if (last?.type === 'card') {
    return { ...message, blocks: [...others, { ...last, body: last.body ? `${last.body}\n\n${line}` : line }] }
  }
  return { ...message, blocks: [...message.blocks, { type: 'text', text: line }] }
}

type Change = (words: string) => string

function mapWords(message: OutboundMessage, change: Change): OutboundMessage {
  const { blocks, quickReplies, altText, templates } = message
  return {
    ...message,
    blocks: blocks.map((block) => mapBlock(block, change)),
    quickReplies: quickReplies.map((reply) => ({ ...reply, label: change(reply.label) })),
    ...(altText === undefined ? {} : { altText: change(altText) }),
    ...(templates === undefined
      ? {}
      : { templates: templates.map((template) => ({ ...template, values: mapValues(template.values, change) })) }),
  }
}

function mapBlock(block: Block, change: Change): Block {
  if (block.type === 'text') return { ...block, text: change(block.text) }
  if (block.type === 'sticker') return { ...block, words: change(block.words) }
  if (block.type === 'location') return { ...block, title: change(block.title) }
  if (block.type !== 'card') return { ...block, description: change(block.description) }
  const { picture, title, body, progress, fields, buttons } = block
  return {
    ...block,
    title: change(title),
    fields: fields.map(({ label, value }) => ({ label: change(label), value: change(value) })),
    buttons: buttons.map((button): Button => ({ ...button, label: change(button.label) })),
    ...(body === undefined ? {} : { body: change(body) }),
    ...(picture === undefined ? {} : { picture: { ...picture, description: change(picture.description) } }),
    ...(progress === undefined ? {} : { progress: { ...progress, label: change(progress.label) } }),
  }
}

function mapValues(values: Readonly<Record<string, string>>, change: Change): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))
}
