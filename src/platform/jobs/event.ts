import type { z } from 'zod'
import { newId } from '../ids.ts'
import { hintAfterCommit } from '../realtime.ts'
import type { Subscription, Transaction } from '../scope.ts'

export type { Subscription } from '../scope.ts'

import { eventPayload } from './event-payload.ts'
import { enqueue, job } from './job.ts'

/** A kind of news, past tense: `gift.received`. The payload holds ids, never content. */
export interface EventType<Payload> {
  readonly type: string
  readonly payload: z.ZodType<Payload>
}

/** Names a kind of news; declared in the noun file of the feature that publishes it. */
export function event<Payload>(type: string, payload: z.ZodType<Payload>): EventType<Payload> {
  return { type, payload }
}

/**
 * Subscribes to news under a name that never changes (`feedback.queue`): it is half of the key that makes handling happen once.
 * The handler joins the transaction that marks the news handled, so its writes happen exactly once; it must not use the network.
 */
export function on<Payload>(
  news: EventType<Payload>,
  subscriber: string,
  handle: (transaction: Transaction, payload: Payload) => Promise<void>,
): Subscription {
  return {
    type: news.type,
    subscriber,
    handle: (transaction, payload) => handle(transaction, news.payload.parse(payload)),
  }
}

/** Publishes news in the caller's transaction: nothing is heard unless it commits, and nothing that commits is lost. */
export async function publish<Payload>(
  transaction: Transaction,
  news: EventType<Payload>,
  payload: Payload,
): Promise<void> {
  const { db, organisationId, now, context } = transaction
  const eventId = newId(now)
  await db
    .insertInto('events')
    .values({
      organisation_id: organisationId,
      event_id: eventId,
      type: news.type,
      payload: JSON.stringify(payload),
      at: now,
    })
    .execute()
  hintAfterCommit(transaction, news.type)
  const subscribers = context.subscriptions.filter((subscription) => subscription.type === news.type)
  if (subscribers.length === 0) return
  await db
    .insertInto('event_deliveries')
    .values(
      subscribers.map(({ subscriber }) => ({
        organisation_id: organisationId,
        event_id: eventId,
        subscriber,
        next_attempt_at: now,
      })),
    )
    .execute()
  for (const { subscriber } of subscribers) await enqueue(transaction, deliverEvent, { eventId, subscriber })
}

/** The wake-up for one subscriber of one event. */
export const deliverEvent = job('events.deliver', eventPayload)
