import type { TimelineSource } from '../people/timeline.ts'

/** A person's gifts, refunds and receipts, for their story. */
export const giftTimeline: readonly TimelineSource[] = [
  async ({ db, organisationId }, personId, { until, limit }) => {
    const rows = await db
      .selectFrom('gifts')
      .where('organisation_id', '=', organisationId)
      .where('person_id', '=', personId)
      .where('received_at', '<=', until)
      .select(['gift_id', 'received_at', 'amount_minor', 'currency', 'source'])
      .orderBy('received_at', 'desc')
      .orderBy('gift_id', 'desc')
      .limit(limit)
      .execute()
    return rows.map(({ gift_id, received_at, amount_minor, currency, source }) => ({
      id: gift_id,
      at: received_at,
      kind: 'gift.received',
      facts: { minor: amount_minor.toString(), currency, source },
      subject: { kind: 'gift', id: gift_id },
    }))
  },
  async ({ db, organisationId }, personId, { until, limit }) => {
    const rows = await db
      .selectFrom('refunds')
      .innerJoin('gifts', (join) =>
        join
          .onRef('gifts.organisation_id', '=', 'refunds.organisation_id')
          .onRef('gifts.gift_id', '=', 'refunds.gift_id'),
      )
      .where('refunds.organisation_id', '=', organisationId)
      .where('gifts.person_id', '=', personId)
      .where('refunds.state', '=', 'done')
      .where('decided_at', '<=', until)
      .select(['refund_id', 'decided_at', 'refunds.amount_minor', 'currency', 'refunds.gift_id'])
      .orderBy('decided_at', 'desc')
      .orderBy('refund_id', 'desc')
      .limit(limit)
      .execute()
    return rows.map(({ refund_id, decided_at, amount_minor, currency, gift_id }) => ({
      id: refund_id,
      at: decided_at ?? until,
      kind: 'gift.refunded',
      facts: { minor: amount_minor.toString(), currency },
      subject: { kind: 'gift', id: gift_id },
    }))
  },
]
