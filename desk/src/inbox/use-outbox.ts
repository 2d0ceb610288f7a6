import { useCallback, useMemo, useState } from 'react'
import type { ProblemDetails } from '../api/client.ts'
import { type Reply, reply, writeNote } from '../api/conversations.ts'
import { problemOf } from '../api/problem.ts'
import { Outbox, type Outgoing } from './outbox.ts'
import { asReply, nothing } from './written.ts'

/** An outgoing message as the thread shows it: on its way, or with the reason why it is not. */
export interface Leaving extends Outgoing {
  /** Nothing while it travels. Without details: nobody knows, because the page was closed meanwhile. */
  problem?: ProblemDetails | 'left' | undefined
  /** The server has it; it is shown until the thread, read again, holds the message itself. */
  messageId?: string
}

/** What is on its way out of a conversation. A message shows at once, and stays with its reason when it could not be sent. */
export function useOutbox(conversationId: string) {
  const outbox = useMemo(() => new Outbox(localStorage, conversationId), [conversationId])
  const [leaving, setLeaving] = useState<Leaving[]>(() => outbox.list().map((one) => ({ ...one, problem: 'left' })))
  const forget = useCallback(
    (clientKey: string) => {
      outbox.remove(clientKey)
      setLeaving((all) => all.filter((one) => one.clientKey !== clientKey))
    },
    [outbox],
  )
  const send = async ({ problem: _, messageId: _sent, ...outgoing }: Leaving) => {
    const { clientKey, mode, text } = outgoing
    outbox.add(outgoing)
    setLeaving((all) => [...all.filter((one) => one.clientKey !== clientKey), outgoing])
    try {
      const messageId = await (mode === 'note'
        ? writeNote(conversationId, text, clientKey)
        : reply(conversationId, bodyOf(outgoing)))
      if (messageId === null) return forget(clientKey)
      outbox.remove(clientKey)
      setLeaving((all) => all.map((one) => (one.clientKey === clientKey ? { ...one, messageId } : one)))
    } catch (error) {
      const problem = await problemOf(error)
      setLeaving((all) => all.map((one) => (one.clientKey === clientKey ? { ...one, problem } : one)))
    }
  }
  return { leaving, send, forget }
}

function bodyOf({ clientKey, text, pieces = [], answers = [], template, seenMessageId }: Outgoing): Reply {
  const said = template ? asReply(nothing) : asReply({ text, pieces, answers })
  return { ...said, template, clientKey, seenMessageId }
}
