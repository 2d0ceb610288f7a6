import { sql } from 'kysely'
import { atMost } from '../allocations/allocation.ts'
import { listCampaigns } from '../campaigns/actions.ts'
import { campaignText } from '../campaigns/campaign.ts'
import { latestCheckpoint } from '../log/read.ts'
import { resolveAddress } from '../organisations/addresses.ts'
import type { Language } from '../platform/languages.ts'
import { type Money, split } from '../platform/money.ts'
import { type Context, Scope, type Transaction } from '../platform/scope.ts'
import { toBase64Url } from '../proofs/base64.ts'

/** How far the money of one campaign has come; each figure is a part of the one before. */
export interface CampaignTotals {
  readonly title: string
  readonly url: string
  /** Gifts that were not given back in full. */
  readonly giftCount: number
  /** Gifts less refunds. */
  readonly received: Money
  readonly feesAndShare: Money
  readonly allocated: Money
  /** What was spent on the cases of these gifts, up to what the gifts gave; by proportion where campaigns share a case. */
  readonly spent: Money
  /** The part of `spent` whose gifts were told about their case. */
  readonly reported: Money
}

/** The public books of an organisation. Root and fingerprint are spelt as in thank-yous and receipts. */
export interface OpenBooks {
  readonly campaigns: readonly CampaignTotals[]
  readonly checkpoint: {
    readonly origin: string
    readonly size: bigint
    readonly root: string
    readonly keyFingerprint: string
    readonly at: Date
    readonly url: string
  } | null
  readonly downloads: readonly { readonly label: string; readonly url: string }[]
  readonly asOf: Date
}

/** Public totals by campaign and the newest signed state of the log; undefined when there is no such organisation. */
export async function openBooks(context: Context, slug: string, language: Language): Promise<OpenBooks | undefined> {
  const address = await resolveAddress(context, 'organisation', slug)
  if (!address) return undefined
  const scope = new Scope(context, address.organisationId, { kind: 'link', id: address.id })
  return scope.transaction(async (transaction) => {
    const checkpoint = await readCheckpoint(transaction, slug)
    const t = context.translator.in(language)
    const files = checkpoint === null ? [] : (['checkpoint', 'key'] as const)
    return {
      campaigns: await readCampaigns(transaction, language),
      checkpoint,
      downloads: files.map((name) => ({ label: t(`books:downloads.${name}`), url: `/log/${slug}/${name}` })),
      asOf: transaction.now,
    }
  })
}

async function readCheckpoint(transaction: Transaction, slug: string): Promise<OpenBooks['checkpoint']> {
  const latest = await latestCheckpoint(transaction)
  if (latest === undefined) return null
  const { at } = await transaction.db
    .selectFrom('checkpoints')
    .where('organisation_id', '=', transaction.organisationId)
    .where('size', '=', BigInt(latest.size))
    .select('at')
    .executeTakeFirstOrThrow()
  return {
    origin: latest.origin,
    size: BigInt(latest.size),
    root: toBase64Url(latest.root),
    keyFingerprint: latest.fingerprint,
    at,
    url: `/log/${slug}`,
  }
}

async function readCampaigns(transaction: Transaction, language: Language): Promise<CampaignTotals[]> {
  const came = await readReceived(transaction)
  const went = spread(await readParts(transaction))
  const campaigns = (await listCampaigns(transaction)).filter((campaign) => campaign.state !== 'draft')
  return campaigns.flatMap((campaign) => {
    const received = came.get(campaign.campaignId)
    if (received === undefined) return []
    const { allocated, spent, reported } = went.get(campaign.campaignId) ?? nothing
    const money = (minor: bigint) => ({ minor, currency: campaign.currency })
    return [
      {
        title: campaignText(campaign, language).title,
        url: `/c/${campaign.slug}`,
        giftCount: Number(received.gifts),
        received: money(received.net),
        feesAndShare: money(received.kept),
        allocated: money(allocated),
        spent: money(spent),
        reported: money(reported),
      },
    ]
  })
}

interface Received {
  campaignId: string
  gifts: bigint
  net: bigint
  kept: bigint
}

async function readReceived({ db, organisationId }: Transaction): Promise<Map<string, Received>> {
  const { rows } = await sql<Received>`
    select g.campaign_id as "campaignId", count(*) filter (where g.refunded_minor < g.amount_minor) as gifts,
      sum(g.amount_minor - g.refunded_minor)::bigint as net,
      coalesce(sum(p.fee_minor + p.share_minor), 0)::bigint as kept
    from gifts g
    left join gift_portions p on p.organisation_id = g.organisation_id and p.gift_id = g.gift_id
    where g.organisation_id = ${organisationId} group by g.campaign_id`.execute(db)
  return new Map(rows.map((row) => [row.campaignId, row]))
}

/** What a case has from the gifts of a campaign, how much of that was told about, and what was spent on the case in all. */
interface Part {
  campaignId: string
  caseId: string
  currency: string
  allocated: bigint
  told: bigint
  caseSpent: bigint
}

async function readParts({ db, organisationId }: Transaction): Promise<Part[]> {
  const { rows } = await sql<Part>`
    with told as (
      select distinct r.gift_id, u.case_id
      from feedback_results r join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
      where r.organisation_id = ${organisationId} and r.result in ('sent', 'shown', 'returned')
    ), spending as (
      select case_id, sum(amount_minor)::bigint as spent from expenses
      where organisation_id = ${organisationId} and reversed_at is null group by case_id
    )
    select g.campaign_id as "campaignId", a.case_id as "caseId", a.currency, sum(a.amount_minor)::bigint as allocated,
      coalesce(sum(a.amount_minor) filter (where told.gift_id is not null), 0)::bigint as told,
      coalesce(max(spending.spent), 0)::bigint as "caseSpent"
    from allocations a
    join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
    left join told on told.gift_id = a.gift_id and told.case_id = a.case_id
    left join spending on spending.case_id = a.case_id
    where a.organisation_id = ${organisationId}
    group by g.campaign_id, a.case_id, a.currency having sum(a.amount_minor) > 0
    order by a.case_id, g.campaign_id`.execute(db)
  return rows
}

const nothing = { allocated: 0n, spent: 0n, reported: 0n }

/** Spreads what was spent on each case over the campaigns whose gifts it has, to the minor unit. */
function spread(parts: readonly Part[]): Map<string, typeof nothing> {
  const totals = new Map<string, typeof nothing>()
  const byCase = new Map<string, Part[]>()
  for (const part of parts) byCase.set(part.caseId, [...(byCase.get(part.caseId) ?? []), part])
  for (const shared of byCase.values()) {
    const allocated = shared.reduce((sum, part) => sum + part.allocated, 0n)
    const [{ caseSpent, currency } = { caseSpent: 0n, currency: '' }] = shared
    const spent = atMost(caseSpent, allocated)
    const shares = split(
      { minor: spent, currency },
      shared.map((part) => part.allocated),
    )
    for (const [index, part] of shared.entries()) {
      const mine = shares[index]?.minor ?? 0n
      const before = totals.get(part.campaignId) ?? nothing
      totals.set(part.campaignId, {
        allocated: before.allocated + part.allocated,
        spent: before.spent + mine,
        reported: before.reported + (mine * part.told) / part.allocated,
      })
    }
  }
  return totals
}
