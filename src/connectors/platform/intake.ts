import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { textMessage } from '../../channels/message.ts'
import { cancelDeliveries, sendMessage } from '../../conversations/actions.ts'
import { Failure } from '../../platform/errors.ts'
import { isLanguage } from '../../platform/languages.ts'
import { formatMoney } from '../../platform/money.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import type { Outcome } from '../connector.ts'
import type { FeedbackOnWire } from '../rest/wire.ts'

/** What a partner is told of one report. */
export interface Told {
  id: string
  outcome: Outcome
  reason: string | null
}

/**
 * Takes reports of a partner and hands each to the donor of its order, in their chat, where they agreed to hear of their gifts.
 * The same report again is not told again: it answers what has become of it. A partner learns whether, never whom, where, or
 * why not. Fails with `connectors.feedback-differs` when an id comes back with other words.
 */
export async function takeFeedback(scope: Scope, partnerId: string, items: readonly FeedbackOnWire[]): Promise<Told[]> {
  await scope.transaction(async (transaction) => {
    await takeTurns(transaction, partnerId, items)
    for (const item of items) await takeOne(transaction, partnerId, item)
  })
  return scope.transaction((transaction) => readTold(transaction, partnerId, items))
}

/**
 * Stops what of a partner's reports has not left for a chat: they may not be told any more. Answers what became of each that
 * we know of; what had left stays `told`.
 */
export async function withdrawFeedback(scope: Scope, partnerId: string, ids: readonly string[]): Promise<Told[]> {
  return scope.transaction(async (transaction) => {
    const { rows } = await sql<{ deliveryId: string }>`
      select delivery_id as "deliveryId" from partner_feedback
      where organisation_id = ${transaction.organisationId} and partner_account_id = ${partnerId}
        and feedback_id = any(${[...ids]}::uuid[]) and delivery_id is not null`.execute(transaction.db)
    if (rows.length > 0) await cancelDeliveries(transaction, { deliveryIds: rows.map(({ deliveryId }) => deliveryId) })
    return readTold(
      transaction,
      partnerId,
      ids.map((id) => ({ id })),
    )
  })
}

interface Kept {
  outcome: 'queued' | 'not_told' | 'unknown_order' | 'refused'
  reason: string | null
  /** Why the donor is not told; stays here. */
  obstacle: string | null
  deliveryId: string | null
}

/** Two who hand in the same report at once, or one and what puts it right: the second waits here for the first. */
async function takeTurns(
  { db }: Transaction,
  partnerId: string,
  items: readonly Pick<FeedbackOnWire, 'id' | 'corrects'>[],
): Promise<void> {
  const names = items.flatMap(({ id, corrects = id }) => [`${partnerId}:${id}`, `${partnerId}:${corrects}`])
  await sql`
    select pg_advisory_xact_lock(lock) from (
      select distinct hashtextextended(name, 0) as lock from unnest(${names}::text[]) as name order by lock
    ) as ordered`.execute(db)
}

async function takeOne(transaction: Transaction, partnerId: string, item: FeedbackOnWire): Promise<void> {
  const { db, organisationId, now } = transaction
  const contentHash = createHash('sha256')
    .update(JSON.stringify(Object.entries(item).toSorted()))
    .digest()
  const known = await db
    .selectFrom('partner_feedback')
    .where('organisation_id', '=', organisationId)
    .where('partner_account_id', '=', partnerId)
    .where('feedback_id', '=', item.id)
    .select('content_hash')
    .executeTakeFirst()
  if (known && !contentHash.equals(known.content_hash)) {
    throw new Failure('connectors.feedback-differs', { id: item.id }, { kind: 'conflict' })
  }
  if (known) return
  const { outcome, reason, obstacle, deliveryId } = await tell(transaction, partnerId, item)
  await db
    .insertInto('partner_feedback')
    .values({
      organisation_id: organisationId,
      partner_account_id: partnerId,
      feedback_id: item.id,
      order_number: item.orderNumber,
      ...{ outcome, reason, obstacle, delivery_id: deliveryId, corrects_id: item.corrects ?? null },
      content_hash: contentHash,
      received_at: now,
    })
    .execute()
}

