import type { QuickReply } from '../src/channels/message.ts'
import { drawBlock, element } from './draw.ts'
import type { Entry } from './line.ts'
import type { Own } from './memory.ts'
import type { Words } from './words.ts'

type Press = (payload: string, label: string) => void

/** What was said, drawn in order: each entry, then what the visitor wrote after seeing it; and below it what may be answered. */
export class Log {
  readonly said = element('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0' })
  readonly replies = element('div', { class: 'replies', role: 'group' })
  readonly #press: Press

  constructor(press: Press) {
    this.#press = press
  }

  /** Draws what is new. What is drawn stays, so that it is read out once. */
  draw(entries: readonly Entry[], owns: readonly Own[], words: Words): void {
    const items = [
      ...entries.map((entry) => ({
        ...{ place: entry.position, order: 0, key: entry.id },
        draw: () => this.#drawEntry(entry),
      })),
      ...owns.map((own, index) => ({
        ...{ place: own.after, order: index + 1, key: own.id },
        draw: () => drawOwn(own, words),
      })),
    ].sort((a, b) => a.place - b.place || a.order - b.order)
    const drawn = new Map([...this.said.children].map((child) => [child.getAttribute('data-key'), child]))
    items.forEach((item, index) => {
      const own = owns.find(({ id }) => id === item.key)
      const known = drawn.get(item.key)
      const isStale = own?.isSent === true && known !== undefined && known.querySelector('.waiting') !== null
      const node = known === undefined || isStale ? item.draw() : known
      node.setAttribute('data-key', item.key)
      if (isStale) known.replaceWith(node)
      if (this.said.children[index] !== node) this.said.insertBefore(node, this.said.children[index] ?? null)
    })
    this.#suggest(items.at(-1)?.order === 0 ? (entries.at(-1)?.quickReplies ?? []) : [])
    this.said.scrollTop = this.said.scrollHeight
  }

  #drawEntry(entry: Entry): HTMLElement {
    return element('div', { style: 'display: contents' }, ...entry.blocks.map((block) => drawBlock(block, this.#press)))
  }

  #suggest(replies: readonly QuickReply[]): void {
    this.replies.replaceChildren(
      ...replies.map(({ label, payload }) => {
        const button = element('button', { type: 'button' }, label)
        button.onclick = () => this.#press(payload, label)
        return button
      }),
    )
    this.replies.hidden = replies.length === 0
  }
}

function drawOwn(own: Own, words: Words): HTMLElement {
  const drawn = element('div', { class: 'said own' }, own.text)
  if (!own.isSent) drawn.append(element('span', { class: 'waiting' }, words.waiting))
  return drawn
}
