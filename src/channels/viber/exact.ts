import { parse } from 'lossless-json'

/**
 * The JSON in a text or in UTF-8 bytes, or `undefined`. Viber's message tokens are 64-bit numbers, which JavaScript would
 * round: whole numbers it cannot hold stay the digits they were written in, as a string.
 */
export function parseExactly(source: string | Uint8Array): unknown {
  try {
    const text = typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source)
    return parse(text, null, exactNumber)
  } catch {
    return undefined
  }
}

function exactNumber(digits: string): number | string {
  const value = Number(digits)
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(digits) ? value : digits
}
