import { z } from 'zod'
import { getCampaign } from '../../campaigns/actions.ts'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { isUuid, newId, newToken, organisationId as parseOrganisationId } from '../../platform/ids.ts'
import { type Context, Scope, type Transaction } from '../../platform/scope.ts'
import { feedCampaign } from './feed.ts'

/** A charity for which we are the platform. */
export interface Partner {
  readonly id: string
  readonly name: string
  readonly state: 'active' | 'paused'
  /** What its requests are signed under; no secret. */
  readonly keyId: string
  readonly campaigns: readonly { campaignId: string; programmeCode: string }[]
  readonly orderCount: number
  readonly readAt: Date | null
  /** Until when the secret before this one is taken; null once it is not. */
  readonly formerUntil: Date | null
}

/** Makes a partner; its secret is shown this once and never again. */
export async function createPartner(
  scope: Scope,
  { name }: { name: string },
): Promise<{ id: string; keyId: string; secret: string }> {
  permit(scope, 'payments.change')
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, context } = transaction
    const id = newId(now)
    const secret = newToken()
    await db
      .insertInto('partner_accounts')
      .values({
        organisation_id: organisationId,
        partner_account_id: id,
        name,
        secret_cipher: context.vault.seal(secret, sealPlace(organisationId, id)),
        created_at: now,
      })
      .execute()
    await audit(transaction, {
      action: 'connectors.create-partner',
      subjectKind: 'partner_account',
      subjectId: id,
      after: { name },
    })
    return { id, keyId: keyIdOf(organisationId, id), secret }
  })
}

/** Lets a partner in, or keeps it out. Fails with `connectors.unknown-partner`. */
export async function changePartner(scope: Scope, id: string, change: { state: 'active' | 'paused' }): Promise<void> {
  permit(scope, 'payments.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const before = await readPartner(transaction, id)
    await db
      .updateTable('partner_accounts')
      .set(change)
      .where('organisation_id', '=', organisationId)
      .where('partner_account_id', '=', id)
      .execute()
    const subject = { subjectKind: 'partner_account', subjectId: id }
    await audit(transaction, {
      action: 'connectors.change-partner',
      ...subject,
      before: { state: before.state },
      after: change,
    })
  })
}

/** How long a replaced secret is still taken. */
const formerMilliseconds = 24 * 60 * 60 * 1000

/**
 * Gives a partner a new secret, shown this once; the one until now is taken for a day more, and the one before that no more. Fails
 * with `connectors.unknown-partner`.
 */
export async function renewPartnerSecret(
  scope: Scope,
  id: string,
): Promise<{ keyId: string; secret: string; formerUntil: Date }> {
  permit(scope, 'payments.change')
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, context } = transaction
    const { secret_cipher: former } = await readPartner(transaction, id)
    const secret = newToken()
    const formerUntil = new Date(now.getTime() + formerMilliseconds)
    await db
      .updateTable('partner_accounts')
      .set({
        secret_cipher: context.vault.seal(secret, sealPlace(organisationId, id)),
        former_cipher: former,
        former_until: formerUntil,
      })
      .where('organisation_id', '=', organisationId)
      .where('partner_account_id', '=', id)
      .execute()
    const subject = { subjectKind: 'partner_account', subjectId: id }
    await audit(transaction, { action: 'connectors.renew-secret', ...subject, after: { formerUntil } })
    return { keyId: keyIdOf(organisationId, id), secret, formerUntil }
  })
}

/**
 * Means a campaign's gifts for a partner, those already given too; a campaign has one partner, for good. Answers how many gifts
 * are in the feed of it now. Fails with `connectors.unknown-partner`, `campaigns.unknown`, `connectors.campaign-taken`.
 */
export async function meanForPartner(
  scope: Scope,
  id: string,
  { campaignId, programmeCode }: { campaignId: string; programmeCode: string },
): Promise<{ orderCount: number }> {
  permit(scope, 'payments.change')
  return scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    await readPartner(transaction, id)
    await getCampaign(transaction, campaignId)
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('partner_campaigns')
      .values({
        organisation_id: organisationId,
        campaign_id: campaignId,
        partner_account_id: id,
        programme_code: programmeCode,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) throw new Failure('connectors.campaign-taken', {}, { kind: 'conflict' })
    const subject = { subjectKind: 'campaign', subjectId: campaignId }
    await audit(transaction, { action: 'connectors.mean-for', ...subject, after: { partnerId: id, programmeCode } })
    return { orderCount: await feedCampaign(transaction, campaignId) }
  })
}

