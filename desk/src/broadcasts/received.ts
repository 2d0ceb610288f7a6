import type { Block, Message } from '../api/broadcasts.ts'

/** A message as one person gets it: their name in every gap, and how to stop as its last line. */
export function received(message: Message, { name, stop }: { name: string; stop: string }): Message {
  const fill = (words: string) => words.replace(/\{\{\s*name\s*\}\}/g, () => name)
  const blocks = message.blocks.map((block) => filled(block, fill))
  const last = blocks.at(-1)
  const under = (words: string | undefined) => [words, stop].filter(Boolean).join('\n\n')
  if (last?.type === 'text') blocks.splice(-1, 1, { ...last, text: under(last.text) })
  else if (last?.type === 'card') blocks.splice(-1, 1, { ...last, body: under(last.body) })
  else blocks.push({ type: 'text', text: stop })
  return { ...message, blocks }
}

function filled(block: Block, fill: (words: string) => string): Block {
  if (block.type === 'text') return { ...block, text: fill(block.text) }
  if (block.type === 'image') return { ...block, description: fill(block.description) }
  if (block.type !== 'card') return block
  const { picture, body } = block
  return {
    ...block,
    title: fill(block.title),
    fields: block.fields.map(({ label, value }) => ({ label: fill(label), value: fill(value) })),
    buttons: block.buttons.map((button) => ({ ...button, label: fill(button.label) })),
    ...(body === undefined ? {} : { body: fill(body) }),
    ...(picture === undefined ? {} : { picture: { ...picture, description: fill(picture.description) } }),
  }
}
