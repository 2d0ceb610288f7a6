import type { Button, OutboundMessage } from '../channels/message.ts'
import { readOutbound } from '../conversations/conversation.ts'
import { type Drawing, drawing, type Part, type Pressable, words } from './drawing.ts'
import type { ChatLine, Kept } from './phone.ts'
import type { PhoneApp } from './phone-app.ts'

/** A message as the account's own books have it, from before anybody held this phone: no provider ever carried it. */
export function remembered(content: OutboundMessage): Kept['message'] {
  return { remembered: content }
}

/** What a line of the account looks like on the phone. */
export function drawingOf({ provider }: PhoneApp, { message }: ChatLine): Drawing {
  return 'remembered' in message ? draw(readOutbound(message.remembered)) : provider.draw(message)
}

function draw({ blocks, quickReplies }: OutboundMessage): Drawing {
  const presses = blocks.flatMap((block) => (block.type === 'card' ? block.buttons.flatMap(pressOf) : []))
  const suggestions = quickReplies.map(({ label, payload }) => pressed(label, payload))
  return { ...drawing(blocks.flatMap(partsOf), presses), suggestions }
}

function partsOf(block: OutboundMessage['blocks'][number]): Part[] {
  switch (block.type) {
    case 'text':
      return words(block.text)
    case 'image':
      return [{ type: 'picture', url: block.url, description: block.description }]
    case 'location':
      return [{ type: 'place', title: block.title, latitude: block.latitude, longitude: block.longitude }]
    case 'sticker':
      return words(block.words)
    case 'card': {
      const { picture, title, body, fields } = block
      const facts = fields.map(({ label, value }) => [{ text: `${label} ` }, { text: value, isBold: true }])
      return [
        ...(picture ? [{ type: 'picture' as const, ...picture }] : []),
        { type: 'title', text: title },
        ...words(body),
        ...(facts.length > 0 ? [{ type: 'facts' as const, facts }] : []),
      ]
    }
    default:
      return words(block.description)
  }
}

function pressOf(button: Button): Pressable[] {
  if (button.type === 'link') return [{ label: button.label, does: 'open', url: button.url }]
  return button.type === 'postback' ? [pressed(button.label, button.payload)] : []
}

function pressed(label: string, data: string): Pressable {
  return { label, does: 'press', data, words: label }
}
