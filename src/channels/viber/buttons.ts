import { buttonWords } from '../fit.ts'
import type { Button, QuickReply } from '../message.ts'
import { shorten, shortenTo } from '../text.ts'
import { viberAbilities } from './abilities.ts'
import { pressOf } from './press.ts'

const accent = '#E6E6E6'

/** A request has 30 KB at most: seven thousand characters of Chinese are 21, which leaves this for buttons. */
const labelBytes = 120
const alternativeBytes = 7000

/**
 * Buttons below the words of a card: one group of rich media, a row each. `alt_text` is what apps show that cannot draw
 * it. 7 is the version the published examples of rich media ask for; which one silent presses need is unverified.
 */
export function buttonGroup(buttons: readonly Button[]): object {
  return {
    type: 'rich_media',
    min_api_version: 7,
    alt_text: shortenTo(buttons.map(buttonWords).join('\n'), alternativeBytes, 'utf8-bytes'),
    rich_media: {
      Type: 'rich_media',
      ButtonsGroupColumns: 6,
      ButtonsGroupRows: buttons.length,
      BgColor: '#FFFFFF',
      Buttons: buttons.map(drawn),
    },
  }
}

/** Suggestions instead of the phone's own keyboard; the next message takes them away. */
export function keyboard(replies: readonly QuickReply[]): object {
  return {
    Type: 'keyboard',
    DefaultHeight: false,
    InputFieldState: 'regular',
    Buttons: replies.map(({ label, payload }) => drawn({ type: 'postback', label, payload })),
  }
}

function drawn(button: Button): object {
  const look = {
    Columns: 6,
    Rows: 1,
    BgColor: accent,
    Text: escaped(shortenTo(shorten(button.label, labelLimit), labelBytes, 'utf8-bytes')),
  }
  if (button.type === 'link') return { ...look, ActionType: 'open-url', ActionBody: button.url }
  if (button.type === 'postback') {
    // Silent: the mark and the payload are for us, not for the chat.
    return { ...look, ActionType: 'reply', ActionBody: pressOf(button.payload), Silent: true }
  }
  throw new Error(`fitMessage left a button Viber has no word for: ${buttonWords(button)}`)
}

const { labelLimit } = viberAbilities.buttons

/** The words of a button are HTML to Viber. */
function escaped(label: string): string {
  return label.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
