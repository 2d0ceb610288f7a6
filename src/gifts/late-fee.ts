import type { PaymentEvent } from '../payments/event.ts'
import { newId } from '../platform/ids.ts'
import { publish } from '../platform/jobs/event.ts'
import type { Transaction } from '../platform/scope.ts'
import { localDay } from './day.ts'
import { feeWithin, postFee } from './fee.ts'
import { giftFeeTold } from './gift.ts'
import { cashAccount } from './ledger.ts'
import { otherOfPayment } from './overflow.ts'
import type { StoredAccount } from './payment-account.ts'
import { readGift } from './store.ts'

/**
 * Books a fee that a provider tells only after it told of the money, on the day it is told; the first one told holds, another is
 * kept as a difference. An event without a fee, of another payment or of no gift of ours changes nothing.
 */
export async function bookLateFee(
  transaction: Transaction,
  account: StoredAccount,
  event: PaymentEvent,
): Promise<void> {
  if (event.simulated || !event.feeMinor || event.feeMinor < 0n) return
  if (event.type !== 'paid' && event.type !== 'settled') return
  const gift = await lockGiftOf(transaction, account, event)
  if (!gift || gift.currency !== (event.amount?.currency ?? gift.currency)) return
  await tellFee(transaction, gift.gift_id, event.feeMinor, 'provider')
}

/** Who tells of a fee: the provider while it speaks of the payment, or the file of what it paid out. */
export type FeeTeller = 'provider' | 'payout'

/**
 * Books the fee of a payment where none is booked yet, over both gifts where a cap parted it. Another fee than the one that is
 * booked is not booked: it is kept, and the check of the books shows it as a difference until the figures agree.
 */
export async function tellFee(
  transaction: Transaction,
  giftId: string,
  feeMinor: bigint,
  toldBy: FeeTeller,
): Promise<void> {
  const gift = await readGift(transaction, giftId)
  const other = await otherOfPayment(transaction, giftId)
  const whole = { minor: gift.amount_minor + (other?.amountMinor ?? 0n), currency: gift.currency }
  const fee = feeWithin(whole, feeMinor)
  const known = gift.fee_minor + (other?.feeMinor ?? 0n)
  if (fee === known) return
  if (known > 0n) return keepOtherFee(transaction, giftId, fee, toldBy)
  const mine = (fee * gift.amount_minor) / whole.minor
  const journalId = newId(transaction.now)
  await bookFee(transaction, giftId, mine, journalId)
  if (other) await bookFee(transaction, other.giftId, fee - mine, journalId)
}

async function bookFee(transaction: Transaction, giftId: string, minor: bigint, journalId: string): Promise<void> {
  if (minor <= 0n) return
  const { db, organisationId } = transaction
  const gift = await db
    .updateTable('gifts')
    .set({ fee_minor: minor })
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', giftId)
    .returning(['payment_account_id', 'source', 'currency'])
    .executeTakeFirstOrThrow()
  await postFee(transaction, {
    giftId,
    cash: cashAccount(gift.payment_account_id, gift.source),
    fee: { minor, currency: gift.currency },
    effectiveOn: await localDay(transaction, transaction.now),
    journalId,
  })
  await publish(transaction, giftFeeTold, { giftId })
}

/** The newest word of each teller. */
async function keepOtherFee(
  { db, organisationId, now }: Transaction,
  giftId: string,
  feeMinor: bigint,
  toldBy: FeeTeller,
): Promise<void> {
  const told = { fee_minor: feeMinor, told_at: now }
  await db
    .insertInto('other_fees')
    .values({ organisation_id: organisationId, gift_id: giftId, told_by: toldBy, ...told })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'gift_id', 'told_by']).doUpdateSet(told))
    .execute()
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
    .select(['g.gift_id', 'g.currency'])
    .forUpdate('g')
    .executeTakeFirst()
}
