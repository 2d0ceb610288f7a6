import type { Message } from '../api/conversations.ts'

/** The colleague who has answered since a message was the newest; what oneself wrote elsewhere is known. */
export function answeredSince(
  messages: readonly Message[],
  seenMessageId: string | undefined,
  ownName: string,
): string | undefined {
  const seen = messages.findIndex(({ id }) => id === seenMessageId)
  if (seenMessageId === undefined || seen === -1) return undefined
  const answers = messages
    .slice(seen + 1)
    .filter(({ direction, authorKind }) => direction === 'out' && authorKind === 'member')
  return answers.findLast(({ authorName }) => authorName !== null && authorName !== ownName)?.authorName ?? undefined
}
