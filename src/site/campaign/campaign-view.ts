import { sql } from 'kysely'
import { type Campaign, campaignText, type Openness, opennessOf } from '../../campaigns/campaign.ts'
import { isoDay } from '../../campaigns/day.ts'
import { progressOf } from '../../campaigns/progress.ts'
import { consentCovers, dayWhereCase } from '../../cases/consent.ts'
import { shownTexts } from '../../cases/shown-text.ts'
import { isTellable } from '../../feedback/tellable.ts'
import type { Language } from '../../platform/languages.ts'
import { money } from '../../platform/money.ts'
import type { Transaction } from '../../platform/scope.ts'
import { momentOf } from '../day.ts'
import { illustration } from '../illustrations.ts'
import { siteWords } from '../words.ts'
import type { CampaignFiling, CampaignState, CampaignUpdate, CampaignView, Deed } from './campaign.ts'

/** What a campaign's public page shows, in the reader's language. */
export async function campaignView(
  transaction: Transaction,
  campaign: Campaign,
  language: Language,
): Promise<CampaignView> {
  const t = siteWords(transaction.context.translator.in(language))
  const { slug } = campaign
  const figures = await campaignFigures(transaction, campaign)
  const { title, summary, story } = campaignText(campaign, language)
  return {
    slug,
    title,
    summary,
    ...illustration(campaign.picture, t),
    story: story.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== ''),
    signedBy: null,
    ...figures,
    filing: filingOf(campaign, figures.given.minor),
    deeds: await deedsOf(transaction, campaign, t),
    updates: await updatesOf(transaction, campaign, language),
    shareUrl: `${transaction.context.settings.publicUrl}/c/${slug}`,
  }
}

/** What of a campaign changes with every gift. */
export async function campaignFigures(
  transaction: Transaction,
  campaign: Campaign,
): Promise<Pick<CampaignView, 'state' | 'given' | 'giftCount' | 'goal'>> {
  const { currency } = campaign
  const { raisedMinor, giftCount } = await progressOf(transaction, campaign.campaignId)
  return {
    state: campaignState(opennessOf(campaign, raisedMinor, isoDay(transaction.now, campaign.organisationTimeZone))),
    given: money(raisedMinor, currency),
    giftCount,
    goal: money(campaign.goalMinor, currency),
  }
}

/** How the pages call whether a campaign takes gifts. */
export function campaignState(openness: Openness): CampaignState {
  if (openness.open) return 'open'
  if (openness.because === 'cap') return 'closed-by-cap'
  return openness.because === 'not_started' ? 'not-open-yet' : 'closed-by-date'
}

function filingOf(campaign: Campaign, raisedMinor: bigint): CampaignFiling {
  const { capMinor, currency } = campaign
  const left = capMinor === null || capMinor < raisedMinor ? 0n : capMinor - raisedMinor
  return {
    permit: campaign.permitNumber,
    responsibleBody: campaign.permitAuthority ?? campaign.legalEntityName,
    startsOn: momentOf(campaign.startsOn),
    endsOn: campaign.endsOn === null ? null : momentOf(campaign.endsOn),
    cap: capMinor === null ? null : { amount: money(capMinor, currency), remaining: money(left, currency) },
    programmeShareBasisPoints: campaign.programmeShareBasisPoints,
  }
}

/** Counted over the cases that the campaign's fund pays for. */
async function deedsOf(
  { db, organisationId }: Transaction,
  { fundId }: Campaign,
  t: (key: string, variables?: Record<string, unknown>) => string,
): Promise<Deed[]> {
  const { rows } = await sql<{ helped: number; treated: number }>`
    select count(*) filter (where exists (select from allocations a where a.organisation_id = c.organisation_id
        and a.case_id = c.case_id))::integer as helped,
      count(*) filter (where c.stage in ('treated', 'recovered'))::integer as treated
    from cases c
    join programmes p on p.organisation_id = c.organisation_id and p.programme_id = c.programme_id
    where c.organisation_id = ${organisationId} and p.fund_id = ${fundId}`.execute(db)
  const { helped = 0, treated = 0 } = rows[0] ?? {}
  return [
    { count: helped, counts: t('campaign.counts.helped', { count: helped }) },
    { count: treated, counts: t('campaign.counts.treated', { count: treated }) },
  ].filter(({ count }) => count > 0)
}

const shownUpdates = 5

async function updatesOf(
  transaction: Transaction,
  { fundId }: Campaign,
  language: Language,
): Promise<CampaignUpdate[]> {
  const { db, organisationId, context, now } = transaction
  const t = siteWords(context.translator.in(language))
  const { rows } = await sql<{ update_id: string; stage: string; approved_at: Date; pseudonym: string }>`
    select u.update_id, u.stage, u.approved_at, c.pseudonym
    from updates u
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    join programmes p on p.organisation_id = c.organisation_id and p.programme_id = c.programme_id
    where u.organisation_id = ${organisationId} and p.fund_id = ${fundId} and u.state = 'approved'
      and ${isTellable} and ${consentCovers({ purpose: 'public_page', channel: 'page' }, dayWhereCase(now))}
    order by u.approved_at desc, u.update_id limit ${shownUpdates}::integer`.execute(db)
  const texts = await shownTexts(
    transaction,
    rows.map((row) => row.update_id),
  )
  return rows.map((row) => ({
    at: row.approved_at,
    title: t(`story.stages.${row.stage}`, { child: row.pseudonym }),
    text: texts.get(row.update_id)?.[language] ?? '',
  }))
}
