import { orderedId } from '../../platform/ids.ts'
import type { Transaction } from '../../platform/scope.ts'
import { sendMessage } from '../actions.ts'
import type { Sending, Sent, SkipReason } from '../conversation.ts'
import { wakeSender } from '../wake.ts'
import { type Letter, writeLetters } from './letters.ts'
import { takeReplyToken } from './outbox.ts'
import { routesTo } from './route.ts'
import type { Fit } from './route-choice.ts'
import { wordsFor } from './typed-ways.ts'

/** A message of many: nobody asked for it, and it leaves when its turn comes. */
export interface ManySending extends Pick<Sending, 'content' | 'author' | 'source'> {
  personId: string
  purpose: Exclude<Sending['purpose'], 'service'>
  /** Settled before: the second of this name fails, and with it the transaction. */
  deliveryId: string
}

/** `sendMessage` to many people in a handful of statements and without a promise for each; answers in their order. */
export async function sendToMany(transaction: Transaction, sendings: readonly ManySending[]): Promise<Sent[]> {
  if (sendings.length === 0) return []
  const routeOf = await routesTo(transaction, sendings)
  const letters: Letter[] = []
  const written = sendings.map((sending) => {
    const planned = routeOf(sending)
    if (planned.kind === 'none') return planned.reason === 'quota' ? sending : skipped(planned.reason)
    const content = wordsFor(transaction, planned.way, sending.content)
    const letter = letterOf(transaction, { ...sending, content }, planned)
    letters.push(letter)
    const { deliveryId, messageId, conversationId } = letter
    return { outcome: 'queued', deliveryId, messageId, conversationId } as const
  })
  await writeLetters(transaction, letters)
  for (const account of new Set(letters.map(({ channelAccountId }) => channelAccountId)))
    await wakeSender(transaction, account, transaction.context.clock.now())
  // Whoever has to wait until a plan is renewed is written to where they wrote last.
  return Promise.all(
    written.map((one) => ('outcome' in one ? one : sendMessage(transaction, { personId: one.personId }, one))),
  )
}

function skipped(reason: SkipReason): Sent {
  return { outcome: 'skipped', reason }
}

function letterOf(
  transaction: Transaction,
  sending: ManySending,
  { by, others, way }: Fit & { others: number },
): Letter {
  const { now } = transaction
  const { conversationId, channelAccountId, replyToken: token, replyTokenExpiresAt } = way
  const free = by === 'reply' && token && replyTokenExpiresAt && { token, expiresAt: replyTokenExpiresAt.getTime() }
  return {
    ...{ messageId: orderedId(now), deliveryId: sending.deliveryId, conversationId, channelAccountId, sending },
    ...{ priority: 1, leavesNow: false, followsPerson: true },
    replyToken: takeReplyToken(transaction, free || undefined),
    route: { by, why: others > 0 ? 'cheapest' : 'only_way', others },
  }
}