async function tell(transaction: Transaction, partnerId: string, item: FeedbackOnWire): Promise<Kept> {
  const order = await readOrder(transaction, partnerId, item.orderNumber)
  const kept = { reason: null, obstacle: null, deliveryId: null }
  if (order === undefined) return { ...kept, outcome: 'unknown_order' }
  if (order.state !== 'paid') return { ...kept, outcome: 'refused', reason: 'refunded' }
  if (item.currency !== order.currency || BigInt(item.amountMinor) > order.amountMinor) {
    return { ...kept, outcome: 'refused', reason: 'amount' }
  }
  // What a stranger writes goes out under our name: it carries no door to elsewhere.
  if (/https?:|www\.|:\/\//i.test(item.text)) return { ...kept, outcome: 'refused', reason: 'link' }
  if (await isCorrected(transaction, partnerId, item.id)) return { ...kept, outcome: 'not_told', obstacle: 'corrected' }
  const firstToldAt = await stopFirst(transaction, partnerId, item)
  const sent = await sendMessage(
    transaction,
    { personId: order.personId },
    {
      content: textMessage(wordsOf(transaction, { order, item, firstToldAt })),
      purpose: 'feedback',
      author: { kind: 'system' },
      onceKey: `partner:${partnerId}:${item.id}`,
      source: { kind: 'partner_feedback', id: item.id },
    },
  )
  return sent.outcome === 'queued'
    ? { ...kept, outcome: 'queued', deliveryId: sent.deliveryId }
    : { ...kept, outcome: 'not_told', obstacle: sent.reason }
}

/** Whether what puts this very report right came before it: then it is not told. */
async function isCorrected({ db, organisationId }: Transaction, partnerId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from partner_feedback where organisation_id = ${organisationId} and partner_account_id = ${partnerId}
      and corrects_id = ${id} and outcome in ('queued', 'not_told') limit 1`.execute(db)
  return rows.length > 0
}

/** Stops what a correction puts right, where it has not left; answers when it was told, and null where it was not and will not be. */
async function stopFirst(transaction: Transaction, partnerId: string, item: FeedbackOnWire): Promise<Date | null> {
  const { db, organisationId } = transaction
  if (item.corrects === undefined) return null
  const first = sql`from partner_feedback f
    join deliveries d on d.organisation_id = f.organisation_id and d.delivery_id = f.delivery_id
    where f.organisation_id = ${organisationId} and f.partner_account_id = ${partnerId}
      and f.feedback_id = ${item.corrects} and f.order_number = ${item.orderNumber}`
  const { rows: known } = await sql<{ id: string }>`select d.delivery_id as id ${first}`.execute(db)
  if (known.length > 0) await cancelDeliveries(transaction, { deliveryIds: known.map(({ id }) => id) })
  const { rows } = await sql<{ at: Date }>`
    select coalesce(d.sent_at, f.received_at) as at ${first}
      and d.state not in ('cancelled', 'failed', 'skipped')`.execute(db)
  return rows[0]?.at ?? null
}

interface Order {
  personId: string
  state: string
  amountMinor: bigint
  currency: string
  language: string
  partnerName: string
  timeZone: string
}

async function readOrder(
  { db, organisationId }: Transaction,
  partnerId: string,
  orderNumber: string,
): Promise<Order | undefined> {
  const { rows } = await sql<Order>`
    select g.person_id as "personId", case when g.refunded_minor = g.amount_minor then 'refunded' else o.state end as state,
      g.amount_minor as "amountMinor", g.currency, p.language, a.name as "partnerName", h.time_zone as "timeZone"
    from partner_orders o
    join partner_accounts a on a.organisation_id = o.organisation_id and a.partner_account_id = o.partner_account_id
    join gifts g on g.organisation_id = o.organisation_id and g.gift_id = o.gift_id
    join persons p on p.organisation_id = g.organisation_id and p.person_id = g.person_id
    join organisations h on h.organisation_id = o.organisation_id
    where o.organisation_id = ${organisationId} and o.partner_account_id = ${partnerId}
      and o.order_number = ${orderNumber}`.execute(db)
  return rows[0]
}

/** Ours around theirs, in the language the report is in: who speaks, of which gift, what is put right, and how to hear no more of it. */
function wordsOf(
  { context }: Transaction,
  { order, item, firstToldAt }: { order: Order; item: FeedbackOnWire; firstToldAt: Date | null },
): string {
  const language = isLanguage(item.language) ? item.language : 'en'
  const t = context.translator.in(language)
  const share = formatMoney({ minor: BigInt(item.amountMinor), currency: item.currency }, language)
  const facts = { partner: order.partnerName, pseudonym: item.pseudonym, share, order: item.orderNumber }
  const date = firstToldAt
    ? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: order.timeZone }).format(firstToldAt)
    : undefined
  return [
    date === undefined ? t('connectors:told.lead', facts) : t('connectors:told.corrected', { ...facts, date }),
    item.text,
    t('connectors:told.share', facts),
    t('script:feedback.stop'),
  ].join('\n\n')
}

async function readTold(
  { db, organisationId }: Transaction,
  partnerId: string,
  items: readonly Pick<FeedbackOnWire, 'id'>[],
): Promise<Told[]> {
  const { rows } = await sql<{ id: string; outcome: string; reason: string | null; state: string | null }>`
    select f.feedback_id as id, f.outcome, f.reason, d.state from partner_feedback f
    left join deliveries d on d.organisation_id = f.organisation_id and d.delivery_id = f.delivery_id
    where f.organisation_id = ${organisationId} and f.partner_account_id = ${partnerId}
      and f.feedback_id = any(${items.map(({ id }) => id)}::uuid[])`.execute(db)
  return rows.map(({ id, outcome, reason, state }) => ({ id, outcome: outcomeOf(outcome, state), reason }))
}

function outcomeOf(kept: string, delivery: string | null): Outcome {
  if (kept === 'unknown_order' || kept === 'refused') return kept
  if (kept === 'not_told' || ['failed', 'skipped', 'cancelled'].includes(delivery ?? '')) return 'not_told'
  return ['sent', 'delivered', 'read', 'unknown'].includes(delivery ?? '') ? 'told' : 'taken'
}
