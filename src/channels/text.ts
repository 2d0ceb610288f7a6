import type { LengthUnit } from './abilities.ts'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The length of a text the way a provider counts it. */
export function measure(text: string, unit: LengthUnit): number {
  if (unit === 'utf16') return text.length
  if (unit === 'utf8-bytes') return Buffer.byteLength(text, 'utf8')
  return Array.from(text).length
}

/**
 * Cuts a text into pieces of at most `limit`, none empty, that join to the very same text. A family emoji or an accented
 * letter is never torn; where there is a choice the cut follows a line's end, else a space.
 */
export function splitText(text: string, limit: number, unit: LengthUnit): string[] {
  if (measure(text, unit) <= limit) return text === '' ? [] : [text]
  const pieces: string[] = []
  let piece: string[] = []
  let length = 0
  const cut = (count: number) => {
    pieces.push(piece.slice(0, count).join(''))
    piece = piece.slice(count)
    length = measure(piece.join(''), unit)
  }
  for (const part of unbreakable(text, limit, unit)) {
    const partLength = measure(part, unit)
    if (length + partLength > limit) cut(goodCut(piece))
    if (length + partLength > limit) cut(piece.length)
    piece.push(part)
    length += partLength
  }
  return [...pieces, piece.join('')]
}

/** Shortens a label to `limit` grapheme clusters, the last being an ellipsis when something was cut. */
export function shorten(text: string, limit: number): string {
  const parts = Array.from(graphemes.segment(text), (part) => part.segment)
  return parts.length <= limit ? text : `${parts.slice(0, limit - 1).join('')}…`
}

/** Shortens to `limit` as the provider counts, never tearing a grapheme cluster. */
export function shortenTo(text: string, limit: number, unit: LengthUnit): string {
  if (measure(text, unit) <= limit) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (measure(`${kept}${segment}…`, unit) > limit) break
    kept += segment
  }
  return `${kept}…`
}

/** Grapheme clusters; one that alone exceeds the limit (a letter under thousands of accents) falls apart into code points. */
function* unbreakable(text: string, limit: number, unit: LengthUnit): Generator<string> {
  for (const { segment } of graphemes.segment(text)) {
    if (measure(segment, unit) <= limit) yield segment
    else yield* segment
  }
}

/** After the last line's end or space in the second half, else at the end: a cut too early would waste messages. */
function goodCut(piece: readonly string[]): number {
  for (const mark of ['\n', ' ']) {
    const at = piece.lastIndexOf(mark)
    if (at > piece.length / 2) return at + 1
  }
  return piece.length
}
