import { z } from 'zod'
import { isCurrency } from '../platform/currencies.ts'
import { Failure } from '../platform/errors.ts'
import { type Language, languages } from '../platform/languages.ts'

/** What a campaign says in one language. `story` is plain text, paragraphs parted by an empty line. */
export interface CampaignText {
  readonly title: string
  readonly summary: string
  readonly story: string
}

export type CampaignState = 'draft' | 'public' | 'closed'

/**
 * The rules by which gifts meet needs. `queue`: the oldest gift to the need that is due first. `urgency`: the same, but cases
 * that cannot wait come before all others. `even`: those who have least first, until all have equally much. `every_gift`: the
 * gifts that gave least first, so that everyone takes part before anyone takes part twice.
 */
export const allocationPolicies = ['queue', 'urgency', 'even', 'every_gift'] as const
export type AllocationPolicy = (typeof allocationPolicies)[number]

/** A public request for gifts to one fund. Amounts in minor units of `currency`; days where the organisation is. */
export interface Campaign {
  readonly campaignId: string
  readonly slug: string
  readonly fundId: string
  /** Short and public: it stands in the log. */
  readonly fundCode: string
  readonly legalEntityId: string
  readonly legalEntityName: string
  /** ISO 3166-1 alpha-2 of the legal entity: its law decides what must be filed. */
  readonly country: string
  readonly currency: string
  readonly goalMinor: bigint
  /** The filed budget cap; null where none is filed. */
  readonly capMinor: bigint | null
  /** The sibling that takes what goes beyond the cap, when the donor agrees; null: the form stops before payment. */
  readonly overflowCampaignId: string | null
  readonly startsOn: string
  /** The last day on which a gift is accepted. */
  readonly endsOn: string | null
  /** 勸募許可文號 */
  readonly permitNumber: string | null
  readonly permitAuthority: string | null
  readonly programmeShareBasisPoints: number
  readonly minimumSliceMinor: bigint
  readonly allocationPolicy: AllocationPolicy
  /** Whether money that can still be reversed waits until it cannot. */
  readonly allocatesOnlyFinal: boolean
  readonly suggestedMinor: readonly bigint[]
  /** Name of a programme illustration. */
  readonly picture: string
  readonly state: CampaignState
  readonly texts: Readonly<Partial<Record<Language, CampaignText>>>
  readonly organisationTimeZone: string
  readonly createdAt: Date
}

/** What was given so far, net of refunds; a gift refunded in full no longer counts. */
export interface Progress {
  readonly raisedMinor: bigint
  readonly giftCount: number
}

/** Whether a gift may be made now. `remainingMinor` is null where no cap is filed. */
export type Openness =
  | { readonly open: true; readonly remainingMinor: bigint | null }
  | { readonly open: false; readonly because: 'draft' | 'not_started' | 'ended' | 'cap' }

/** Applies the filed period and cap. `today` is the day where the organisation is; the last day still counts. */
export function opennessOf(
  campaign: Pick<Campaign, 'state' | 'startsOn' | 'endsOn' | 'capMinor'>,
  raisedMinor: bigint,
  today: string,
): Openness {
  if (campaign.state === 'draft') return { open: false, because: 'draft' }
  if (campaign.state === 'closed') return { open: false, because: 'ended' }
  if (today < campaign.startsOn) return { open: false, because: 'not_started' }
  if (campaign.endsOn !== null && today > campaign.endsOn) return { open: false, because: 'ended' }
  if (campaign.capMinor === null) return { open: true, remainingMinor: null }
  const remainingMinor = campaign.capMinor - raisedMinor
  return remainingMinor > 0n ? { open: true, remainingMinor } : { open: false, because: 'cap' }
}

/** The words of a campaign in a language, or in the nearest one it has: Chinese for Chinese, then English, then any. */
export function campaignText(campaign: Pick<Campaign, 'texts' | 'slug'>, language: Language): CampaignText {
  const near: readonly Language[] = [language, ...(sisters[language] ?? []), 'en', ...languages]
  for (const each of near) {
    const text = campaign.texts[each]
    if (text !== undefined) return text
  }
  return { title: campaign.slug, summary: '', story: '' }
}

