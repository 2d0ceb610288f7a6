import { sql } from 'kysely'
import { describeError } from '../log.ts'
import type { Scope } from '../scope.ts'
import { deliverEvent } from './event.ts'
import { enqueue, handle, type Sweep } from './job.ts'

/** Hands news to a subscriber: its writes and the mark "handled" commit together. A failure waits longer each time, up to an hour. */
export const deliverEvents = handle(deliverEvent, (scope, { eventId, subscriber }) =>
  deliver(scope, eventId, subscriber),
)

async function deliver(scope: Scope, eventId: string, subscriber: string): Promise<void> {
  try {
    await scope.transaction(async (transaction) => {
      const { db, organisationId, now, context } = transaction
      const waiting = await db
        .selectFrom('event_deliveries')
        .innerJoin('events', (join) =>
          join
            .onRef('events.organisation_id', '=', 'event_deliveries.organisation_id')
            .onRef('events.event_id', '=', 'event_deliveries.event_id'),
        )
        .where('event_deliveries.organisation_id', '=', organisationId)
        .where('event_deliveries.event_id', '=', eventId)
        .where('event_deliveries.subscriber', '=', subscriber)
        .where('handled_at', 'is', null)
        .select(['events.type', 'events.payload'])
        .forUpdate('event_deliveries')
        .skipLocked()
        .executeTakeFirst()
      if (!waiting) return
      const subscription = context.subscriptions.find(
        (one) => one.type === waiting.type && one.subscriber === subscriber,
      )
      await subscription?.handle(transaction, waiting.payload)
      await db
        .updateTable('event_deliveries')
        .set({ handled_at: now })
        .where('organisation_id', '=', organisationId)
        .where('event_id', '=', eventId)
        .where('subscriber', '=', subscriber)
        .execute()
    })
  } catch (error) {
    await postpone(scope, eventId, subscriber, error)
  }
}

async function postpone(scope: Scope, eventId: string, subscriber: string, error: unknown): Promise<void> {
  scope.context.log.error(
    { eventId, subscriber, ...describeError(error) },
    'A subscriber failed; it will be tried again',
  )
  await scope.transaction(async ({ db, organisationId, now }) => {
    await db
      .updateTable('event_deliveries')
      .set({
        attempts: sql<number>`attempts + 1`,
        failure: JSON.stringify(describeError(error)),
        next_attempt_at: sql<Date>`${now}::timestamptz + least(power(2, attempts) * interval '5 seconds', interval '1 hour')`,
      })
      .where('organisation_id', '=', organisationId)
      .where('event_id', '=', eventId)
      .where('subscriber', '=', subscriber)
      .execute()
  })
}

/** Finds news nobody was woken for: after a crash, after a failure. */
export const sweepEvents: Sweep = {
  name: 'events',
  everySeconds: 10,
  run: (scope) =>
    scope.transaction(async (transaction) => {
      const { db, organisationId, now } = transaction
      const overdue = await db
        .selectFrom('event_deliveries')
        .where('organisation_id', '=', organisationId)
        .where('handled_at', 'is', null)
        .where('next_attempt_at', '<=', new Date(now.getTime() - 5_000))
        .select(['event_id', 'subscriber'])
        .orderBy('next_attempt_at')
        .limit(500)
        .execute()
      for (const { event_id, subscriber } of overdue) {
        await enqueue(
          transaction,
          deliverEvent,
          { eventId: event_id, subscriber },
          { key: `${event_id}:${subscriber}` },
        )
      }
    }),
}
