import { getCampaign } from '../campaigns/actions.ts'
import { type Campaign, campaignText } from '../campaigns/campaign.ts'
import type { Instructions } from '../payments/action.ts'
import { isEnded, isPaid, type PaymentState } from '../payments/state.ts'
import type { Money } from '../platform/money.ts'
import type { Scope } from '../platform/scope.ts'
import { askProvider } from './ask-provider.ts'
import { giftPageLink } from './gift-page-link.ts'
import { getIntent, paymentState, storedInstructions, storedLanguage } from './intent.ts'

/** What is known of an attempt at this moment, for the page a donor comes back to. */
export interface PaymentStatus {
  readonly giftIntentId: string
  readonly state: PaymentState
  readonly reference: string
  readonly amount: Money
  readonly donorName: string
  readonly campaign: Campaign
  readonly campaignTitle: string
  readonly conversationId: string | undefined
  readonly personId: string | undefined
  /** Where money is still awaited: how to pay. */
  readonly instructions: Instructions | undefined
  /** Once money is here. The link to the donor's own page is given for a day; later a chat gives a new one. */
  readonly gift: { readonly giftId: string; readonly pageUrl: string | undefined } | undefined
}

const freshMilliseconds = 24 * 60 * 60 * 1000

/** Asks the provider itself, never the browser that came back, and answers what is known. Fails with `gifts.unknown-intent`. */
export async function paymentStatus(scope: Scope, giftIntentId: string): Promise<PaymentStatus> {
  const before = await scope.transaction((transaction) => getIntent(transaction, giftIntentId))
  const known = paymentState.parse(before.state)
  if (!isPaid(known) && !isEnded(known) && before.instructions === null) await askProvider(scope, giftIntentId)
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const intent = await getIntent(transaction, giftIntentId)
    const campaign = await getCampaign(transaction, intent.campaign_id)
    const gift = await db
      .selectFrom('gifts')
      .where('organisation_id', '=', organisationId)
      .where('gift_intent_id', '=', giftIntentId)
      .select(['gift_id', 'received_at'])
      .executeTakeFirst()
    const isFresh = gift !== undefined && now.getTime() - gift.received_at.getTime() < freshMilliseconds
    return {
      giftIntentId,
      state: paymentState.parse(intent.state),
      reference: intent.reference,
      amount: { minor: intent.amount_minor, currency: intent.currency },
      donorName: intent.donor_name,
      campaign,
      campaignTitle: campaignText(campaign, storedLanguage.parse(intent.language)).title,
      conversationId: intent.conversation_id ?? undefined,
      personId: intent.person_id ?? undefined,
      instructions: intent.instructions === null ? undefined : storedInstructions.parse(intent.instructions),
      gift: gift && {
        giftId: gift.gift_id,
        pageUrl: isFresh ? await giftPageLink(transaction, gift.gift_id) : undefined,
      },
    }
  })
}
