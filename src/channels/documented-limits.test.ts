import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Abilities } from './abilities.ts'
import { adapters } from './kinds.ts'
import { payloadLimit } from './message.ts'

const counted = new Intl.NumberFormat('en')
const units = { utf16: 'UTF-16 units', 'utf8-bytes': 'bytes of UTF-8', 'code-points': 'characters' } as const
const files = {
  image: 'pictures',
  video: 'films',
  audio: 'recordings',
  document: 'papers',
  location: 'places',
  sticker: 'stickers',
} as const

/** What the page's table must say of each limit; it may say more behind it. */
function rows({ text, cards, buttons, quickReplies, ...abilities }: Abilities): Record<string, string> {
  const { delivered, read } = abilities.receipts
  const labels = (limit: number) => `labels of ${limit} characters`
  return {
    text: `${counted.format(text.limit)} ${units[text.unit]}`,
    'bubbles in a request': String(abilities.messagesPerRequest),
    'a card':
      cards === null
        ? 'none'
        : `title of ${counted.format(cards.titleLimit)}, words of ${counted.format(cards.bodyLimit)}, ${cards.fieldLimit} facts`,
    'buttons on a card': `${cards?.buttonLimit ?? 0}, ${labels(buttons.labelLimit)}`,
    suggestions: `${quickReplies.limit}, ${labels(quickReplies.labelLimit)}`,
    'payload of a button':
      buttons.payloadLimit === payloadLimit
        ? `${payloadLimit} bytes`
        : `${payloadLimit} bytes, as everywhere (${counted.format(buttons.payloadLimit)} here)`,
    'call button': buttons.call ? 'dials' : 'none',
    window: windowWords(abilities.window),
    rate: `${counted.format(abilities.ratePerSecond)} a second`,
    receipts: [...(delivered ? ['delivered'] : []), ...(read ? ['read'] : [])].join(' and ') || 'none',
    'shown by itself': Object.entries(files)
      .flatMap(([kind, words]) =>
        Object.entries(abilities.shows).some(([name, is]) => name === kind && is) ? [words] : [],
      )
      .join(', '),
  }
}

function windowWords(window: Abilities['window']): string {
  if (window === null) return 'none'
  const count = window.messages === null ? '' : `, ${window.messages} messages`
  return `${window.hours} hours${count}${window.memberHours === undefined ? '' : `, ${window.memberHours} for a member`}`
}

/** The rows of the first table under a heading that begins so. */
function table(page: string, heading: string): Map<string, string> {
  const [section = ''] = (page.split(`\n## ${heading}`)[1] ?? '').split('\n## ')
  const cells = [...section.matchAll(/^\| ([^|]+) \| ([^|]+) \|/gm)]
  return new Map(cells.map(([, name = '', limit = '']) => [name.trim(), limit.trim()]))
}

describe.each(Object.values(adapters))('the limits on the page of $kind', ({ kind, abilities }) => {
  const page = readFileSync(new URL(`../../docs/channels/${kind}.md`, import.meta.url), 'utf8')
  const written = table(page, 'Limits')

  it.each(Object.entries(rows(abilities)))('say of "%s" what the code holds to: %s', (name, limit) => {
    const said = written.get(name) ?? `no row "${name}"`
    expect(said.slice(0, limit.length)).toBe(limit)
    expect(said.charAt(limit.length)).not.toMatch(/[\w,]/)
  })
})
