import { Failure } from '../platform/errors.ts'

/**
 * A bank account as somebody copied it from paper: an IBAN with right check digits (ISO 13616, modulo 97), or 5 to 20 digits of
 * a country without. Answers its one spelling. Fails with `gifts.account-unreadable`.
 */
export function readBankAccount(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.-]/g, '')
  if (/^[0-9]{5,20}$/.test(plain) || isIban(plain)) return plain
  throw new Failure('gifts.account-unreadable', {}, { field: 'account' })
}

function isIban(plain: string): boolean {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  const turned = plain.slice(4) + plain.slice(0, 4)
  const digits = turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n
}
