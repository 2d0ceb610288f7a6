import type { Block, Card } from '../message.ts'
import { splitText } from '../text.ts'
import { viberAbilities } from './abilities.ts'
import { buttonGroup } from './buttons.ts'

/** Words under a picture. Newer pages say 768; 512 holds for both. */
const captionLimit = 512
const barLength = 10

/** A fitted block as the contents of Viber messages, in order. */
export function say(block: Block): object[] {
  switch (block.type) {
    case 'text':
      return [text(block.text)]
    case 'image':
      return picture(block.url, block.description)
    case 'location': {
      const { title, address, latitude: lat, longitude: lon } = block
      const words = [title, address].filter((line) => line !== undefined).join('\n')
      return [...texts(words), { type: 'location', location: { lat, lon } }]
    }
    case 'sticker':
      // Viber's stickers are numbers (viber.github.io/docs/tools/sticker-ids).
      return /^\d{1,9}$/.test(block.id) ? [{ type: 'sticker', sticker_id: Number(block.id) }] : texts(block.words)
    case 'card': {
      const words = cardText(block)
      const shown = block.picture === undefined ? texts(words) : picture(block.picture.url, words)
      return block.buttons.length === 0 ? shown : [...shown, buttonGroup(block.buttons)]
    }
    case 'video':
    case 'audio':
    case 'document':
      throw new Error(`fitMessage left a file Viber has no word for: ${block.url}`)
  }
}

/** A picture with its words; those too long for a caption follow as a message. `text` must be there, if empty. */
function picture(media: string, words: string): object[] {
  return words.length <= captionLimit
    ? [{ type: 'picture', media, text: words }]
    : [{ type: 'picture', media, text: '' }, ...texts(words)]
}

function cardText({ title, body, progress, fields }: Card): string {
  const filled = progress === undefined ? 0 : Math.round((progress.percent / 100) * barLength)
  const bar = '■'.repeat(filled) + '□'.repeat(barLength - filled)
  return [
    title,
    body,
    ...(progress === undefined ? [] : [bar, progress.label]),
    ...fields.map(({ label, value }) => `${label}: ${value}`),
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

function texts(words: string): object[] {
  const { limit, unit } = viberAbilities.text
  return splitText(words, limit, unit).map(text)
}

function text(words: string): object {
  return { type: 'text', text: words }
}
