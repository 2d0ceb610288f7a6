/**
 * Whether a text is a tax identifier a receipt may carry: a Taiwanese national ID or resident number, a Taiwanese
 * 統一編號, or an Italian codice fiscale or partita IVA, check character included. Answers its one spelling, else undefined.
 */
export function readTaxIdentifier(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  return checks.some((isRight) => isRight(plain)) ? plain : undefined
}

const checks = [isTaiwanId, isTaiwanCompany, isCodiceFiscale, isPartitaIva]

/** Weights 1, 9, 8 … 1, 1 over the letter's two digits and the nine that follow; a multiple of 10 (內政部, since 1969; residents' numbers alike since 2021). */
function isTaiwanId(text: string): boolean {
  if (!/^[A-Z][1289][0-9]{8}$/.test(text)) return false
  const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(text.charAt(0)) + 10
  const digits = [Math.floor(letter / 10), letter % 10, ...digitsOf(text.slice(1))]
  return weigh(digits, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0
}

/** Digit sums of the products; since 2023 a multiple of 5 (財政部 2023-04); a seventh digit 7 may count one more or less. */
function isTaiwanCompany(text: string): boolean {
  if (!/^[0-9]{8}$/.test(text)) return false
  const total = digitsOf(text).reduce((sum, digit, place) => {
    const product = digit * ([1, 2, 1, 2, 1, 2, 4, 1][place] ?? 0)
    return sum + Math.floor(product / 10) + (product % 10)
  }, 0)
  return total % 5 === 0 || (text[6] === '7' && (total + 1) % 5 === 0)
}

const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

/** DM 12/3/1974: values by odd and even place, modulo 26; `LMNPQRSTUV` may stand for digits where two people would be alike. */
function isCodiceFiscale(text: string): boolean {
  if (!/^[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPR-T][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]$/.test(text)) return false
  const total = [...text.slice(0, 15)].reduce((sum, character, place) => {
    const value = /[0-9]/.test(character) ? Number(character) : character.charCodeAt(0) - 65
    return sum + (place % 2 === 0 ? (oddValues[value] ?? 0) : value)
  }, 0)
  return String.fromCharCode(65 + (total % 26)) === text[15]
}

/** Luhn over eleven digits; also the codice fiscale of bodies. */
function isPartitaIva(text: string): boolean {
  if (!/^[0-9]{11}$/.test(text)) return false
  const total = digitsOf(text).reduce((sum, digit, place) => {
    const value = place % 2 === 0 ? digit : digit * 2
    return sum + (value > 9 ? value - 9 : value)
  }, 0)
  return total % 10 === 0
}

function digitsOf(text: string): number[] {
  return [...text].map(Number)
}

function weigh(digits: readonly number[], weights: readonly number[]): number {
  return digits.reduce((sum, digit, place) => sum + digit * (weights[place] ?? 0), 0)
}
