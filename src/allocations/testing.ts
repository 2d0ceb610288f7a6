import { createCampaign, createFund } from '../campaigns/actions.ts'
import type { NewCampaign } from '../campaigns/campaign.ts'
import type { Stage } from '../cases/case.ts'
import { newPublicReference } from '../log/record.ts'
import { createPerson } from '../people/persons.ts'
import type { Databases } from '../platform/database/connect.ts'
import { newId } from '../platform/ids.ts'
import type { Language } from '../platform/languages.ts'
import type { Scope } from '../platform/scope.ts'

/** A fund with a campaign that asks for it and a programme it pays for. */
export interface Purpose {
  fundId: string
  campaignId: string
  programmeId: string
}

/** How many purposes a house has: the first campaign of each is at `/c/campaign-1`. */
const founded = new WeakMap<Databases, number>()

/** Founds a fund, its campaign and its programme for a test. */
export async function foundPurpose(
  scope: Scope,
  terms: Partial<
    Pick<NewCampaign, 'minimumSliceMinor' | 'programmeShareBasisPoints' | 'allocationPolicy' | 'allocatesOnlyFinal'>
  > = {},
): Promise<Purpose> {
  const made = (founded.get(scope.context.databases) ?? 0) + 1
  founded.set(scope.context.databases, made)
  const legalEntityId = newId(scope.context.clock.now())
  const programmeId = newId(scope.context.clock.now())
  const fundId = await createFund(scope, { code: `fund-${made}`, name: `Fund ${made}`, isRestricted: true })
  await scope.transaction(async ({ db, organisationId, now }) => {
    await db
      .insertInto('legal_entities')
      .values({
        organisation_id: organisationId,
        legal_entity_id: legalEntityId,
        name: 'Morning Light Foundation',
        country: 'TW',
        address: 'Taipei',
        registration_number: '00000000',
        receipt_prefix: `T${made}`,
      })
      .execute()
    await db
      .insertInto('programmes')
      .values({
        organisation_id: organisationId,
        programme_id: programmeId,
        fund_id: fundId,
        currency: 'TWD',
        slug: `programme-${made}`,
        name: JSON.stringify({ en: `Programme ${made}` }),
        picture: 'cleft',
        created_at: now,
      })
      .execute()
  })
  const campaignId = await createCampaign(scope, {
    slug: `campaign-${made}`,
    fundId,
    legalEntityId,
    currency: 'TWD',
    goalMinor: 100_000_000n,
    startsOn: '2026-01-01',
    minimumSliceMinor: 1n,
    ...terms,
    suggestedMinor: [50_000n],
    picture: 'cleft',
    state: 'draft',
    texts: { 'zh-Hant': { title: '計畫', summary: '摘要', story: '故事' } },
  })
  return { fundId, campaignId, programmeId }
}

/** Opens a case with one need for each amount, without news; answers their ids. */
export async function openTestCase(
  scope: Scope,
  purpose: Purpose,
  amounts: readonly bigint[],
  stage: Stage = 'registered',
): Promise<{ caseId: string; needIds: string[] }> {
  const at = scope.context.clock.now()
  const caseId = newId(at)
  const needIds = amounts.map(() => newId(at)).toSorted()
  await scope.transaction(async ({ db, organisationId, now }) => {
    await db
      .insertInto('cases')
      .values({
        organisation_id: organisationId,
        case_id: caseId,
        programme_id: purpose.programmeId,
        pseudonym: `小星${caseId.slice(-6)}`,
        age_band: '2-5',
        region: 'hualien',
        condition_class: 'cleft',
        stage,
        stage_at: now,
        picture: 'cleft',
        created_at: now,
      })
      .execute()
    for (const [index, amount] of amounts.entries()) {
      await db
        .insertInto('needs')
        .values({
          organisation_id: organisationId,
          need_id: needIds[index] ?? '',
          case_id: caseId,
          fund_id: purpose.fundId,
          item: 'surgery',
          amount_minor: amount,
          open_minor: amount,
          currency: 'TWD',
          created_at: now,
        })
        .execute()
    }
  })
  return { caseId, needIds }
}

/** A gift that has arrived, without news and without portions. */
export interface TestGift {
  amountMinor: bigint
  feeMinor?: bigint
  personId?: string
  language?: Language
  orderNumber?: string
  source?: string
}

/** Writes a gift; answers its id. */
export async function giveTestGift(scope: Scope, purpose: Purpose, gift: TestGift): Promise<string> {
  const language = gift.language ?? 'zh-Hant'
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const giftId = newId(now)
    const personId = gift.personId ?? (await createPerson(transaction, { displayName: 'Donor', language }))
    await db
      .insertInto('gifts')
      .values({
        organisation_id: organisationId,
        gift_id: giftId,
        public_reference: newPublicReference(),
        person_id: personId,
        campaign_id: purpose.campaignId,
        fund_id: purpose.fundId,
        source: gift.source ?? 'manual',
        order_number: gift.orderNumber ?? null,
        amount_minor: gift.amountMinor,
        fee_minor: gift.feeMinor ?? 0n,
        currency: 'TWD',
        given_on: '2026-03-02',
        received_at: now,
        donor_name: 'Donor',
        is_anonymous: false,
        receipt_wish: 'none',
        language,
      })
      .execute()
    return giftId
  })
}
