/** Standard base64 with padding (RFC 4648 §4), as signed notes, checkpoints and proofs use it. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** URL-safe base64 without padding (RFC 4648 §5), as references, commitments and links use it. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * Reads standard base64; `undefined` unless it is the one canonical spelling. `atob` forgives blanks, missing padding
 * and stray low bits, any of which would let a proof be altered and still pass, so the bytes are written again and compared.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    return toBase64(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}

/** Reads URL-safe base64 without padding; `undefined` unless it is the one canonical spelling. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined
  const padding = '='.repeat((4 - (text.length % 4)) % 4)
  return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/') + padding)
}
