import { getCampaign } from '../../campaigns/actions.ts'
import { campaignText } from '../../campaigns/campaign.ts'
import { giftPageLink } from '../../gifts/gift-page-link.ts'
import { type GiftIntent, getIntent, paymentState, storedInstructions } from '../../gifts/intent.ts'
import { otherOfPayment } from '../../gifts/overflow.ts'
import { resumeLink } from '../../gifts/rescue.ts'
import { returnToken } from '../../gifts/return-token.ts'
import { isEnded, isPaid } from '../../payments/state.ts'
import type { Language } from '../../platform/languages.ts'
import { money } from '../../platform/money.ts'
import type { Transaction } from '../../platform/scope.ts'
import { chatDoor, claimDoors } from '../chat/chat-door.ts'
import type { PaymentReturn, ReturnedGift } from './payment-return.ts'

/** The address of this page is known to the payment company too: after a day it opens nothing more. */
const openMilliseconds = 24 * 60 * 60 * 1000

/** What became of an attempt to give, as far as is known now. */
export async function returnView(
  transaction: Transaction,
  giftIntentId: string,
  language: Language,
): Promise<PaymentReturn> {
  const intent = await getIntent(transaction, giftIntentId)
  const campaign = await getCampaign(transaction, intent.campaign_id)
  const gift: ReturnedGift = {
    amount: money(intent.amount_minor, intent.currency),
    campaignTitle: campaignText(campaign, language).title,
    campaignUrl: `/c/${campaign.slug}`,
    giverName: intent.donor_name,
  }
  const state = stateOf(intent)
  if (state === 'paid') return { state, gift, ...(await afterPayment(transaction, intent, language)) }
  if (state === 'failed')
    return { state, gift, retryUrl: `/return/${returnToken(transaction.scope, giftIntentId)}/again` }
  if (state === 'asking') return { state, gift }
  return { state, gift, instructions: await instructionsOf(transaction, intent, language) }
}

/** The page's word for the state of an attempt. */
export function stateOf(intent: GiftIntent): PaymentReturn['state'] {
  const state = paymentState.parse(intent.state)
  if (isPaid(state)) return 'paid'
  if (isEnded(state)) return 'failed'
  const instructions = storedInstructions.safeParse(intent.instructions).data
  if (state !== 'awaiting_offline' || instructions === undefined) return 'asking'
  // A transfer is known by its reference; an account number made for one gift needs none.
  return instructions.lines.some(({ label }) => label === 'reference') ? 'awaiting-transfer' : 'awaiting-atm'
}

/** Where an attempt that failed is made again: in the chat it began in, so that the thanks still come there, else on the web. */
export async function retryLink(transaction: Transaction, giftIntentId: string): Promise<string> {
  const intent = await getIntent(transaction, giftIntentId)
  const isFresh = transaction.now.getTime() - intent.created_at.getTime() < openMilliseconds
  const isChat = intent.conversation_id !== null && stateOf(intent) === 'failed' && isFresh
  if (isChat) return resumeLink(transaction, intent)
  return `/c/${(await getCampaign(transaction, intent.campaign_id)).slug}/give`
}

async function instructionsOf({ context }: Transaction, intent: GiftIntent, language: Language) {
  const t = context.translator.in(language)
  const { lines, expiresAt } = storedInstructions.parse(intent.instructions)
  return {
    lines: lines.map(({ label, value }) => ({ name: t(`payments:instructions.${label}`), value })),
    payBefore: expiresAt,
  }
}

async function afterPayment(
  transaction: Transaction,
  intent: GiftIntent,
  language: Language,
): Promise<Pick<Extract<PaymentReturn, { state: 'paid' }>, 'giftUrl' | 'link' | 'rest'>> {
  const { db, organisationId, now } = transaction
  const gift = await db
    .selectFrom('gifts')
    .where('organisation_id', '=', organisationId)
    .where('gift_intent_id', '=', intent.gift_intent_id)
    .select(['gift_id', 'person_id', 'conversation_id', 'received_at'])
    .executeTakeFirst()
  const isRecent = now.getTime() - intent.created_at.getTime() < openMilliseconds
  if (gift === undefined || !isRecent) return { giftUrl: null, link: { state: 'none' } }
  const { gift_id: giftId, person_id: personId, conversation_id: conversationId } = gift
  // Who came from a chat is known by it; anybody else may have typed another's name and address.
  const giftUrl = await giftPageLink(transaction, giftId, { onlyThis: conversationId === null })
  const rest = await restOf(transaction, giftId, language)
  if (conversationId === null) {
    // Where the giver is known by more than this gift, the code opens nothing by itself: `claimGift` asks a member.
    const doors = await claimDoors(transaction, { personId, giftId })
    return { giftUrl, ...rest, link: doors.length === 0 ? { state: 'none' } : { state: 'open', doors } }
  }
  const door = await chatDoor(transaction, conversationId)
  return { giftUrl, ...rest, link: door === undefined ? { state: 'none' } : { state: 'linked', ...door } }
}

async function restOf(transaction: Transaction, giftId: string, language: Language) {
  const other = await otherOfPayment(transaction, giftId)
  if (other === undefined) return {}
  const campaign = await getCampaign(transaction, other.campaignId)
  const campaignTitle = campaignText(campaign, language).title
  return { rest: { amount: money(other.amountMinor, other.currency), campaignTitle } }
}
