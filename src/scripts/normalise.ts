const edge = '(?:[\\s\\p{P}\\p{S}\\p{Z}\\p{C}\\p{Me}]|\\p{Variation_Selector})+'
const edges = new RegExp(`^${edge}|${edge}$`, 'gu')

/**
 * Brings what a person wrote to the form in which whole messages are compared: NFKC, lower case, one space between
 * words, no punctuation or emoji at the ends, and the one apostrophe of keyboards, for phones curl it. "ＳＴＯＰ" and " stop. "
 * become "stop"; a sentence stays a sentence.
 */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(edges, '').replace(/\s+/gu, ' ').replace(/[‘’]/gu, "'")
}
