import type { Scope } from '../scope.ts'

/**
 * Handles all news of an organisation that nobody has heard yet, here and now, until there is none: for tests and for
 * telling the demo's story at a set time. A failing subscriber throws instead of being postponed.
 */
export async function drainEvents(scope: Scope): Promise<void> {
  while (await drainOnce(scope)) {
    // Handling news may publish news.
  }
}

async function drainOnce(scope: Scope): Promise<boolean> {
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, context } = transaction
    const waiting = await db
      .selectFrom('event_deliveries')
      .innerJoin('events', (join) =>
        join
          .onRef('events.organisation_id', '=', 'event_deliveries.organisation_id')
          .onRef('events.event_id', '=', 'event_deliveries.event_id'),
      )
      .where('event_deliveries.organisation_id', '=', organisationId)
      .where('handled_at', 'is', null)
      .select(['event_deliveries.event_id', 'subscriber', 'events.type', 'events.payload'])
      .orderBy('event_deliveries.event_id')
      .limit(200)
      .execute()
    for (const { event_id, subscriber, type, payload } of waiting) {
      const subscription = context.subscriptions.find((one) => one.type === type && one.subscriber === subscriber)
      await subscription?.handle(transaction, payload)
      await db
        .updateTable('event_deliveries')
        .set({ handled_at: now })
        .where('organisation_id', '=', organisationId)
        .where('event_id', '=', event_id)
        .where('subscriber', '=', subscriber)
        .execute()
    }
    return waiting.length > 0
  })
}