const sisters: Partial<Record<Language, readonly Language[]>> = { 'zh-Hant': ['zh-Hans'], 'zh-Hans': ['zh-Hant'] }

/** What a fund is. `code` is public and stays: it stands in the log. */
export const newFund = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.string().trim().min(1).max(120),
  isRestricted: z.boolean(),
})
export type NewFund = z.infer<typeof newFund>

const day = z.iso.date()
const minor = z.bigint().positive()
const text = z.strictObject({
  title: z.string().trim().min(1).max(120),
  summary: z.string().trim().max(400),
  story: z.string().trim().max(20_000),
})

/** What can be changed about a campaign at any time. The slug cannot: links to it are printed and sent. */
const changeable = {
  goalMinor: minor,
  capMinor: minor.nullable(),
  overflowCampaignId: z.uuid().nullable(),
  startsOn: day,
  endsOn: day.nullable(),
  permitNumber: z.string().trim().min(1).max(120).nullable(),
  permitAuthority: z.string().trim().min(1).max(120).nullable(),
  programmeShareBasisPoints: z.number().int().min(0).max(10_000),
  minimumSliceMinor: minor,
  /** Gifts given from now on follow it; those given before keep theirs. */
  allocationPolicy: z.enum(allocationPolicies),
  allocatesOnlyFinal: z.boolean(),
  suggestedMinor: z.array(minor).max(6),
  picture: z.string().trim().max(200),
  state: z.enum(['draft', 'public', 'closed']),
  texts: z.partialRecord(z.enum(languages), text),
}

/** See `createCampaign`. */
export const newCampaign = z.strictObject({
  ...changeable,
  slug: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/),
  fundId: z.uuid(),
  legalEntityId: z.uuid(),
  currency: z.string().refine(isCurrency),
  capMinor: changeable.capMinor.default(null),
  overflowCampaignId: changeable.overflowCampaignId.default(null),
  endsOn: changeable.endsOn.default(null),
  permitNumber: changeable.permitNumber.default(null),
  permitAuthority: changeable.permitAuthority.default(null),
  programmeShareBasisPoints: changeable.programmeShareBasisPoints.default(0),
  minimumSliceMinor: changeable.minimumSliceMinor.default(1n),
  allocationPolicy: changeable.allocationPolicy.default('queue'),
  allocatesOnlyFinal: changeable.allocatesOnlyFinal.default(false),
  suggestedMinor: changeable.suggestedMinor.default([]),
  picture: changeable.picture.default(''),
  state: changeable.state.default('draft'),
})
export type NewCampaign = z.input<typeof newCampaign>

/** See `changeCampaign`; a field left out stays. */
export const campaignChange = z.strictObject(changeable).partial()
export type CampaignChange = z.input<typeof campaignChange>

type Filing = Pick<Campaign, 'state' | 'country' | 'permitNumber' | 'permitAuthority' | 'startsOn' | 'endsOn' | 'texts'>

/**
 * Refuses to show a campaign that may not be shown. In Taiwan the public may be asked only with a permit, whose number,
 * authority and period are printed (公益勸募條例 Art. 7, 公益勸募許可辦法 Art. 5, as read 2026-07).
 * Fails with `campaigns.not-fileable` naming the field, `campaigns.ends-before-start`, `campaigns.no-words`.
 */
export function requirePublishable(campaign: Filing): void {
  if (campaign.endsOn !== null && campaign.endsOn < campaign.startsOn) {
    throw new Failure('campaigns.ends-before-start', {}, { field: 'endsOn' })
  }
  if (campaign.state !== 'public') return
  if (Object.keys(campaign.texts).length === 0) throw new Failure('campaigns.no-words', {}, { field: 'texts' })
  if (campaign.country !== 'TW') return
  for (const field of ['permitNumber', 'permitAuthority', 'endsOn'] as const) {
    if (campaign[field] === null) throw new Failure('campaigns.not-fileable', { field }, { field })
  }
}
