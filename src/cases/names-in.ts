/** Names of at most this many letters are parts of too many words to be looked for alone. */
const shortestPart = 2

/**
 * The parts of names that stand in a text, as the text writes them normalised: whole words of names with spaces, and of Chinese, Japanese and
 * Korean names the whole and what follows the first sign, for a family name of one sign is a common word. Exact after NFKC, without case and
 * accents: a misspelt name is not found.
 */
export function namesIn(text: string, names: readonly string[]): string[] {
  const said = fold(text)
  const words = new Set(said.split(/[^\p{L}\p{N}]+/u))
  const whole = said.replaceAll(/\s/g, '')
  const found = names
    .flatMap((name) => partsOf(fold(name)))
    .filter((part) => (isSigns(part) ? whole.includes(part) : words.has(part)))
  return [...new Set(found)]
}

function partsOf(name: string): string[] {
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => [...part].length >= shortestPart)
  const given = parts.filter(isSigns).map((part) => [...part].slice(1).join(''))
  // A name of signs that was typed with a space between its parts is searched for as one.
  const joined = isSigns(name.replaceAll(/\s/g, '')) ? [name.replaceAll(/\s/g, '')] : []
  return [...joined, ...parts, ...given.filter((part) => [...part].length >= shortestPart)]
}

function isSigns(text: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u.test(text)
}

function fold(text: string): string {
  return text.normalize('NFKC').normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase()
}
