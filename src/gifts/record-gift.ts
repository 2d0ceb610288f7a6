import { getCampaign } from '../campaigns/actions.ts'
import type { Campaign } from '../campaigns/campaign.ts'
import { isoDay } from '../campaigns/day.ts'
import { addProgress } from '../campaigns/progress.ts'
import { newPublicReference, recordEntry, saltFor } from '../log/record.ts'
import { becomeDonor, currentPerson } from '../people/persons.ts'
import { newId } from '../platform/ids.ts'
import { publish } from '../platform/jobs/event.ts'
import type { Transaction } from '../platform/scope.ts'
import { commitPerson } from '../proofs/commitment.ts'
import { feeWithin, postFee } from './fee.ts'
import { giftReceived, type NewGift } from './gift.ts'
import { cashAccount, postTransfer } from './ledger.ts'

/**
 * The one place a gift is born: its row, its ledger transfers, the campaign's progress, its line in the public log and
 * the news, all in the caller's transaction. Writes no message and asks nobody; answers the gift's id.
 */
export async function recordGift(transaction: Transaction, gift: NewGift): Promise<string> {
  const campaign = await getCampaign(transaction, gift.campaignId)
  const giftId = newId(transaction.now)
  const givenOn = gift.givenOn ?? isoDay(gift.receivedAt, campaign.organisationTimeZone)
  const publicReference = newPublicReference()
  const personId = await currentPerson(transaction, gift.personId)
  await writeRow(transaction, { giftId, givenOn, publicReference, personId, fundId: campaign.fundId }, gift)
  await book(transaction, giftId, givenOn, gift, campaign)
  await addProgress(transaction, gift.campaignId, gift.amount.minor, 1)
  await becomeDonor(transaction, personId, givenOn)
  await recordEntry(transaction, {
    subjectKind: 'gift',
    subjectId: giftId,
    entry: {
      kind: 'gift.received',
      gift: publicReference,
      amountMinor: gift.amount.minor.toString(),
      currency: gift.amount.currency,
      fund: campaign.fundCode,
      day: givenOn,
      person: await commitPerson(await saltFor(transaction, 'gift', giftId), gift.donorName),
    },
  })
  await publish(transaction, giftReceived, { giftId })
  return giftId
}

/** Where the tax identifier of a gift is sealed. */
export function giftSealPlace(organisationId: string, giftId: string): string {
  return `${organisationId}/gifts/${giftId}/tax_identifier`
}

interface Made {
  giftId: string
  givenOn: string
  publicReference: string
  personId: string
  fundId: string
}

async function writeRow({ db, organisationId, context }: Transaction, made: Made, gift: NewGift): Promise<void> {
  const place = giftSealPlace(organisationId, made.giftId)
  await db
    .insertInto('gifts')
    .values({
      organisation_id: organisationId,
      gift_id: made.giftId,
      public_reference: made.publicReference,
      person_id: made.personId,
      campaign_id: gift.campaignId,
      fund_id: made.fundId,
      gift_intent_id: gift.giftIntentId ?? null,
      rest_of_gift_id: gift.restOfGiftId ?? null,
      payment_account_id: gift.paymentAccountId ?? null,
      source: gift.source,
      order_number: gift.orderNumber ?? null,
      amount_minor: gift.amount.minor,
      fee_minor: feeWithin(gift.amount, gift.feeMinor),
      currency: gift.amount.currency,
      given_on: made.givenOn,
      received_at: gift.receivedAt,
      donor_name: gift.donorName,
      is_anonymous: gift.isAnonymous,
      shows_initials: gift.showsInitials ?? false,
      receipt_wish: gift.receiptWish,
      receipt_name: gift.receiptName ?? null,
      tax_identifier_cipher: gift.taxIdentifier ? context.vault.seal(gift.taxIdentifier, place) : null,
      conversation_id: gift.conversationId ?? null,
      language: gift.language,
    })
    .execute()
}

async function book(
  transaction: Transaction,
  giftId: string,
  effectiveOn: string,
  gift: NewGift,
  campaign: Campaign,
): Promise<void> {
  const cash = cashAccount(gift.paymentAccountId, gift.source)
  const journalId = gift.journalId ?? newId(transaction.now)
  const held = gift.heldIn === 'suspense'
  await postTransfer(transaction, {
    kind: held ? 'suspense_resolved' : 'gift',
    sourceId: giftId,
    debit: held ? 'suspense' : cash,
    credit: `gifts:${campaign.fundId}`,
    amount: gift.amount,
    effectiveOn,
    journalId,
  })
  const fee = { minor: feeWithin(gift.amount, gift.feeMinor), currency: gift.amount.currency }
  if (fee.minor > 0n) await postFee(transaction, { giftId, cash, fee, effectiveOn, journalId })
}
