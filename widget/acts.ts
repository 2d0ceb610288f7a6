/** A UUID; `crypto.randomUUID` is missing on plain-http pages and older phones. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Tells that the visitor has read up to this entry. */
export function readAct(entryId: string) {
  return { type: 'read', messageId: newId(), at: Date.now(), payload: entryId }
}
