import { type RawBuilder, sql } from 'kysely'
import { listCampaigns } from '../campaigns/actions.ts'
import { campaignText } from '../campaigns/campaign.ts'
import { hasEnded } from '../cases/case.ts'
import type { Audience } from '../cases/consent.ts'
import { disclosures } from '../cases/guard.ts'
import { publicNameOf, shownName } from '../gifts/public-name.ts'
import { findReference } from '../payments/reference.ts'
import type { Language } from '../platform/languages.ts'
import { type Money, money } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'

/** A gift as everybody may read it. */
export interface PublicGift {
  /** Its name in the public log and in this list: random, and of nobody. */
  readonly reference: string
  /** The giver's name, or initials, where they chose to stand with it; null for a friend. */
  readonly giver: string | null
  /** Net of what was given back. */
  readonly amount: Money
  /** ISO. */
  readonly givenOn: string
  readonly campaign: { readonly title: string; readonly url: string }
  /** Pseudonyms of those it helps, where consent lets the public read them. */
  readonly helped: readonly string[]
  /** Helps somebody who is not named. */
  readonly helpsUnnamed: boolean
  /** The giver lets the list lead to the story. */
  readonly isShared: boolean
}

/** One page of the list. */
export interface PublicGifts {
  readonly gifts: readonly PublicGift[]
  /** The reference after which the next page begins; null on the last. */
  readonly next: string | null
}

/** What everybody may read of a child. */
export const everybody: Audience = { purpose: 'public_page', channel: 'page' }

const pageSize = 50

/** Every gift not given back in full, the newest first, of one campaign or of all that are public. Reads one page however many there are. */
export function listPublicGifts(
  transaction: Transaction,
  language: Language,
  { campaignId, after }: { campaignId?: string | undefined; after?: string | undefined },
): Promise<PublicGifts> {
  const { organisationId } = transaction
  const ofCampaign = campaignId === undefined ? sql`` : sql`and g.campaign_id = ${campaignId}`
  const older =
    after === undefined
      ? sql``
      : sql`and (g.received_at, g.gift_id) < (select received_at, gift_id from gifts
          where organisation_id = ${organisationId} and public_reference = ${after})`
  return readGifts(transaction, language, sql`${ofCampaign} ${older}`)
}

/**
 * The gift of a receipt's or an order's number, exactly as printed, or of a payment's reference however it is written. None where the number stands for several gifts: that they
 * are of one giver is nobody's to know.
 */
export async function findPublicGift(
  transaction: Transaction,
  language: Language,
  number: string,
): Promise<PublicGift | undefined> {
  const { organisationId } = transaction
  const { gifts } = await readGifts(
    transaction,
    language,
    sql`and g.gift_id in (
      select gift_id from gifts where organisation_id = ${organisationId} and order_number = ${number}
      union
      select g.gift_id from gift_intents i
      join gifts g on g.organisation_id = i.organisation_id and g.gift_intent_id = i.gift_intent_id
      where i.organisation_id = ${organisationId} and i.reference = ${findReference(number) ?? number}
      union
      select x.gift_id from receipts r
      join receipt_gifts x on x.organisation_id = r.organisation_id and x.receipt_id = r.receipt_id
      where r.organisation_id = ${organisationId} and r.snapshot ->> 'number' = ${number} and r.voided_at is null)`,
  )
  return gifts.length === 1 ? gifts[0] : undefined
}

/** Lets the list lead to the story of a gift, or no longer. The caller has made sure that the giver asks. */
export async function shareStory(transaction: Transaction, giftId: string, isShared: boolean): Promise<void> {
  const { db, organisationId, now } = transaction
  if (isShared) {
    await sql`insert into shared_stories (organisation_id, gift_id, shared_at)
      values (${organisationId}, ${giftId}, ${now}) on conflict do nothing`.execute(db)
  } else {
    await sql`delete from shared_stories
      where organisation_id = ${organisationId} and gift_id = ${giftId}`.execute(db)
  }
}

/** Whether the giver lets the list lead to this story. */
export async function isStoryShared({ db, organisationId }: Transaction, giftId: string): Promise<boolean> {
  const { rows } = await sql`select from shared_stories
    where organisation_id = ${organisationId} and gift_id = ${giftId}`.execute(db)
  return rows.length > 0
}

