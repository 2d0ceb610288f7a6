/** An address as RFC 5321 writes it, without quoted names: nothing that could end a line, a header or a command. */
const shape = /^[^\s\p{C}@<>()[\],;:"\\]{1,64}@[^\s\p{C}@<>()[\],;:"\\]{1,253}$/u

/** Whether mail can be sent there and nowhere else. */
export function isAddress(text: string): boolean {
  return shape.test(text)
}

/**
 * One name for one mailbox. RFC 5321 lets a host tell letters of the name apart by case; none in use does, and people write
 * their own address either way.
 */
export function normaliseAddress(address: string): string {
  return address.trim().normalize('NFC').toLowerCase()
}
