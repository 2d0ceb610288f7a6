import { sql } from 'kysely'
import type { Campaign } from '../campaigns/campaign.ts'
import { lockCampaign, progressOf } from '../campaigns/progress.ts'
import { Failure } from '../platform/errors.ts'
import type { Language } from '../platform/languages.ts'
import { formatMoney } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import type { ReadGift } from './gift-form.ts'

/** Minutes an attempt to give keeps its amount free under the cap for whoever makes it. */
export const reservedMinutes = 30

/** Somebody about to give. */
export interface Giver extends Pick<ReadGift, 'amount' | 'email' | 'phone'> {
  readonly conversationId: string | undefined
  readonly language: Language
}

/**
 * Refuses a gift there is no room for under the filed cap besides the money received and what others are paying now: each
 * attempt holds its amount for half an hour, longer once a provider is at it; one's own earlier attempts hold nothing against
 * oneself. Of a campaign and the sibling that takes what goes beyond it the room of both together counts. A transfer that comes
 * days later is money that came and is booked, even over the cap. Fails with `gifts.more-than-remains`,
 * `gifts.rest-being-given` when others hold all of it.
 */
export async function requireRoom(
  transaction: Transaction,
  campaigns: readonly Campaign[],
  giver: Giver,
): Promise<void> {
  const { amount } = giver
  const free = await freeUnder(transaction, campaigns, giver)
  // Twenty at once, each for a twentieth of the room at most, still fit together; beyond that they come one by one.
  if (free === null || amount.minor * 20n <= free) return
  // In one order, for a sibling may name the campaign back.
  for (const campaignId of campaigns.map((one) => one.campaignId).toSorted())
    await lockCampaign(transaction, campaignId)
  const left = (await freeUnder(transaction, campaigns, giver)) ?? amount.minor
  if (amount.minor <= left) return
  if (left <= 0n) {
    throw new Failure('gifts.rest-being-given', { minutes: reservedMinutes }, { kind: 'conflict', field: 'amount' })
  }
  const remaining = formatMoney({ minor: left, currency: amount.currency }, giver.language)
  throw new Failure('gifts.more-than-remains', { remaining }, { field: 'amount' })
}

/** What may still be given under the caps of all of them; null where one has none. */
async function freeUnder(
  transaction: Transaction,
  campaigns: readonly Campaign[],
  giver: Giver,
): Promise<bigint | null> {
  let free = 0n
  for (const { campaignId, capMinor } of campaigns) {
    if (capMinor === null) return null
    // Below zero where others already take from the sibling what they are paying here.
    free += await freeOf(transaction, { campaignId, capMinor }, giver)
  }
  return free
}

async function freeOf(
  transaction: Transaction,
  { campaignId, capMinor }: { campaignId: string; capMinor: bigint },
  { email, phone, conversationId }: Giver,
): Promise<bigint> {
  const { db, organisationId, now } = transaction
  const since = new Date(now.getTime() - reservedMinutes * 60_000)
  const { raisedMinor } = await progressOf(transaction, campaignId)
  const { rows } = await sql<{ held: bigint }>`
    select coalesce(sum(amount_minor), 0)::bigint as held from gift_intents
    where organisation_id = ${organisationId} and campaign_id = ${campaignId}
      and (created_at > ${since} and state in ('created', 'requires_action', 'awaiting_offline')
        or expires_at > ${now} and state in ('processing', 'authorised'))
      and donor_email is distinct from ${email ?? ''} and donor_phone is distinct from ${phone ?? ''}
      and (conversation_id is null or conversation_id is distinct from ${conversationId ?? null}::uuid)`.execute(db)
  return capMinor - raisedMinor - (rows[0]?.held ?? 0n)
}
