import { createHash } from 'node:crypto'
import { puzzleBits, puzzleOf, puzzleParts } from './puzzle.ts'

/** What a patient browser makes of a form's puzzle. */
export function solve(formToken: string): string {
  const puzzle = Buffer.from(puzzleOf(formToken), 'hex')
  return Array.from({ length: puzzleParts }, (_, part) => solvePart(puzzle, part).toString(36)).join('.')
}

function solvePart(puzzle: Buffer, part: number): number {
  const tail = Buffer.alloc(8)
  tail.writeUInt32BE(part, 0)
  for (let number = 0; ; number += 1) {
    tail.writeUInt32BE(number, 4)
    const digest = createHash('sha256').update(puzzle).update(tail).digest()
    if (digest.readUInt32BE(0) >>> (32 - puzzleBits) === 0) return number
  }
}
