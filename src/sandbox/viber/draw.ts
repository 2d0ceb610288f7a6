import { type Drawing, type Part, type Pressable, unreadable, words } from '../drawing.ts'
import { type ViberMessage, viberMessage } from './message.ts'

type Button = NonNullable<ViberMessage['keyboard']>['Buttons'][number]

/** A message of a bot's: buttons of rich media stay, the keyboard goes with the next message. Our presses are silent. */
export function drawViber(message: unknown): Drawing {
  const read = viberMessage.safeParse(message)
  if (!read.success) return unreadable(message)
  const said = read.data
  const buttons = said.type === 'rich_media' ? said.rich_media.Buttons : []
  return {
    parts: partsOf(said),
    presses: buttons.flatMap(pressableOf),
    suggestions: (said.keyboard?.Buttons ?? []).flatMap(pressableOf),
  }
}

function partsOf(said: ViberMessage): Part[] {
  switch (said.type) {
    case 'text':
      return words(said.text)
    case 'picture':
      return [{ type: 'picture', url: said.media, description: said.text }, ...words(said.text)]
    case 'sticker':
      return [{ type: 'sticker' }]
    case 'location':
      return [{ type: 'place', title: '', latitude: said.location.lat, longitude: said.location.lon }]
    case 'rich_media':
      return []
  }
}

function pressableOf({ ActionType, ActionBody, Text = '', Silent = false }: Button): Pressable[] {
  const label = Text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  if (ActionType === 'none') return []
  return [
    ActionType === 'open-url'
      ? { label, does: 'open', url: ActionBody }
      : { label, does: 'press', data: ActionBody, words: Silent ? undefined : ActionBody },
  ]
}
