import { registerAddress, resolveAddress } from '../organisations/addresses.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId, orderedId } from '../platform/ids.ts'
import { type Context, Scope, type Transaction } from '../platform/scope.ts'
import {
  type Campaign,
  type CampaignChange,
  campaignChange,
  type NewCampaign,
  type NewFund,
  newCampaign,
  newFund,
  requirePublishable,
} from './campaign.ts'
import { readCampaigns, selectCampaigns, writeTexts } from './store.ts'

/** Makes a fund. Fails with `campaigns.fund-code-taken`. */
export async function createFund(scope: Scope, fund: NewFund): Promise<string> {
  permit(scope, 'campaigns.change')
  const { code, name, isRestricted } = newFund.parse(fund)
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const fundId = newId(now)
    const written = await db
      .insertInto('funds')
      .values({ organisation_id: organisationId, fund_id: fundId, code, name, is_restricted: isRestricted })
      .onConflict((conflict) => conflict.doNothing())
      .returning('fund_id')
      .executeTakeFirst()
    if (!written) throw new Failure('campaigns.fund-code-taken', { code }, { kind: 'conflict', field: 'code' })
    await audit(transaction, { action: 'campaigns.create-fund', subjectKind: 'fund', subjectId: fundId, after: fund })
    return fundId
  })
}

/** Every fund of the organisation. */
export function listFunds({ db, organisationId }: Transaction) {
  return db
    .selectFrom('funds')
    .where('organisation_id', '=', organisationId)
    .select(['fund_id as fundId', 'code', 'name', 'is_restricted as isRestricted'])
    .orderBy('name')
    .execute()
}

/**
 * Makes a campaign, as a draft unless said otherwise. Its slug is taken for the whole installation and for ever.
 * Fails with `campaigns.slug-taken` and the codes of `requirePublishable`.
 */
export async function createCampaign(scope: Scope, campaign: NewCampaign): Promise<string> {
  permit(scope, 'campaigns.change')
  const { texts, ...fields } = newCampaign.parse(campaign)
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, context } = transaction
    if (await resolveAddress(context, 'campaign', fields.slug)) throw slugTaken(fields.slug)
    const campaignId = orderedId(now)
    await requireSibling(transaction, { ...fields, campaignId })
    await db
      .insertInto('campaigns')
      .values({
        organisation_id: organisationId,
        campaign_id: campaignId,
        slug: fields.slug,
        fund_id: fields.fundId,
        legal_entity_id: fields.legalEntityId,
        currency: fields.currency,
        created_at: now,
        ...columnsOf(fields),
      })
      .execute()
    await writeTexts(transaction, campaignId, texts)
    requirePublishable(await getCampaign(transaction, campaignId))
    await registerAddress(transaction, 'campaign', fields.slug, campaignId).catch((error: unknown) => {
      throw isTaken(error) ? slugTaken(fields.slug) : error
    })
    await audit(transaction, {
      action: 'campaigns.create',
      subjectKind: 'campaign',
      subjectId: campaignId,
      after: campaign,
    })
    return campaignId
  })
}

/** Changes a campaign; fields left out stay. Fails with `campaigns.unknown` and the codes of `requirePublishable`. */
export async function changeCampaign(scope: Scope, campaignId: string, change: CampaignChange): Promise<void> {
  permit(scope, 'campaigns.change')
  const { texts, ...fields } = campaignChange.parse(change)
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const before = await getCampaign(transaction, campaignId)
    const { overflowCampaignId = before.overflowCampaignId } = fields
    await requireSibling(transaction, { ...before, overflowCampaignId })
    await db
      .updateTable('campaigns')
      .set({ campaign_id: campaignId, ...columnsOf(fields) })
      .where('organisation_id', '=', organisationId)
      .where('campaign_id', '=', campaignId)
      .execute()
    await writeTexts(transaction, campaignId, texts ?? {})
    const after = await getCampaign(transaction, campaignId)
    requirePublishable(after)
    await audit(transaction, {
      action: 'campaigns.change',
      subjectKind: 'campaign',
      subjectId: campaignId,
      before: Object.fromEntries(Object.entries(before).filter(([field]) => field in change)),
      after: change,
    })
  })
}

