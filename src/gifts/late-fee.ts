import type { PaymentEvent } from '../payments/event.ts'
import { publish } from '../platform/jobs/event.ts'
import type { Transaction } from '../platform/scope.ts'
import { localDay } from './day.ts'
import { feeWithin, postFee } from './fee.ts'
import { giftFeeTold } from './gift.ts'
import { cashAccount } from './ledger.ts'
import type { StoredAccount } from './payment-account.ts'

/**
 * Books a fee that a provider tells only after it told of the money, on the day it is told; the first one told holds, a second is
 * not booked. An event without a fee, of another payment or of no gift of ours changes nothing.
 */
export async function bookLateFee(
  transaction: Transaction,
  account: StoredAccount,
  event: PaymentEvent,
): Promise<void> {
  if (event.simulated || !event.feeMinor || event.feeMinor < 0n) return
  if (event.type !== 'paid' && event.type !== 'settled') return
  const gift = await lockGiftOf(transaction, account, event)
  if (!gift || gift.fee_minor > 0n || gift.currency !== (event.amount?.currency ?? gift.currency)) return
  const { db, organisationId } = transaction
  const fee = {
    minor: feeWithin({ minor: gift.amount_minor, currency: gift.currency }, event.feeMinor),
    currency: gift.currency,
  }
  await db
    .updateTable('gifts')
    .set({ fee_minor: fee.minor })
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', gift.gift_id)
    .execute()
  await postFee(transaction, {
    giftId: gift.gift_id,
    cash: cashAccount(account.paymentAccountId, account.kind),
    fee,
    effectiveOn: await localDay(transaction, transaction.now),
  })
  await publish(transaction, giftFeeTold, { giftId: gift.gift_id })
}

function lockGiftOf({ db, organisationId }: Transaction, account: StoredAccount, event: PaymentEvent) {
  return db
    .selectFrom('gifts as g')
    .innerJoin('gift_intents as i', (join) =>
      join.onRef('i.organisation_id', '=', 'g.organisation_id').onRef('i.gift_intent_id', '=', 'g.gift_intent_id'),
    )
    .where('g.organisation_id', '=', organisationId)
    .where('i.payment_account_id', '=', account.paymentAccountId)
    .where('i.reference', '=', event.reference)
    .where((where) =>
      where.or([
        where('i.provider_reference', 'is', null),
        where('i.provider_reference', '=', event.providerReference),
      ]),
    )
    .select(['g.gift_id', 'g.amount_minor', 'g.fee_minor', 'g.currency'])
    .forUpdate('g')
    .executeTakeFirst()
}
