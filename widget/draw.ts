import type { Block, Button, Card } from '../src/channels/message.ts'

/** An element with attributes and children; words only ever become text nodes, so nothing said in a chat is ever markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  made.append(...children)
  return made
}

/** Draws one block of ours. `press` is called with a button's payload and label. */
export function drawBlock(block: Block, press: (payload: string, label: string) => void): HTMLElement {
  switch (block.type) {
    case 'text':
      return element('div', { class: 'said theirs' }, block.text)
    case 'sticker':
      return element('div', { class: 'said theirs' }, block.words)
    case 'image':
      return picture(block.url, block.description, 'picture')
    case 'video':
    case 'audio':
      return element(block.type, {
        controls: '',
        preload: 'none',
        src: webOnly(block.url),
        'aria-label': block.description,
      })
    case 'document':
      return element('div', { class: 'said theirs' }, link(block.url, block.description))
    case 'location':
      return element('div', { class: 'said theirs' }, link(mapOf(block), block.title), ...addressOf(block))
    case 'card':
      return drawCard(block, press)
  }
}

function addressOf({ address }: { address?: string | undefined }): string[] {
  return address === undefined ? [] : [`\n${address}`]
}

function mapOf({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`
}

function link(url: string, words: string): HTMLElement {
  return element('a', { href: webOnly(url), target: '_blank', rel: 'noopener' }, words)
}

function drawCard(card: Card, press: (payload: string, label: string) => void): HTMLElement {
  const drawn = element('div', { class: 'card' })
  if (card.picture) drawn.append(picture(card.picture.url, card.picture.description, ''))
  drawn.append(element('strong', {}, card.title))
  if (card.body) drawn.append(element('p', {}, card.body))
  if (card.progress) {
    const { percent, label } = card.progress
    drawn.append(
      element('progress', { max: '100', value: String(percent), 'aria-label': label }),
      element('p', {}, label),
    )
  }
  if (card.fields.length > 0) {
    const facts = card.fields.flatMap(({ label, value }) => [element('dt', {}, label), element('dd', {}, value)])
    drawn.append(element('dl', {}, ...facts))
  }
  for (const button of card.buttons) drawn.append(drawButton(button, press))
  return drawn
}

function drawButton(button: Button, press: (payload: string, label: string) => void): HTMLElement {
  if (button.type === 'call') return element('a', { class: 'press', href: `tel:${button.phone}` }, button.label)
  if (button.type === 'link')
    return element('a', { class: 'press', href: webOnly(button.url), target: '_blank', rel: 'noopener' }, button.label)
  const drawn = element('button', { class: 'press', type: 'button' }, button.label)
  drawn.addEventListener('click', () => press(button.payload, button.label))
  return drawn
}

function picture(url: string, description: string, kind: string): HTMLElement {
  return element('img', {
    class: kind,
    src: webOnly(url),
    alt: description,
    loading: 'lazy',
    referrerpolicy: 'no-referrer',
  })
}

/** A link out of a chat leads to a web page or nowhere. */
function webOnly(url: string): string {
  return /^https?:\/\//i.test(url) ? url : 'about:blank'
}
