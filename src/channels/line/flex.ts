import type { Button, Card } from '../message.ts'
import { shorten, shortenTo } from '../text.ts'
import { lineAbilities } from './abilities.ts'

/** The house's colours on LINE's white: accent, ink, quiet ink, line. */
const colours = { accent: '#14655A', ink: '#1E2430', quiet: '#5B6472', rule: '#E5DED2' } as const

/** A card as a Flex bubble (messaging-api.yml `FlexBubble`): picture, words, progress, facts; buttons at the foot. */
export function flexBubble(card: Card): object {
  return {
    type: 'bubble',
    ...(card.picture ? { hero: hero(card.picture.url) } : {}),
    body: { type: 'box', layout: 'vertical', spacing: 'md', contents: bodyContents(card) },
    ...(card.buttons.length > 0 ? { footer: footer(card.buttons) } : {}),
  }
}

/** A press that comes back with `payload`; the person's own words in the chat are the whole label. */
export function postbackAction(words: string, label: string, payload: string): object {
  return { type: 'postback', label, data: payload, displayText: shortenTo(words, 300, 'utf16') }
}

function hero(url: string): object {
  return { type: 'image', url, size: 'full', aspectRatio: '20:13', aspectMode: 'cover' }
}

function bodyContents(card: Card): object[] {
  return [
    words(card.title, { weight: 'bold', size: 'lg', color: colours.ink }),
    ...(card.body ? [words(card.body, { size: 'sm', color: colours.ink })] : []),
    ...(card.progress ? [progressBar(card.progress.percent), words(card.progress.label, small)] : []),
    ...card.fields.map(({ label, value }) => fact(label, value)),
  ]
}

const small = { size: 'xs', color: colours.quiet } as const

function words(text: string, look: object): object {
  return { type: 'text', text, wrap: true, ...look }
}

function fact(label: string, value: string): object {
  return {
    type: 'box',
    layout: 'horizontal',
    spacing: 'sm',
    contents: [words(label, { ...small, flex: 2 }), words(value, { size: 'sm', color: colours.ink, flex: 3 })],
  }
}

/** A box in a box: Flex has no bar. Nothing is drawn at 0, because a box of no width is refused. */
function progressBar(percent: number): object {
  const track = { type: 'box', layout: 'vertical', height: '8px', cornerRadius: '4px', backgroundColor: colours.rule }
  const width = `${Math.round(percent)}%`
  const filler = { type: 'filler' }
  const bar = { ...track, width, backgroundColor: colours.accent, contents: [filler] }
  return { ...track, contents: [width === '0%' ? filler : bar] }
}

function footer(buttons: readonly Button[]): object {
  const contents = buttons.map((button, index) => ({
    type: 'button',
    height: 'sm',
    ...(index === 0 ? { style: 'primary', color: colours.accent } : { style: 'link', color: colours.accent }),
    action: action(button),
  }))
  return { type: 'box', layout: 'vertical', spacing: 'sm', contents }
}

function action(button: Button): object {
  const label = shorten(button.label, lineAbilities.buttons.labelLimit)
  if (button.type === 'postback') return postbackAction(button.label, label, button.payload)
  return { type: 'uri', label, uri: button.type === 'link' ? outsideLine(button.url) : `tel:${button.phone}` }
}

/**
 * Payment pages are known to fail in LINE's own browser, so links open in the phone's (LINE docs "Using LINE URL scheme",
 * `openExternalBrowser`, read 2026-08). An app that does not know the parameter passes it on to the page, which ignores it.
 */
function outsideLine(url: string): string {
  const address = new URL(url)
  address.searchParams.set('openExternalBrowser', '1')
  return address.href
}
