/** What windows-1252 has where Unicode has control characters, from 0x80 on (WHATWG Encoding, index windows-1252); five places are empty. */
const signs = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * Quotation marks and euros of Western mails. Node 20.18.3 to 24 reads windows-1252, which is also what mails call iso-8859-1, as if
 * these were control characters (nodejs/node#56542 and #60888); nobody writes those.
 */
export function westernSigns(words: string): string {
  return words.replace(/[\u0080-\u009f]/g, (sign) => signs[sign.charCodeAt(0) - 0x80] ?? sign)
}
