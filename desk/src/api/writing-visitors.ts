import { useSyncExternalStore } from 'react'

/** A visitor tells it again every five seconds while they write. */
const shownMilliseconds = 7_000

const until = new Map<string, number>()
const heard = new Set<() => void>()

function changed(): void {
  for (const tell of heard) tell()
}

/** A visitor of the web chat writes in this conversation, for now. */
export function hearWriting(conversationId: string): void {
  clearTimeout(until.get(conversationId))
  until.set(
    conversationId,
    window.setTimeout(() => stopWriting(conversationId), shownMilliseconds),
  )
  changed()
}

/** They have sent it, or stopped. */
export function stopWriting(conversationId: string): void {
  clearTimeout(until.get(conversationId))
  if (until.delete(conversationId)) changed()
}

/** Whether the visitor of a conversation is writing at this moment. */
export function useIsWriting(conversationId: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      heard.add(tell)
      return () => heard.delete(tell)
    },
    () => until.has(conversationId),
  )
}
