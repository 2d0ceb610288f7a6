import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/** A project of a giving platform and the campaign its orders become gifts of. */
export interface PlatformProject {
  platform: string
  projectId: string
  campaignId: string
}

/** Every project that has a campaign. */
export async function readProjects({ db, organisationId }: Transaction): Promise<PlatformProject[]> {
  const { rows } = await sql<PlatformProject>`
    select platform, project_id as "projectId", campaign_id as "campaignId" from platform_projects
    where organisation_id = ${organisationId} order by platform, project_id`.execute(db)
  return rows
}

/** The campaign of a project; undefined while nobody has named one. */
export async function campaignOf(
  { db, organisationId }: Transaction,
  project: { platform: string; projectId: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ campaignId: string }>`
    select campaign_id as "campaignId" from platform_projects
    where organisation_id = ${organisationId} and platform = ${project.platform}
      and project_id = ${project.projectId}`.execute(db)
  return rows[0]?.campaignId
}

/** Names the campaign of a project. */
export async function writeProject({ db, organisationId }: Transaction, project: PlatformProject): Promise<void> {
  await sql`
    insert into platform_projects (organisation_id, platform, project_id, campaign_id)
    values (${organisationId}, ${project.platform}, ${project.projectId}, ${project.campaignId})
    on conflict (organisation_id, platform, project_id) do update set campaign_id = excluded.campaign_id`.execute(db)
}

/** The gift an order became. */
export function giftOfOrder(
  { db, organisationId }: Transaction,
  order: { platform: string; orderNumber: string },
): Promise<{ giftId: string; amountMinor: bigint } | undefined> {
  return db
    .selectFrom('platform_orders as o')
    .innerJoin('gifts as g', (join) =>
      join.onRef('g.organisation_id', '=', 'o.organisation_id').onRef('g.gift_id', '=', 'o.gift_id'),
    )
    .where('o.organisation_id', '=', organisationId)
    .where('o.platform', '=', order.platform)
    .where('o.order_number', '=', order.orderNumber)
    .select(['g.gift_id as giftId', 'g.amount_minor as amountMinor'])
    .executeTakeFirst()
}
