import { getCampaign } from '../campaigns/actions.ts'
import { campaignText } from '../campaigns/campaign.ts'
import { sendMessage } from '../conversations/actions.ts'
import { createLink } from '../organisations/links.ts'
import { isPaid } from '../payments/state.ts'
import { formatMoney } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import { type GiftIntent, lockIntent, paymentState, storedLanguage } from './intent.ts'
import { returnToken } from './return-token.ts'

/** What the chat says about an attempt that has not become a gift. */
export type Rescue = 'nothing_charged' | 'still_asking'

const dayMilliseconds = 24 * 60 * 60 * 1000

/**
 * Tells in the chat where a gift was begun that nothing was charged, with a link to go on, or that we are still asking,
 * with a link to what we know. Each once per attempt; nothing at all where no chat is known or the money has come since.
 */
export async function tellRescue(transaction: Transaction, giftIntentId: string, rescue: Rescue): Promise<void> {
  const { db, organisationId } = transaction
  const intent = await lockIntent(transaction, giftIntentId)
  if (intent.conversation_id === null || intent.told_state === rescue) return
  if (isPaid(paymentState.parse(intent.state))) return
  const language = storedLanguage.parse(intent.language)
  const t = transaction.context.translator.in(language)
  const words = {
    amount: formatMoney({ minor: intent.amount_minor, currency: intent.currency }, language),
    campaign: campaignText(await getCampaign(transaction, intent.campaign_id), language).title,
  }
  const isOver = rescue === 'nothing_charged'
  const text = t(isOver ? 'script:rescue.nothingCharged' : 'script:rescue.stillAsking', words)
  const label = t(isOver ? 'script:rescue.resume' : 'script:rescue.status')
  const url = isOver ? await resumeLink(transaction, intent) : statusLink(transaction, intent)
  await sendMessage(
    transaction,
    { conversationId: intent.conversation_id },
    {
      content: {
        blocks: [
          { type: 'card', title: words.campaign, body: text, fields: [], buttons: [{ type: 'link', label, url }] },
        ],
        quickReplies: [],
        altText: text,
      },
      purpose: 'service',
      author: { kind: 'system' },
      onceKey: `rescue:${giftIntentId}:${rescue}`,
      source: { kind: 'gift_intent', id: giftIntentId },
    },
  )
  await db
    .updateTable('gift_intents')
    .set({ told_state: rescue })
    .where('organisation_id', '=', organisationId)
    .where('gift_intent_id', '=', giftIntentId)
    .execute()
}

/** A form for the same campaign, tied to the chat where an attempt began; it works once, for seven days. */
export async function resumeLink(transaction: Transaction, intent: GiftIntent): Promise<string> {
  const token = await createLink(transaction, {
    kind: 'give',
    subject: { conversationId: intent.conversation_id ?? '', campaignId: intent.campaign_id },
    expiresAt: new Date(transaction.now.getTime() + 7 * dayMilliseconds),
    singleUse: true,
  })
  return `${transaction.context.settings.publicUrl}/give/${token}`
}

function statusLink({ context, scope }: Transaction, intent: GiftIntent): string {
  return `${context.settings.publicUrl}/return/${returnToken(scope, intent.gift_intent_id)}`
}
