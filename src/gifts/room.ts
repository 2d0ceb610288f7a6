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
 * attempt holds its amount for half an hour, longer once a provider is at it, and what would overflow from it into a sibling is held
 * there; one's own earlier attempts hold nothing against oneself. Of a campaign and the sibling that takes what goes beyond it the room of both together counts. A transfer that comes
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
    const others = campaigns.filter((one) => one.campaignId !== campaignId)
    // Below zero where others already take from the sibling what they are paying here: so it is not counted there again.
    free += await freeOf(transaction, { campaignId, capMinor }, giver)
    free -= await overflowingInto(transaction, campaignId, others, giver)
  }
  return free
}

/** What others are paying elsewhere that would overflow into this campaign: at each of those, what is paid and held beyond its cap. */
async function overflowingInto(
  transaction: Transaction,
  campaignId: string,
  counted: readonly Campaign[],
  giver: Giver,
): Promise<bigint> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ campaignId: string; capMinor: bigint; agreed: bigint }>`
    select c.campaign_id as "campaignId", c.cap_minor as "capMinor", sum(i.amount_minor)::bigint as agreed
    from gift_intents i
    join campaigns c on c.organisation_id = i.organisation_id and c.campaign_id = i.campaign_id
    where i.organisation_id = ${organisationId} and i.overflow_campaign_id = ${campaignId} and c.cap_minor is not null
      and not c.campaign_id = any (${counted.map((one) => one.campaignId)}::uuid[]) and ${holds(transaction, giver)}
    group by c.campaign_id, c.cap_minor`.execute(db)
  let overflowing = 0n
  for (const { agreed, ...from } of rows) {
    const beyond = -(await freeOf(transaction, from, giver))
    if (beyond > 0n) overflowing += smallerOf(beyond, agreed)
  }
  return overflowing
}

function smallerOf(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}

async function freeOf(
  transaction: Transaction,
  { campaignId, capMinor }: { campaignId: string; capMinor: bigint },
  giver: Giver,
): Promise<bigint> {
  const { db, organisationId } = transaction
  const { raisedMinor } = await progressOf(transaction, campaignId)
  const { rows } = await sql<{ held: bigint }>`
    select coalesce(sum(i.amount_minor), 0)::bigint as held from gift_intents i
    where i.organisation_id = ${organisationId} and i.campaign_id = ${campaignId} and ${holds(transaction, giver)}`.execute(
    db,
  )
  return capMinor - raisedMinor - (rows[0]?.held ?? 0n)
}

/** Whether an attempt `i` of somebody else holds its amount now. */
function holds({ now }: Transaction, { email, phone, conversationId }: Giver) {
  const since = new Date(now.getTime() - reservedMinutes * 60_000)
  return sql<boolean>`(i.created_at > ${since} and i.state in ('created', 'requires_action', 'awaiting_offline')
      or i.expires_at > ${now} and i.state in ('processing', 'authorised'))
    and i.donor_email is distinct from ${email ?? ''} and i.donor_phone is distinct from ${phone ?? ''}
    and (i.conversation_id is null or i.conversation_id is distinct from ${conversationId ?? null}::uuid)`
}
