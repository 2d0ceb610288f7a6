import { sql } from 'kysely'
import { z } from 'zod'
import { languages } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { allocationPolicies, type Campaign, type Progress } from './campaign.ts'

type CampaignFields = Omit<Campaign, 'texts'>

/** Rows of campaigns with what others say about them: fund, legal entity, time zone. */
export function selectCampaigns({ db, organisationId }: Transaction) {
  return db
    .selectFrom('campaigns as c')
    .innerJoin('funds as f', (join) =>
      join.onRef('f.organisation_id', '=', 'c.organisation_id').onRef('f.fund_id', '=', 'c.fund_id'),
    )
    .innerJoin('legal_entities as l', (join) =>
      join.onRef('l.organisation_id', '=', 'c.organisation_id').onRef('l.legal_entity_id', '=', 'c.legal_entity_id'),
    )
    .innerJoin('organisations as o', 'o.organisation_id', 'c.organisation_id')
    .where('c.organisation_id', '=', organisationId)
    .selectAll('c')
    .select(['f.code as fund_code', 'l.name as legal_entity_name', 'l.country', 'o.time_zone'])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectCampaigns>['execute']>>[number]

/** Reads rows as campaigns, with all their texts. */
export async function readCampaigns(transaction: Transaction, rows: readonly Row[]): Promise<Campaign[]> {
  if (rows.length === 0) return []
  const texts = await transaction.db
    .selectFrom('campaign_texts')
    .where('organisation_id', '=', transaction.organisationId)
    .where(
      'campaign_id',
      'in',
      rows.map((row) => row.campaign_id),
    )
    .selectAll()
    .execute()
  return rows.map((row) => ({
    ...fieldsOf(row),
    texts: Object.fromEntries(
      texts
        .filter((text) => text.campaign_id === row.campaign_id)
        .map(({ language, title, summary, story }) => [language, { title, summary, story }]),
    ),
  }))
}

const state = z.enum(['draft', 'public', 'closed'])
const policy = z.enum(allocationPolicies)

function fieldsOf(row: Row): CampaignFields {
  return {
    campaignId: row.campaign_id,
    slug: row.slug,
    fundId: row.fund_id,
    fundCode: row.fund_code,
    legalEntityId: row.legal_entity_id,
    legalEntityName: row.legal_entity_name,
    country: row.country,
    currency: row.currency,
    goalMinor: row.goal_minor,
    capMinor: row.cap_minor,
    overflowCampaignId: row.overflow_campaign_id,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    permitNumber: row.permit_number,
    permitAuthority: row.permit_authority,
    programmeShareBasisPoints: row.programme_share_basis_points,
    minimumSliceMinor: row.minimum_slice_minor,
    allocationPolicy: policy.parse(row.allocation_policy),
    allocatesOnlyFinal: row.allocates_only_final,
    suggestedMinor: row.suggested_minor,
    picture: row.picture,
    state: state.parse(row.state),
    organisationTimeZone: row.time_zone,
    createdAt: row.created_at,
  }
}

/** Writes the texts given; other languages stay. */
export async function writeTexts(
  { db, organisationId }: Transaction,
  campaignId: string,
  texts: Campaign['texts'],
): Promise<void> {
  const rows = languages.flatMap((language) => {
    const text = texts[language]
    return text === undefined ? [] : [{ organisation_id: organisationId, campaign_id: campaignId, language, ...text }]
  })
  if (rows.length === 0) return
  await db
    .insertInto('campaign_texts')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'campaign_id', 'language']).doUpdateSet((excluded) => ({
        title: excluded.ref('excluded.title'),
        summary: excluded.ref('excluded.summary'),
        story: excluded.ref('excluded.story'),
      })),
    )
    .execute()
}

/** What campaigns have raised; one without gifts is absent. */
export async function readProgress(
  { db, organisationId }: Transaction,
  campaignIds: readonly string[],
): Promise<Map<string, Progress>> {
  if (campaignIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('campaign_progress')
    .where('organisation_id', '=', organisationId)
    .where('campaign_id', 'in', [...campaignIds])
    .groupBy('campaign_id')
    .select([
      'campaign_id',
      sql<bigint>`sum(raised_minor)::bigint`.as('raised'),
      sql<bigint>`sum(gift_count)::bigint`.as('gifts'),
    ])
    .execute()
  return new Map(rows.map((row) => [row.campaign_id, { raisedMinor: row.raised, giftCount: Number(row.gifts) }]))
}
