import { z } from 'zod'
import type { ChannelEvent } from '../channels/event.ts'
import type { OutboundMessage } from '../channels/message.ts'
import { cancelDeliveries, handToMember, pauseScript, sendMessage } from '../conversations/actions.ts'
import { feedbackWish, readWish, recordWish } from '../feedback/wishes.ts'
import { audit } from '../organisations/audit.ts'
import { recordConsent } from '../people/consents.ts'
import { writeChange } from '../people/persons.ts'
import { enqueue, job } from '../platform/jobs/job.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Effect, Said } from './effect.ts'
import type { Step } from './engine.ts'
import { render } from './render.ts'
import type { Talk } from './talk.ts'

/** The words of `script:stop` and `script:consent` a STOP or START was said to; raised when they change. */
export const stopTextVersion = 'script.stop-1'

/** The words of `script:reports` a rhythm was chosen by; raised when they change. */
const reportsTextVersion = 'script.reports-1'

/** Wakes a conversation whose wait is over. */
export const wakeJob = job('scripts.wake', z.object({ conversationId: z.uuid() }))

/**
 * Does what a turn led to, in the transaction that stores its session: preferences, hand-offs, waits, and last what is
 * said, as one message, so that the free reply to `event` carries all of it.
 */
export async function carryOut(
  transaction: Transaction,
  talk: Talk,
  { session, effects }: Step,
  event: ChannelEvent | undefined,
): Promise<void> {
  const said: Said[] = []
  for (const effect of effects) {
    if (effect.type === 'say') said.push(effect.message)
    else await act(transaction, talk, effect, event)
  }
  if (effects.some((effect) => effect.type === 'hand-off')) {
    await pauseScript(transaction, talk.conversationId, session.human ? new Date(session.human.until) : null)
  }
  if (said.length === 0) return
  await sendMessage(
    transaction,
    { conversationId: talk.conversationId },
    {
      content: together(transaction, said),
      purpose: 'service',
      author: { kind: 'script' },
      ...(event === undefined ? {} : { replyTo: event }),
    },
  )
}

function together({ context }: Transaction, said: readonly Said[]): OutboundMessage {
  const messages = said.map((message) => render(message, context.translator.in(message.language)))
  const withReplies = messages.findLast((message) => message.quickReplies.length > 0)
  return { blocks: messages.flatMap(({ blocks }) => blocks), quickReplies: withReplies?.quickReplies ?? [] }
}

async function act(
  transaction: Transaction,
  talk: Talk,
  effect: Effect,
  event: ChannelEvent | undefined,
): Promise<void> {
  const { conversationId } = talk
  const subject = { subjectKind: 'conversation', subjectId: conversationId }
  switch (effect.type) {
    case 'wait':
      return enqueue(transaction, wakeJob, { conversationId }, { key: conversationId, runAt: new Date(effect.until) })
    case 'hand-off': {
      const { reason, attachments } = effect
      await handToMember(transaction, conversationId, { author: 'script', code: reason })
      return audit(transaction, { action: 'scripts.hand-off', ...subject, after: { reason, attachments } })
    }
    case 'set-preference':
      return prefer(transaction, talk, effect, event)
    case 'record-incident': {
      const { code, node } = effect
      transaction.context.log.warn({ conversationId, code, node }, 'A script got stuck')
      return audit(transaction, { action: 'scripts.incident', ...subject, after: { code, node } })
    }
    case 'hush':
      await cancelDeliveries(transaction, { conversationId, authorKind: 'script' })
  }
}

async function prefer(
  transaction: Transaction,
  talk: Talk,
  { preference, value }: Effect & { type: 'set-preference' },
  event: ChannelEvent | undefined,
): Promise<void> {
  const { personId, language } = talk
  if (preference === 'language' && isLanguage(value)) return writeChange(transaction, personId, { language: value })
  if (preference === 'reports') return wishReports(transaction, talk, value, event)
  if (preference !== 'subscription') return
  const granted = value === 'resumed'
  for (const purpose of ['feedback', 'appeals'] as const) {
    await recordConsent(transaction, {
      personId,
      purpose,
      channel: 'all',
      granted,
      source: granted ? 'start_word' : 'stop_word',
      sourceId: event?.dedupeKey,
      textVersion: stopTextVersion,
      language,
    })
  }
}

/** How often somebody hears what their gifts did. Of what they hear stays as it is. */
async function wishReports(
  transaction: Transaction,
  { personId, language }: Talk,
  value: string,
  event: ChannelEvent | undefined,
): Promise<void> {
  const { content } = await readWish(transaction, personId)
  const wish = feedbackWish.parse({ rhythm: value, content })
  const said = { source: 'keyword', sourceId: event?.dedupeKey, textVersion: reportsTextVersion, language } as const
  await recordWish(transaction, personId, wish, said)
}
