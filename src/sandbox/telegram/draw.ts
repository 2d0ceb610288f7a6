import { type Drawing, drawing, type Part, type Pressable, type Run, unreadable, words } from '../drawing.ts'
import { type TelegramMessage, telegramMessage } from './message.ts'

/** A message of a bot's with its buttons below. A press of one is not shown in the chat. */
export function drawTelegram(message: unknown): Drawing {
  const read = telegramMessage.safeParse(message)
  if (!read.success) return unreadable(message)
  const buttons = 'reply_markup' in read.data ? (read.data.reply_markup?.inline_keyboard.flat() ?? []) : []
  return drawing(
    partsOf(read.data),
    buttons.map(
      (button): Pressable =>
        'url' in button
          ? { label: button.text, does: 'open', url: button.url }
          : { label: button.text, does: 'press', data: button.callback_data },
    ),
  )
}

function partsOf(said: TelegramMessage): Part[] {
  switch (said.method) {
    case 'sendMessage':
      return [{ type: 'words', runs: emphasised(said.text, said.entities) }]
    case 'sendPhoto':
      return [
        { type: 'picture', url: said.photo, description: said.caption ?? '' },
        ...(said.caption ? [{ type: 'words' as const, runs: emphasised(said.caption, said.caption_entities) }] : []),
      ]
    case 'sendMediaGroup':
      return said.media.flatMap(({ media, caption }) => [
        { type: 'picture' as const, url: media, description: caption ?? '' },
        ...words(caption),
      ])
    case 'sendVideo':
      return words(`${said.caption ?? ''}\n${said.video}`.trim())
    case 'sendAudio':
      return words(`${said.caption ?? ''}\n${said.audio}`.trim())
    case 'sendDocument':
      return words(`${said.caption ?? ''}\n${said.document}`.trim())
    case 'sendSticker':
      return [{ type: 'sticker' }]
    case 'sendVenue': {
      const title = [...new Set([said.title, said.address])].join('\n')
      return [{ type: 'place', title, latitude: said.latitude, longitude: said.longitude }]
    }
  }
}

type Entities = readonly { readonly offset: number; readonly length: number }[]

function emphasised(text: string, entities: Entities = []): Run[] {
  const [first] = entities
  if (first === undefined) return [{ text }]
  const end = first.offset + first.length
  const runs = [
    { text: text.slice(0, first.offset) },
    { text: text.slice(first.offset, end), isBold: true },
    { text: text.slice(end) },
  ]
  return runs.filter(({ text: piece }) => piece !== '')
}
