import { Failure } from '../platform/errors.ts'

/**
 * A payment reference: `RSC`, seven random characters, one check character. Stored and sent without dashes
 * (`RSC7K3MPQ2X`, letters and digits only, so every provider takes it), shown as `RSC-7K3M-PQ2X`.
 * No 0, 1, I, L or O: nobody has to guess what was meant on paper. 31 characters are left, a prime, which lets one
 * weighted sum catch every single wrong character and every swap of two.
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const prefix = 'RSC'
const bodyLength = 7

/**
 * A new reference, one per payment attempt: a provider refuses a number it has seen. Some 27 thousand million exist, so
 * the database's unique key settles the rare collision.
 * @param randomInt gives a whole number from 0 to below its argument: `crypto.randomInt` outside tests
 */
export function makeReference(randomInt: (below: number) => number): string {
  const body = Array.from({ length: bodyLength }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return prefix + body + checkCharacter(body)
}

/** Whether the text is a whole reference in its stored form, check character included. */
export function isReference(text: string): boolean {
  if (text.length !== prefix.length + bodyLength + 1 || !text.startsWith(prefix)) return false
  const body = text.slice(prefix.length, -1)
  return [...body].every((character) => alphabet.includes(character)) && text.endsWith(checkCharacter(body))
}

/** For people: `RSC-7K3M-PQ2X`. A reference of another form is shown as it is. */
export function showReference(reference: string): string {
  return isReference(reference) ? `${reference.slice(0, 3)}-${reference.slice(3, 7)}-${reference.slice(7)}` : reference
}

/**
 * Finds the reference in what a donor wrote on a transfer: lower case, full-width, spaced, dashed or glued, with words
 * around it. `null` when there is none, when the check character is wrong, or when two different ones are there: then a
 * person decides.
 */
export function findReference(text: string): string | null {
  const plain = text.normalize('NFKC').toUpperCase()
  const gap = '[\\s_./·‐-―−-]{0,3}'
  const pattern = new RegExp(
    `R${gap}S${gap}C${gap}((?:[${alphabet}]${gap}){${bodyLength}}[${alphabet}])(?![A-Z0-9])`,
    'g',
  )
  const found = new Set<string>()
  for (const [, spaced = ''] of plain.matchAll(pattern)) {
    const reference = prefix + spaced.replace(new RegExp(`[^${alphabet}]`, 'g'), '')
    if (isReference(reference)) found.add(reference)
  }
  const [only] = found
  return found.size === 1 && only !== undefined ? only : null
}

/** Providers take 1 to 20 capital letters and digits (ECPay is the narrowest). Fails with `payments.bad-reference`. */
export function requireSendable(reference: string): void {
  if (!/^[A-Z0-9]{1,20}$/.test(reference)) throw new Failure('payments.bad-reference')
}

function checkCharacter(body: string): string {
  const total = [...body].reduce((sum, character, index) => sum + alphabet.indexOf(character) * (index + 2), 0)
  return alphabet.charAt(total % alphabet.length)
}
