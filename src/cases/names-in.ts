/** Names of at most this many letters are parts of too many words to be looked for alone. */
const shortestPart = 2

/**
 * The parts of names that stand in a text, as the text writes them normalised: whole words of names with spaces, and of Chinese, Japanese and
 * Korean names the whole and what follows the first sign, for a family name of one sign is a common word. Exact after NFKC, without case and
 * accents, in whatever order and with or without hyphens: a misspelt name is not found.
 */
export function namesIn(text: string, names: readonly string[]): string[] {
  const said = fold(text)
  const words = new Set([...wordsOf(said), ...wordsOf(joined(said))])
  const whole = closed(said)
  const found = names
    .flatMap((name) => partsOf(fold(name)))
    .filter((part) => (isSigns(part) ? whole.includes(part) : words.has(part)))
  return [...new Set(found)]
}

function partsOf(name: string): string[] {
  const parts = [...new Set([...wordsOf(name), ...wordsOf(joined(name))])].filter(isLong)
  const given = parts.filter(isSigns).map((part) => [...part].slice(1).join(''))
  // A name of signs that was typed with a space between its parts is searched for as one.
  const close = closed(name)
  return [...(isSigns(close) ? [close] : []), ...parts, ...given.filter(isLong)]
}

/**
 * What a name is looked for by where it could be anybody's: any two of its words, in the order of the alphabet, and of a name of signs the whole of it,
 * also turned around where it was typed with a space. One word alone is not looked for: too many people are called Maria.
 */
export function keysOf(name: string): string[] {
  const folded = fold(name)
  const close = closed(folded)
  if (isSigns(close)) {
    const turned = wordsOf(folded).toReversed().join('')
    return [...new Set([close, turned])].filter(isLong)
  }
  return [...new Set([...pairsOf(wordsOf(folded)), ...pairsOf(wordsOf(joined(folded)))])]
}

function pairsOf(words: readonly string[]): string[] {
  const long = words.filter(isLong)
  return long.flatMap((word, at) => long.slice(at + 1).map((other) => pairOf(word, other)))
}

function pairOf(word: string, other: string): string {
  return word < other ? `${word} ${other}` : `${other} ${word}`
}

/** The longest name of signs that is looked for. */
const mostSigns = 8

/**
 * Every key that may be of a name in a text, with the words it stands for: two words beside each other or with one between them, and
 * every run of two to eight signs.
 */
export function keysIn(text: string): Map<string, string> {
  const said = fold(text)
  const keys = new Map<string, string>()
  for (const words of [wordsOf(said), wordsOf(joined(said))]) {
    words.forEach((word, at) => {
      for (const other of words.slice(at + 1, at + 3)) {
        if (isLong(word) && isLong(other)) keys.set(pairOf(word, other), `${word} ${other}`)
      }
    })
  }
  for (const run of closed(said).match(signs) ?? []) {
    const letters = [...run]
    letters.forEach((_, from) => {
      for (let long = shortestPart; long <= mostSigns && from + long <= letters.length; long += 1) {
        const part = letters.slice(from, from + long).join('')
        keys.set(part, part)
      }
    })
  }
  return keys
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** Without the hyphens inside words: Mei-hua is also written Meihua. */
function joined(text: string): string {
  return text.replaceAll(/(?<=\p{L})[-‐‑’'](?=\p{L})/gu, '')
}

/** Without spaces and the dots between names of signs. */
function closed(text: string): string {
  return text.replaceAll(/[\s・·]/g, '')
}

function isLong(part: string): boolean {
  return [...part].length >= shortestPart
}

const signs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]{2,}/gu

function isSigns(text: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u.test(text)
}

function fold(text: string): string {
  return text.normalize('NFKC').normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase()
}
