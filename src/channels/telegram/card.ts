import { buttonWords } from '../fit.ts'
import type { Button, Card, QuickReply } from '../message.ts'
import { shorten } from '../text.ts'
import { telegramAbilities } from './abilities.ts'

const barLength = 10

/** A card's words, the title first and the progress drawn with squares. */
export function cardText(card: Card): string {
  const filled = card.progress === undefined ? 0 : Math.round((card.progress.percent / 100) * barLength)
  const bar = '■'.repeat(filled) + '□'.repeat(barLength - filled)
  return [
    card.title,
    card.body,
    ...(card.progress === undefined ? [] : [bar, card.progress.label]),
    ...card.fields.map(({ label, value }) => `${label}: ${value}`),
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

/** Bold by place and not by markup, so that nothing in a name needs escaping. UTF-16 units (Bot API `MessageEntity`). */
export function bold(title: string): object[] {
  return [{ type: 'bold', offset: 0, length: title.length }]
}

/** Buttons below one another, suggestions below them two in a row; nothing when there are none. */
export function keyboard(buttons: readonly Button[], replies: readonly QuickReply[]): object | undefined {
  const { labelLimit } = telegramAbilities.buttons
  const pressed = (label: string, payload: string) => ({ text: shorten(label, labelLimit), callback_data: payload })
  const rows = buttons.map((button) => {
    if (button.type === 'postback') return [pressed(button.label, button.payload)]
    if (button.type === 'link') return [{ text: shorten(button.label, labelLimit), url: button.url }]
    throw new Error(`fitMessage left a button Telegram has no word for: ${buttonWords(button)}`)
  })
  const suggestions = replies.map(({ label, payload }) => pressed(label, payload))
  const pairs = Array.from({ length: Math.ceil(suggestions.length / 2) }, (_, row) =>
    suggestions.slice(row * 2, row * 2 + 2),
  )
  const inline_keyboard = [...rows, ...pairs]
  return inline_keyboard.length === 0 ? undefined : { inline_keyboard }
}
