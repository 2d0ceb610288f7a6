import { unescapeEntities } from './entities.ts'

const unseen = new Set(['head', 'script', 'style', 'title'])
const lineEnds = new Set(['br', 'p', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'blockquote'])

/**
 * The words of an HTML mail that brings no plain part, for reading only: what comes out is text and never becomes HTML again.
 * Takes time in proportion to its length, whatever the bytes.
 */
export function plainOf(html: string): string {
  const words: string[] = []
  let hidden: string | undefined
  for (const piece of html.split('<')) {
    const [, slash, name = ''] = /^(\/?)([a-z][a-z0-9]*)/i.exec(piece) ?? []
    const tag = name.toLowerCase()
    if (hidden === undefined && slash === '' && unseen.has(tag)) hidden = tag
    else if (slash === '/' && tag === hidden) hidden = undefined
    if (hidden !== undefined) continue
    if (lineEnds.has(tag) && (slash === '/' || tag === 'br')) words.push('\n')
    words.push(unescapeEntities(piece.slice(piece.indexOf('>') + 1).replace(/\s+/g, ' ')))
  }
  const lines = words.join('').split('\n')
  return lines
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
