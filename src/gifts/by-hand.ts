import { z } from 'zod'
import { getCampaign } from '../campaigns/actions.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { confirmTransfer as transferEvent } from '../payments/manual/confirm.ts'
import { findDonor } from '../people/matches.ts'
import { normaliseEmail, normalisePhone } from '../people/person.ts'
import { createPerson } from '../people/persons.ts'
import { isCurrency } from '../platform/currencies.ts'
import { Failure } from '../platform/errors.ts'
import { languages } from '../platform/languages.ts'
import type { Money } from '../platform/money.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { takeBackQuestioned } from './bank-line.ts'
import { momentOf } from './day.ts'
import { type NewGift, receiptWishes } from './gift.ts'
import { getIntent } from './intent.ts'
import { openPaymentAccount } from './payment-account.ts'
import { publicNames, storedPublicName } from './public-name.ts'
import { recordGift } from './record-gift.ts'
import { type Settled, settle } from './settle.ts'

/** What finance read on the bank statement. */
export interface SeenTransfer {
  readonly amountMinor: bigint
  /** `YYYY-MM-DD` */
  readonly receivedOn: string
  /** The bank's own number of the line; without one, the same day is the same line. */
  readonly bankReference?: string | undefined
}

/**
 * Confirms that an announced transfer arrived. Another amount than announced books nothing and is answered as `quarantined`: a
 * person decides in the queue, or confirms the same line again with the right amount, which takes the former words back. A line
 * that was booked is `known` for ever. Fails with `gifts.unknown-intent`, `gifts.not-by-hand`, `gifts.day-to-come`,
 * `gifts.transfer-in-question`.
 */
export async function confirmTransfer(scope: Scope, giftIntentId: string, seen: SeenTransfer): Promise<Settled> {
  permit(scope, 'gifts.confirm')
  return scope.transaction(async (transaction) => {
    const intent = await getIntent(transaction, giftIntentId)
    const account = await openPaymentAccount(transaction, intent.payment_account_id)
    if (account.kind !== 'manual') throw new Failure('gifts.not-by-hand', {}, { kind: 'conflict' })
    const event = transferEvent({
      reference: intent.reference,
      amount: { minor: seen.amountMinor, currency: intent.currency },
      bookedAt: await momentOf(transaction, seen.receivedOn, 'receivedOn'),
      bookedOn: seen.receivedOn,
      bankReference: seen.bankReference,
    })
    const corrected = await takeBackQuestioned(transaction, account.paymentAccountId, event)
    const settled = await settle(transaction, account, event)
    const after = { ...seen, result: settled.result, ...(corrected === undefined ? {} : { corrected }) }
    const subject = { subjectKind: 'gift_intent', subjectId: giftIntentId }
    await audit(transaction, { action: 'gifts.confirm', ...subject, after })
    return settled
  })
}

/** A gift that came without the form: cash in a box, a postal order, a transfer nobody announced. */
export const manualGift = z.strictObject({
  campaignId: z.uuid(),
  /** An existing person; else `donorName` with `email` or `phone` finds or makes one. */
  personId: z.uuid().optional(),
  donorName: z.string().trim().min(1).max(80),
  email: z.string().optional(),
  phone: z.string().optional(),
  amountMinor: z.bigint().positive(),
  currency: z.string().refine(isCurrency),
  givenOn: z.iso.date(),
  /** Nobody stands in the public list by name who was not asked. */
  isAnonymous: z.boolean().default(true),
  /** How it stands in the public list; absent: by `isAnonymous`. */
  publicName: z.enum(publicNames).optional(),
  receiptWish: z.enum(receiptWishes).default('none'),
  receiptName: z.string().trim().max(80).optional(),
  taxIdentifier: z.string().optional(),
  language: z.enum(languages),
})
export type ManualGift = z.input<typeof manualGift>

/** Records a gift a member saw with their own eyes. Fails with `gifts.other-currency`, `gifts.day-to-come`. */
export async function recordManualGift(scope: Scope, typed: ManualGift): Promise<string> {
  permit(scope, 'gifts.confirm')
  const gift = manualGift.parse(typed)
  return scope.transaction(async (transaction) => {
    const { country, currency } = await getCampaign(transaction, gift.campaignId)
    if (currency !== gift.currency) throw new Failure('gifts.other-currency', { currency }, { field: 'currency' })
    const known = {
      name: gift.donorName,
      email: gift.email === undefined ? undefined : normaliseEmail(gift.email),
      phone: gift.phone === undefined ? undefined : normalisePhone(gift.phone, country),
    }
    const personId = gift.personId ?? (await personFor(transaction, known, gift.language))
    const giftId = await recordGift(transaction, {
      ...gift,
      ...(gift.publicName && storedPublicName(gift.publicName)),
      personId,
      amount: { minor: gift.amountMinor, currency },
      receivedAt: await momentOf(transaction, gift.givenOn, 'givenOn'),
      source: 'manual',
    })
    const after = { amountMinor: gift.amountMinor, currency, givenOn: gift.givenOn }
    await audit(transaction, { action: 'gifts.record', subjectKind: 'gift', subjectId: giftId, after })
    return giftId
  })
}

/** Finds the donor or makes a new person. */
export async function personFor(
  transaction: Transaction,
  known: { name: string; email?: string | undefined; phone?: string | undefined },
  language: NewGift['language'],
): Promise<string> {
  const found = await findDonor(transaction, known)
  return (
    found ?? createPerson(transaction, { displayName: known.name, language, email: known.email, phone: known.phone })
  )
}

/** An order of a giving platform, its money already theirs to pay out. */
export type OrderGift = Omit<NewGift, 'source' | 'orderNumber' | 'giftIntentId' | 'paymentAccountId' | 'heldIn'> & {
  readonly platform: string
  readonly orderNumber: string
}

/**
 * Records the gift of a platform's order once; the same order again answers the same gift. Sends no message. Fails with
 * `gifts.order-differs` when the order was recorded with another amount.
 */
export async function recordOrderGift(
  transaction: Transaction,
  { platform, ...gift }: OrderGift,
): Promise<{ giftId: string; isNew: boolean }> {
  const known = await findOrder(transaction, platform, gift.orderNumber)
  if (known) {
    requireSame(known, gift.amount)
    return { giftId: known.gift_id, isNew: false }
  }
  return { giftId: await recordGift(transaction, { ...gift, source: platform }), isNew: true }
}

function findOrder({ db, organisationId }: Transaction, platform: string, orderNumber: string) {
  return db
    .selectFrom('gifts')
    .where('organisation_id', '=', organisationId)
    .where('source', '=', platform)
    .where('order_number', '=', orderNumber)
    .select(['gift_id', 'amount_minor', 'currency'])
    .executeTakeFirst()
}

function requireSame(known: { amount_minor: bigint; currency: string }, amount: Money): void {
  if (known.amount_minor === amount.minor && known.currency === amount.currency) return
  throw new Failure('gifts.order-differs', {}, { kind: 'conflict', field: 'amount' })
}
