import type { LengthUnit } from './abilities.ts'

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * The grapheme clusters of a text: what a reader calls characters. Segments window by window, because V8 copies the whole
 * input into every segment it returns (10,000 characters would allocate 200 MB).
 */
export function* graphemes(text: string, windowLength = 256): Generator<string> {
  let start = 0
  let length = windowLength
  while (start < text.length) {
    const end = start + length + (isHighSurrogate(text, start + length - 1) ? 1 : 0)
    const clusters = Array.from(segmenter.segment(text.slice(start, end)), (part) => part.segment)
    // The last cluster of a window may go on in the next one.
    const complete = end >= text.length ? clusters : clusters.slice(0, -1)
    length = complete.length === 0 ? length * 2 : windowLength
    for (const cluster of complete) {
      yield cluster
      start += cluster.length
    }
  }
}

/** The length of a text the way a provider counts it. */
export function measure(text: string, unit: LengthUnit): number {
  if (unit === 'utf16') return text.length
  if (unit === 'utf8-bytes') return utf8Length(text)
  return Array.from(text).length
}

/** Bytes of UTF-8, counted without Node: the desk's place to write asks in a browser. */
function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
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
  // A cluster is at least one unit long: what is short enough in units need not be taken apart, and labels nearly always are.
  if (text.length <= limit) return text
  const kept: string[] = []
  for (const cluster of graphemes(text)) {
    kept.push(cluster)
    if (kept.length > limit) return `${kept.slice(0, limit - 1).join('')}…`
  }
  return text
}

/** Shortens to `limit` as the provider counts, never tearing a grapheme cluster. */
export function shortenTo(text: string, limit: number, unit: LengthUnit): string {
  if (measure(text, unit) <= limit) return text
  const ellipsis = '…'
  let left = limit - measure(ellipsis, unit)
  let kept = ''
  for (const segment of graphemes(text)) {
    left -= measure(segment, unit)
    if (left < 0) break
    kept += segment
  }
  return kept + ellipsis
}

/** Grapheme clusters; one that alone exceeds the limit (a letter under thousands of accents) falls apart into code points. */
function* unbreakable(text: string, limit: number, unit: LengthUnit): Generator<string> {
  for (const segment of graphemes(text)) {
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

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit >= 0xd800 && unit <= 0xdbff
}
