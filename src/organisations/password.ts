import { hash, verify } from '@node-rs/argon2'
import { Failure } from '../platform/errors.ts'
import { commonPasswords } from './password-list.ts'

/** Characters a password needs at least (NIST SP 800-63B-4 asks for 8 with a second factor, 15 without; OWASP ASVS 6.2.1: 8, better 15). */
export const shortestPassword = 12

/** Characters a password may have: enough for any sentence, few enough that hashing stays cheap. */
export const longestPassword = 256

/** The OWASP cheat sheet's first choice for argon2id, the library's default: 19 MiB, 2 passes, 1 lane (read 2026-01). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Answers the PHC string to keep. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost)
}

/** Whether a password is the one that was hashed. */
export function verifyPassword(kept: string, password: string): Promise<boolean> {
  return verify(kept, password.normalize('NFKC')).catch(() => false)
}

/**
 * Refuses a password that would be guessed first: `organisations.password-short`, `organisations.password-long`,
 * `organisations.password-common` (known lists, one thing repeated, a row of the keyboard, the member's own name or address).
 */
export function refuseWeakPassword(password: string, owner: { name: string; email: string }): void {
  const field = 'password'
  const text = password.normalize('NFKC')
  if ([...text].length < shortestPassword) {
    throw new Failure('organisations.password-short', { minimum: shortestPassword }, { field })
  }
  if (text.length > longestPassword) {
    throw new Failure('organisations.password-long', { maximum: longestPassword }, { field })
  }
  if (isGuessable(text.toLowerCase(), owner)) throw new Failure('organisations.password-common', {}, { field })
}

function isGuessable(password: string, { name, email }: { name: string; email: string }): boolean {
  const letters = password.replace(/[^\p{L}]/gu, '')
  const word = password.replace(/[\d\W_]+$/u, '')
  return (
    commonPasswords.has(password) ||
    commonPasswords.has(word) ||
    commonPasswords.has(letters) ||
    /^(.{1,4})\1+.{0,3}$/u.test(password) ||
    isRun(password) ||
    [name, email, email.split('@')[0] ?? ''].some((own) => own.length >= 4 && word === own.toLowerCase())
  )
}

// 123456789012, abcdefghijkl, zyxwvutsrqpo: every step the same.
function isRun(password: string): boolean {
  const codes = [...password].map((letter) => letter.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0))
  const [first] = steps
  const regular = steps.filter((step) => step === first || step === -9).length
  return (first === 1 || first === -1 || first === 0) && regular >= steps.length - 1
}
