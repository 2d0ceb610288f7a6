import { getCampaign } from '../campaigns/actions.ts'
import { type Campaign, campaignText } from '../campaigns/campaign.ts'
import { lockCampaign, progressOf } from '../campaigns/progress.ts'
import { Failure } from '../platform/errors.ts'
import type { Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { feeWithin } from './fee.ts'
import type { NewGift } from './gift.ts'
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
  if (campaign.overflowCampaignId === null || refused.code !== 'gifts.more-than-remains') return refused
  const sibling = await getCampaign(transaction, campaign.overflowCampaignId)
  if (sibling.state !== 'public') return refused
  const facts = { ...refused.facts, sibling: campaignText(sibling, language).title }
  return new Failure('gifts.beyond-the-cap', facts, { kind: 'conflict', field: 'overflow' })
}

/**
 * Records a gift whose donor agreed that what the cap leaves no room for goes to a sibling: up to the cap one gift, beyond it
 * another, each with its own receipt, fund and line in the log, the fee in proportion. Answers the id of the one that the
 * attempt to give is known by.
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
  const giftId = await recordGift(transaction, { ...gift, ...part(room, feeHere) })
  await recordGift(transaction, { ...beyond, ...part(gift.amount.minor - room, fee - feeHere), campaignId: siblingId })
  return giftId
}