/** Every partner, the oldest first. */
export async function listPartners(scope: Scope): Promise<Partner[]> {
  permit(scope, 'gifts.read')
  return scope.transaction(async ({ db, organisationId, now }) => {
    const rows = await db
      .selectFrom('partner_accounts')
      .where('organisation_id', '=', organisationId)
      .selectAll()
      .orderBy('created_at')
      .orderBy('partner_account_id')
      .execute()
    const campaigns = await db
      .selectFrom('partner_campaigns')
      .where('organisation_id', '=', organisationId)
      .selectAll()
      .execute()
    const counts = await db
      .selectFrom('partner_orders')
      .where('organisation_id', '=', organisationId)
      .select(['partner_account_id as id', (query) => query.fn.countAll<string>().as('count')])
      .groupBy('partner_account_id')
      .execute()
    return rows.map((row) => ({
      id: row.partner_account_id,
      name: row.name,
      state: row.state === 'paused' ? 'paused' : 'active',
      keyId: keyIdOf(organisationId, row.partner_account_id),
      campaigns: campaigns
        .filter((one) => one.partner_account_id === row.partner_account_id)
        .map((one) => ({ campaignId: one.campaign_id, programmeCode: one.programme_code })),
      orderCount: Number(counts.find(({ id }) => id === row.partner_account_id)?.count ?? 0),
      readAt: row.read_at,
      formerUntil: row.former_until !== null && row.former_until > now ? row.former_until : null,
    }))
  })
}

/** Who shows a key, and the secrets their requests may be signed with. Undefined for a key nobody has, or that is paused. */
export async function findPartner(
  context: Context,
  keyId: string,
): Promise<{ scope: Scope; partnerId: string; secrets: readonly string[] } | undefined> {
  const [organisation = '', partnerId = ''] = keyId.split('.')
  if (!isUuid(organisation) || !isUuid(partnerId)) return undefined
  const organisationId = parseOrganisationId(organisation)
  const scope = new Scope(context, organisationId, { kind: 'system', name: 'partner' })
  const row = await scope.transaction(({ db }) =>
    db
      .selectFrom('partner_accounts')
      .where('organisation_id', '=', organisationId)
      .where('partner_account_id', '=', partnerId)
      .where('state', '=', 'active')
      .select(['secret_cipher', 'former_cipher', 'former_until'])
      .executeTakeFirst(),
  )
  if (row === undefined) return undefined
  const isFormerTaken = row.former_until !== null && row.former_until > context.clock.now()
  const ciphers = [row.secret_cipher, ...(isFormerTaken && row.former_cipher ? [row.former_cipher] : [])]
  const place = sealPlace(organisationId, partnerId)
  return { scope, partnerId, secrets: ciphers.map((cipher) => context.vault.open(cipher, place)) }
}

/** The body of `createPartner` and `meanForPartner`. */
export const newPartner = z.strictObject({ name: z.string().trim().min(1).max(120) })
export const meaning = z.strictObject({ campaignId: z.uuid(), programmeCode: z.string().trim().min(1).max(100) })

async function readPartner({ db, organisationId }: Transaction, id: string) {
  const row = await db
    .selectFrom('partner_accounts')
    .where('organisation_id', '=', organisationId)
    .where('partner_account_id', '=', id)
    .selectAll()
    .executeTakeFirst()
  if (!row) throw new Failure('connectors.unknown-partner', {}, { kind: 'missing' })
  return row
}

function keyIdOf(organisationId: string, partnerId: string): string {
  return `${organisationId}.${partnerId}`
}

/** Where a partner's secret is sealed. */
export function sealPlace(organisationId: string, id: string): string {
  return `${organisationId}/partner_accounts/${id}/secret`
}
