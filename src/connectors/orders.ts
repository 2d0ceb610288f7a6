import { getCampaign } from '../campaigns/actions.ts'
import { recordGift } from '../gifts/record-gift.ts'
import { type AppliedRow, type CheckedRow, type Importer, importer } from '../imports/importer.ts'
import { createPerson } from '../people/persons.ts'
import type { Transaction } from '../platform/scope.ts'
import { closeExceptions, findException, openException } from './exceptions.ts'
import { currencyOf, type OrderObstacle, orderFields, type PlatformOrder, readOrder } from './order.ts'
import { campaignOf, giftOfOrder } from './store.ts'

/**
 * Brings in the orders of a giving platform: `create` makes a gift, `update` puts the order into the exception queue,
 * `unchanged` is known already. The same file twice is the same gifts.
 */
export const orderImporter: Importer = importer<PlatformOrder>({
  kind: 'orders',
  permission: 'gifts.import',
  fields: orderFields,
  read: (_transaction, cells) => readOrder(cells),
  key: ({ platform, orderNumber }) => `${platform}:${orderNumber}`,
  check: checkOrder,
  apply: applyOrder,
})

/** What `applyOrder` would do. */
export async function checkOrder(transaction: Transaction, order: PlatformOrder): Promise<CheckedRow> {
  const fate = await fateOf(transaction, order)
  if (fate.kind === 'known') return { verdict: 'unchanged', subjectId: fate.giftId }
  if (fate.kind === 'gift') return { verdict: 'create' }
  const queued = await findException(transaction, order, fate.reason)
  return queued?.isSame ? { verdict: 'unchanged', subjectId: queued.id } : { verdict: 'update' }
}

/** Makes a gift of an order, or an exception; never both, never twice. */
export async function applyOrder(transaction: Transaction, order: PlatformOrder): Promise<AppliedRow> {
  const fate = await fateOf(transaction, order)
  if (fate.kind === 'known') return { verdict: 'unchanged', subjectId: fate.giftId }
  if (fate.kind === 'gift') {
    const giftId = await bringIn(transaction, order, fate.campaignId)
    await closeExceptions(transaction, order, 'imported')
    return { verdict: 'create', subjectId: giftId }
  }
  const queued = await findException(transaction, order, fate.reason)
  if (queued?.isSame) return { verdict: 'unchanged', subjectId: queued.id }
  return { verdict: 'update', subjectId: await openException(transaction, order, fate.reason) }
}

type Fate =
  | { kind: 'known'; giftId: string }
  | { kind: 'gift'; campaignId: string }
  | { kind: 'exception'; reason: OrderObstacle }

async function fateOf(transaction: Transaction, order: PlatformOrder): Promise<Fate> {
  const known = await giftOfOrder(transaction, order)
  if (known && known.amountMinor !== BigInt(order.amountMinor)) return { kind: 'exception', reason: 'amount-changed' }
  if (!order.isPaid) return { kind: 'exception', reason: 'not-paid' }
  if (known) return { kind: 'known', giftId: known.giftId }
  const campaignId = await campaignOf(transaction, order)
  if (campaignId === undefined) return { kind: 'exception', reason: 'unknown-project' }
  const { currency } = await getCampaign(transaction, campaignId)
  return currency === currencyOf(order) ? { kind: 'gift', campaignId } : { kind: 'exception', reason: 'wrong-currency' }
}

/** The platform does not say who gave: each order has a person of its own, known by the end of its number. */
async function bringIn(transaction: Transaction, order: PlatformOrder, campaignId: string): Promise<string> {
  const { db, organisationId, now, context } = transaction
  const language = order.language ?? 'zh-Hans'
  const donorName = context.translator.in(language)('connectors:donor', { end: order.orderNumber.slice(-4) })
  const personId = await createPerson(transaction, {
    displayName: donorName,
    language,
    externalKey: `${order.platform}:${order.orderNumber}`,
  })
  const giftId = await recordGift(transaction, {
    personId,
    campaignId,
    amount: { minor: BigInt(order.amountMinor), currency: currencyOf(order) },
    receivedAt: new Date(order.paidAt),
    ...(order.day === undefined ? {} : { givenOn: order.day }),
    source: order.platform,
    orderNumber: order.orderNumber,
    donorName,
    isAnonymous: true,
    // The platform collected the money and answers for its receipt.
    receiptWish: 'none',
    language,
  })
  await db
    .insertInto('platform_orders')
    .values({
      organisation_id: organisationId,
      platform: order.platform,
      order_number: order.orderNumber,
      gift_id: giftId,
      cells: JSON.stringify(order),
      imported_at: now,
    })
    .execute()
  return giftId
}