/** The gift of a public reference whose story is shared; undefined for every other. */
export async function sharedGift({ db, organisationId }: Transaction, reference: string): Promise<string | undefined> {
  const { rows } = await sql<{ giftId: string }>`
    select g.gift_id as "giftId" from gifts g
    join shared_stories s on s.organisation_id = g.organisation_id and s.gift_id = g.gift_id
    where g.organisation_id = ${organisationId} and g.public_reference = ${reference}`.execute(db)
  return rows[0]?.giftId
}

interface GiftRow {
  giftId: string
  reference: string
  name: string
  is_anonymous: boolean
  shows_initials: boolean
  minor: bigint
  currency: string
  givenOn: string
  campaignId: string
  isShared: boolean
}

async function readGifts(
  transaction: Transaction,
  language: Language,
  where: RawBuilder<unknown>,
): Promise<PublicGifts> {
  const { db, organisationId } = transaction
  const { rows } = await sql<GiftRow>`
    select g.gift_id as "giftId", g.public_reference as reference,
      g.donor_name as name, g.is_anonymous, g.shows_initials, g.amount_minor - g.refunded_minor as minor,
      g.currency, g.given_on as "givenOn", g.campaign_id as "campaignId", s.gift_id is not null as "isShared"
    from gifts g
    join campaigns c on c.organisation_id = g.organisation_id and c.campaign_id = g.campaign_id and c.state <> 'draft'
    left join shared_stories s on s.organisation_id = g.organisation_id and s.gift_id = g.gift_id
    where g.organisation_id = ${organisationId} and g.refunded_minor < g.amount_minor ${where}
    order by g.received_at desc, g.gift_id desc limit ${pageSize + 1}::integer`.execute(db)
  const shown = rows.slice(0, pageSize)
  const helpedBy = await readHelped(
    transaction,
    shown.map(({ giftId }) => giftId),
  )
  const campaigns = new Map((await listCampaigns(transaction)).map((campaign) => [campaign.campaignId, campaign]))
  const gifts = shown.map(({ giftId, minor, currency, campaignId, ...row }) => {
    const campaign = campaigns.get(campaignId)
    const helped = helpedBy.get(giftId) ?? []
    const named = helped.flatMap((pseudonym) => (pseudonym === null ? [] : [pseudonym]))
    return {
      reference: row.reference,
      giver: shownName(row.name, publicNameOf(row)),
      amount: money(minor, currency),
      givenOn: row.givenOn,
      campaign: {
        title: campaign === undefined ? '' : campaignText(campaign, language).title,
        url: `/c/${campaign?.slug ?? ''}`,
      },
      helped: named,
      helpsUnnamed: named.length < helped.length,
      isShared: row.isShared,
    }
  })
  return { gifts, next: rows.length > pageSize ? (shown.at(-1)?.reference ?? null) : null }
}

/** Whom each gift helps now, in the order of the first cent; null for whoever may not be named, or whose help has ended. */
async function readHelped(
  transaction: Transaction,
  giftIds: readonly string[],
): Promise<Map<string, (string | null)[]>> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ giftId: string; caseId: string; pseudonym: string; stage: string }>`
    select a.gift_id as "giftId", a.case_id as "caseId", c.pseudonym, c.stage
    from allocations a join cases c on c.organisation_id = a.organisation_id and c.case_id = a.case_id
    where a.organisation_id = ${organisationId} and a.gift_id = any(${[...giftIds]}::uuid[])
    group by a.gift_id, a.case_id, c.pseudonym, c.stage having sum(a.amount_minor) > 0
    order by min(a.allocation_id::text)`.execute(db)
  const may = await disclosures(transaction, [...new Set(rows.map(({ caseId }) => caseId))], everybody)
  const helped = new Map<string, (string | null)[]>()
  for (const { giftId, caseId, pseudonym, stage } of rows) {
    const name = may(caseId).pseudonym && !hasEnded(stage) ? pseudonym : null
    helped.set(giftId, [...(helped.get(giftId) ?? []), name])
  }
  return helped
}
