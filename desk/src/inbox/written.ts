import type { Reply } from '../api/conversations.ts'
import type { Piece } from '../api/pieces.ts'

/** All that stands in a message before it is sent. */
export interface Written {
  readonly text: string
  readonly pieces: readonly Piece[]
  /** Suggestions the person can answer by. */
  readonly answers: readonly string[]
}

export const nothing: Written = { text: '', pieces: [], answers: [] }

/** Whether there is nothing to send: suggestions alone need something to hang under. */
export function isEmpty({ text, pieces }: Written): boolean {
  return text.trim() === '' && pieces.length === 0
}

/** As the server takes it. */
export function asReply({ text, pieces, answers }: Written): Omit<Reply, 'clientKey'> {
  return {
    text: text.trim() || undefined,
    blocks: pieces.length > 0 ? pieces : undefined,
    quickReplies: answers.length > 0 ? answers.map((label) => ({ label })) : undefined,
  }
}

/** What a piece is called where only its name is shown. */
export function nameOf(piece: Piece): string {
  if (piece.type === 'file') return piece.description
  return piece.type === 'sticker' ? piece.words : piece.title
}

/** Reads back what was kept on this device; what it cannot read is nothing. */
export function writtenIn(kept: object): Written {
  const text = 'text' in kept ? String(kept.text) : ''
  const answers = 'answers' in kept && Array.isArray(kept.answers) ? kept.answers.map(String) : []
  const pieces = 'pieces' in kept && Array.isArray(kept.pieces) ? kept.pieces.filter(isPiece) : []
  return { text, pieces, answers }
}

function isPiece(one: unknown): one is Piece {
  const types: readonly unknown[] = ['file', 'location', 'sticker', 'card']
  return typeof one === 'object' && one !== null && 'type' in one && types.includes(one.type)
}
