import { createHash } from 'node:crypto'
import { hashToken } from '../../platform/vault.ts'

/** Eight small puzzles in place of one large, so that nobody is unlucky for long; together about a second on a phone. */
export const puzzleParts = 8

/** Bits that have to be nought in front of each part's digest: 2^14 tries on average. */
export const puzzleBits = 14

/** What a browser works on: 32 bytes in hexadecimal, known only with the form's token, which is ours, signed and good for one payment. */
export function puzzleOf(formToken: string): string {
  return hashToken(formToken).toString('hex')
}

/**
 * Whether a solution belongs to this form token: for each part a number of 32 bits, in base 36 and parted by dots, such that
 * SHA-256(puzzle ‖ part ‖ number), both as four bytes, begins with `puzzleBits` bits of nought. That the token is ours, and unused,
 * is `spendFormToken`'s matter.
 */
export function isSolved(formToken: string, solution: string): boolean {
  const puzzle = hashToken(formToken)
  const numbers = solution.split('.')
  return numbers.length === puzzleParts && numbers.every((number, part) => isPart(puzzle, part, number))
}

function isPart(puzzle: Buffer, part: number, typed: string): boolean {
  if (!/^[0-9a-z]{1,7}$/.test(typed)) return false
  const number = Number.parseInt(typed, 36)
  if (number > 0xffffffff) return false
  const tail = Buffer.alloc(8)
  tail.writeUInt32BE(part, 0)
  tail.writeUInt32BE(number, 4)
  return createHash('sha256').update(puzzle).update(tail).digest().readUInt32BE(0) >>> (32 - puzzleBits) === 0
}