/** A campaign with its texts. Fails with `campaigns.unknown`. */
export async function getCampaign(transaction: Transaction, campaignId: string): Promise<Campaign> {
  const rows = await selectCampaigns(transaction).where('c.campaign_id', '=', campaignId).execute()
  const [campaign] = await readCampaigns(transaction, rows)
  if (!campaign) throw new Failure('campaigns.unknown', {}, { kind: 'missing' })
  return campaign
}

/** Every campaign of the organisation, the newest first. */
export async function listCampaigns(transaction: Transaction): Promise<Campaign[]> {
  const rows = await selectCampaigns(transaction).orderBy('c.created_at', 'desc').orderBy('c.campaign_id').execute()
  return readCampaigns(transaction, rows)
}

/** The campaign at a public address, with a scope in which a visitor acts; undefined when there is none or it is a draft. */
export async function findCampaign(
  context: Context,
  slug: string,
): Promise<{ scope: Scope; campaign: Campaign } | undefined> {
  const address = await resolveAddress(context, 'campaign', slug)
  if (!address) return undefined
  const scope = new Scope(context, address.organisationId, { kind: 'link', id: address.id })
  const campaign = await scope.transaction((transaction) => getCampaign(transaction, address.id))
  return campaign.state === 'draft' ? undefined : { scope, campaign }
}

type Changed = Omit<ReturnType<typeof campaignChange.parse>, 'texts'>

/** The columns of fields; a field left out stays out. */
function columnsOf<Fields extends Changed>(fields: Fields): Columns<Fields> {
  return {
    goal_minor: fields.goalMinor,
    cap_minor: fields.capMinor,
    overflow_campaign_id: fields.overflowCampaignId,
    starts_on: fields.startsOn,
    ends_on: fields.endsOn,
    permit_number: fields.permitNumber,
    permit_authority: fields.permitAuthority,
    programme_share_basis_points: fields.programmeShareBasisPoints,
    minimum_slice_minor: fields.minimumSliceMinor,
    allocation_policy: fields.allocationPolicy,
    allocates_only_final: fields.allocatesOnlyFinal,
    suggested_minor: fields.suggestedMinor,
    picture: fields.picture,
    state: fields.state,
  }
}

interface Columns<Fields extends Changed> {
  goal_minor: Fields['goalMinor']
  cap_minor: Fields['capMinor']
  overflow_campaign_id: Fields['overflowCampaignId']
  starts_on: Fields['startsOn']
  ends_on: Fields['endsOn']
  permit_number: Fields['permitNumber']
  permit_authority: Fields['permitAuthority']
  programme_share_basis_points: Fields['programmeShareBasisPoints']
  minimum_slice_minor: Fields['minimumSliceMinor']
  allocation_policy: Fields['allocationPolicy']
  allocates_only_final: Fields['allocatesOnlyFinal']
  suggested_minor: Fields['suggestedMinor']
  picture: Fields['picture']
  state: Fields['state']
}

/** What goes beyond the cap stays in the same currency and with the same legal entity. Fails with `campaigns.no-sibling`. */
async function requireSibling(
  transaction: Transaction,
  campaign: Pick<Campaign, 'overflowCampaignId' | 'campaignId' | 'currency' | 'legalEntityId'>,
): Promise<void> {
  const { overflowCampaignId, campaignId, currency, legalEntityId } = campaign
  if (overflowCampaignId === null) return
  const rows = await selectCampaigns(transaction).where('c.campaign_id', '=', overflowCampaignId).execute()
  const [sibling] = await readCampaigns(transaction, rows)
  const isKin = sibling?.currency === currency && sibling.legalEntityId === legalEntityId
  if (isKin && sibling.campaignId !== campaignId) return
  throw new Failure('campaigns.no-sibling', {}, { field: 'overflowCampaignId' })
}

function slugTaken(slug: string): Failure {
  return new Failure('campaigns.slug-taken', { slug }, { kind: 'conflict', field: 'slug' })
}

/** PostgreSQL's unique_violation: somebody took the same slug since we looked. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}
