import { z } from 'zod'
import { getCampaign } from '../campaigns/actions.ts'
import { campaignText } from '../campaigns/campaign.ts'
import type { Card, OutboundMessage } from '../channels/message.ts'
import { sendMessage } from '../conversations/actions.ts'
import type { Sent } from '../conversations/conversation.ts'
import { latestCheckpoint } from '../log/read.ts'
import { sequence } from '../log/sequence.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { job } from '../platform/jobs/job.ts'
import { formatMoney } from '../platform/money.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { toBase64Url } from '../proofs/base64.ts'
import { isThanked } from './gift.ts'
import { giftPageLink } from './gift-page-link.ts'
import { storedLanguage } from './intent.ts'
import { lockReceiptable } from './receipts/gifts.ts'
import { issueReceipt } from './receipts/issue.ts'

/** The wake-up to thank for a gift. */
export const thankJob = job('gifts.thank', z.object({ giftId: z.uuid() }))

/**
 * Thanks for a gift in the donor's chat, once in its life, and issues the receipt wished for each gift. The log is brought
 * up to date first, so that message and receipt carry a checkpoint that already holds the gift. Without a conversation
 * nothing is sent; the gift stays marked as not thanked, and is thanked by this same call when the donor is known in a chat.
 * Nobody is thanked for what was given back to them whole.
 */
export async function thankForGift(scope: Scope, giftId: string): Promise<Sent | undefined> {
  await sequence(scope)
  return scope.transaction(async (transaction) => {
    const gift = await lockGift(transaction, giftId)
    if (!isThanked(gift.source) || gift.refunded_minor === gift.amount_minor) return undefined
    if (gift.receipt_wish === 'each' && gift.thanked_checkpoint === null) {
      const [open] = await lockReceiptable(transaction, [giftId])
      if (open) await issueReceipt(transaction, giftId)
    }
    if (gift.thanked_at !== null) return { outcome: 'skipped', reason: 'already_sent' }
    const sent = await sendThanks(transaction, gift, { onceKey: `thanks:${giftId}` })
    await remember(transaction, giftId, sent)
    return sent
  })
}

/** Thanks once more because a person wants to. Fails with `gifts.unknown-gift`, `gifts.no-conversation`. */
export async function thankAgain(scope: Scope, giftId: string): Promise<void> {
  permit(scope, 'conversations.reply')
  await scope.transaction(async (transaction) => {
    const sent = await sendThanks(transaction, await lockGift(transaction, giftId), {})
    if (sent.outcome === 'skipped') throw new Failure('gifts.no-conversation', {}, { kind: 'conflict' })
  })
}

type Gift = Awaited<ReturnType<typeof lockGift>>

async function sendThanks(transaction: Transaction, gift: Gift, once: { onceKey?: string }): Promise<Sent> {
  const { actor } = transaction
  const to = gift.conversation_id ? { conversationId: gift.conversation_id } : { personId: gift.person_id }
  return sendMessage(transaction, to, {
    content: await thanks(transaction, gift),
    purpose: 'service',
    author: actor.kind === 'member' ? { kind: 'member', id: actor.id } : { kind: 'system' },
    source: { kind: 'gift', id: gift.gift_id },
    ...once,
  })
}

async function thanks(transaction: Transaction, gift: Gift): Promise<OutboundMessage> {
  const language = storedLanguage.parse(gift.language)
  const t = transaction.context.translator.in(language)
  const campaign = campaignText(await getCampaign(transaction, gift.campaign_id), language).title
  const amount = formatMoney({ minor: gift.amount_minor, currency: gift.currency }, language)
  const title = t('script:thanks.named', { name: gift.donor_name, amount, campaign })
  const checkpoint = await latestCheckpoint(transaction)
  const body =
    checkpoint &&
    t('script:thanks.checkpoint', {
      size: checkpoint.size,
      root: toBase64Url(checkpoint.root).slice(0, 12),
      fingerprint: checkpoint.fingerprint,
    })
  const url = await giftPageLink(transaction, gift.gift_id)
  const buttons: Card['buttons'] = [{ type: 'link', label: t('script:thanks.button'), url }]
  return {
    blocks: [{ type: 'card', title, ...(body ? { body } : {}), fields: [], buttons }],
    quickReplies: [],
    altText: title,
  }
}

async function remember(transaction: Transaction, giftId: string, sent: Sent): Promise<void> {
  const { db, organisationId, now } = transaction
  const checkpoint = await latestCheckpoint(transaction)
  const told = checkpoint
    ? { size: checkpoint.size, root: toBase64Url(checkpoint.root), fingerprint: checkpoint.fingerprint }
    : {}
  const isSent = sent.outcome === 'queued' || sent.reason === 'already_sent'
  await db
    .updateTable('gifts')
    .set({ thanked_checkpoint: JSON.stringify(told), ...(isSent ? { thanked_at: now } : {}) })
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', giftId)
    .execute()
}

async function lockGift({ db, organisationId }: Transaction, giftId: string) {
  const gift = await db
    .selectFrom('gifts')
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', giftId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!gift) throw new Failure('gifts.unknown-gift', {}, { kind: 'missing' })
  return gift
}
