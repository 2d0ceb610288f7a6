import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { type Campaign, type Openness, opennessOf, type Progress } from './campaign.ts'
import { isoDay } from './day.ts'
import { readProgress } from './store.ts'

/** On a giving day many gifts arrive at once; each takes one of these rows, so they seldom wait for each other. */
const shards = 16

/** Adds to what a campaign has raised; a refund takes away with negative numbers. */
export async function addProgress(
  { db, organisationId }: Transaction,
  campaignId: string,
  deltaMinor: bigint,
  deltaCount: number,
): Promise<void> {
  await sql`
    insert into campaign_progress as p (organisation_id, campaign_id, shard, raised_minor, gift_count)
    values (${organisationId}, ${campaignId}, ${randomInt(shards)}, ${deltaMinor}, ${deltaCount})
    on conflict (organisation_id, campaign_id, shard) do update
    set raised_minor = p.raised_minor + excluded.raised_minor, gift_count = p.gift_count + excluded.gift_count`.execute(
    db,
  )
}

/** What a campaign has raised so far. */
export async function progressOf(transaction: Transaction, campaignId: string): Promise<Progress> {
  const progress = await readProgress(transaction, [campaignId])
  return progress.get(campaignId) ?? { raisedMinor: 0n, giftCount: 0 }
}

/** Whether a gift may be made to a campaign now; asked before anybody leaves for a payment page. */
export async function openness(transaction: Transaction, campaign: Campaign): Promise<Openness> {
  const { raisedMinor } = await progressOf(transaction, campaign.campaignId)
  return opennessOf(campaign, raisedMinor, isoDay(transaction.now, campaign.organisationTimeZone))
}

/** Holds a campaign until the transaction ends: who asks for room under its cap waits for the one before. */
export async function lockCampaign({ db, organisationId }: Transaction, campaignId: string): Promise<void> {
  await db
    .selectFrom('campaigns')
    .where('organisation_id', '=', organisationId)
    .where('campaign_id', '=', campaignId)
    .select('campaign_id')
    .forNoKeyUpdate()
    .execute()
}
