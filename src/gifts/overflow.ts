import { sql } from 'kysely'
import { getCampaign } from '../campaigns/actions.ts'
import { type Campaign, campaignText } from '../campaigns/campaign.ts'
import { lockCampaign, openness, progressOf } from '../campaigns/progress.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { feeWithin } from './fee.ts'
import type { NewGift } from './gift.ts'
import type { TypedGift } from './gift-form.ts'
import { recordGift } from './record-gift.ts'

/**
 * Asks the donor, in place of refusing them, when a sibling takes what goes beyond the cap. Answers the failure that says what
 * fits and where the rest would go: `gifts.beyond-the-cap`, whose field is the box in which the donor agrees.
 */
export async function askToOverflow(
  transaction: Transaction,
  campaign: Campaign,
  refused: Failure,
  language: Language,
): Promise<Failure> {
  if (refused.code !== 'gifts.more-than-remains') return refused
  const sibling = await openSibling(transaction, campaign, language)
  if (sibling === undefined) return refused
  const facts = { ...refused.facts, sibling }
  return new Failure('gifts.beyond-the-cap', facts, { kind: 'conflict', field: 'overflow' })
}

/** The title of the campaign that may take what goes beyond this one's cap; undefined where none does now. */
export async function openSibling(
  transaction: Transaction,
  campaign: Campaign,
  language: Language,
): Promise<string | undefined> {
  const sibling = await siblingOf(transaction, campaign)
  return sibling && campaignText(sibling, language).title
}

/** The campaign named to take what goes beyond this one's cap, while gifts may be made to it. */
async function siblingOf(transaction: Transaction, { overflowCampaignId }: Campaign): Promise<Campaign | undefined> {
  if (overflowCampaignId === null) return undefined
  const sibling = await getCampaign(transaction, overflowCampaignId)
  return (await openness(transaction, sibling)).open ? sibling : undefined
}

/** A gift out of the same payment. */
export interface SamePayment {
  readonly giftId: string
  readonly campaignId: string
  readonly amountMinor: bigint
  readonly feeMinor: bigint
  readonly currency: string
}

/** The other gift of the payment of this one, where a cap parted it; undefined for nearly all. */
export async function otherOfPayment(
  { db, organisationId }: Transaction,
  giftId: string,
): Promise<SamePayment | undefined> {
  const { rows } = await sql<SamePayment>`
    select o.gift_id as "giftId", o.campaign_id as "campaignId", o.amount_minor as "amountMinor",
      o.fee_minor as "feeMinor", o.currency
    from gifts g join gifts o on o.organisation_id = g.organisation_id
      and (o.rest_of_gift_id = g.gift_id or g.rest_of_gift_id = o.gift_id)
    where g.organisation_id = ${organisationId} and g.gift_id = ${giftId}`.execute(db)
  return rows[0]
}

/** The sibling that takes what goes beyond the cap, where there is one and the donor said that it may. */
export async function agreedSibling(
  transaction: Transaction,
  campaign: Campaign,
  { overflow }: TypedGift,
): Promise<Campaign | undefined> {
  return overflow === 'yes' ? siblingOf(transaction, campaign) : undefined
}

/**
 * Records a gift whose donor agreed that what the cap leaves no room for goes to a sibling: up to the cap one gift, beyond it
 * another, each with its own receipt, fund and line in the log, the fee in proportion; both in one journal of the ledger, and the
 * second names the first. Answers the id of the first, by which the attempt to give is known.
 */
export async function recordOverflowing(transaction: Transaction, gift: NewGift, siblingId: string): Promise<string> {
  await lockCampaign(transaction, gift.campaignId)
  const { capMinor } = await getCampaign(transaction, gift.campaignId)
  const { raisedMinor } = await progressOf(transaction, gift.campaignId)
  const room = capMinor === null ? gift.amount.minor : capMinor - raisedMinor
  if (room >= gift.amount.minor) return recordGift(transaction, gift)
  if (room <= 0n) return recordGift(transaction, { ...gift, campaignId: siblingId })
  const { giftIntentId: _, ...beyond } = gift
  const fee = feeWithin(gift.amount, gift.feeMinor)
  const feeHere = (fee * room) / gift.amount.minor
  const part = (minor: bigint, feeMinor: bigint) => ({ amount: { ...gift.amount, minor }, feeMinor })
  const journalId = newId(transaction.now)
  const giftId = await recordGift(transaction, { ...gift, ...part(room, feeHere), journalId })
  const rest = { campaignId: siblingId, restOfGiftId: giftId, journalId }
  await recordGift(transaction, { ...beyond, ...part(gift.amount.minor - room, fee - feeHere), ...rest })
  return giftId
}
