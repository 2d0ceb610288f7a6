import { useState } from 'react'
import { type Draft, Drafts } from './draft.ts'
import type { Outgoing } from './outbox.ts'
import { isEmpty, nothing, type Written } from './written.ts'

export type Mode = 'reply' | 'note'

const drafts = new Drafts(localStorage, () => crypto.randomUUID())

/** What is being written in a conversation, for the person and as a note. Kept on this device until it was handed over. */
export function useWriting(
  conversationId: string,
  { mode, newest, onSend }: { mode: Mode; newest: string | undefined; onSend: (outgoing: Outgoing) => void },
) {
  const nameOf = (into: Mode) => `${into}.${conversationId}`
  const [kept, setKept] = useState<Partial<Record<Mode, Draft>>>({})
  const draft = kept[mode] ?? drafts.read(nameOf(mode))
  const write = (into: Mode, change: Partial<Written>) => {
    const after = drafts.write(nameOf(into), change, newest)
    setKept((before) => ({ ...before, [into]: after }))
  }
  const send = () => {
    if (isEmpty(draft)) return
    const { clientKey, text, pieces, answers, seenMessageId } = drafts.read(nameOf(mode))
    // The outbox keeps it from here on: the next words are another message.
    const more = mode === 'reply' ? { pieces, answers, seenMessageId } : {}
    onSend({ clientKey, mode, text: text.trim(), at: new Date().toISOString(), ...more })
    write(mode, nothing)
  }
  return { draft, write, send }
}
