import { useQuery } from '@tanstack/react-query'
import type { Language } from '../../../src/platform/languages.ts'
import type { Amount } from '../words/formats.ts'
import { type Page, read, send } from './client.ts'
import { reread, useList } from './queries.ts'

/** What a campaign says in one language; paragraphs of the story are parted by an empty line. */
export interface CampaignText {
  title: string
  summary: string
  story: string
}

export const allocationPolicies = ['queue', 'urgency', 'even', 'every_gift'] as const
export type AllocationPolicy = (typeof allocationPolicies)[number]

export interface Campaign {
  id: string
  slug: string
  url: string
  fund: { id: string; code: string }
  legalEntity: { id: string; name: string; country: string }
  state: 'draft' | 'public' | 'closed'
  closedBecause: 'draft' | 'not_started' | 'ended' | 'cap' | null
  goal: Amount
  cap: Amount | null
  /** The sibling that takes what goes beyond the cap, when the donor agrees. */
  overflowCampaignId: string | null
  allocationPolicy: AllocationPolicy
  allocatesOnlyFinal: boolean
  raised: Amount
  remaining: Amount | null
  giftCount: number
  startsOn: string
  endsOn: string | null
  permitNumber: string | null
  permitAuthority: string | null
  programmeShareBasisPoints: number
  minimumSlice: Amount
  suggested: Amount[]
  picture: string
  texts: Partial<Record<Language, CampaignText>>
}

export interface CampaignDetail extends Campaign {
  qrSvg: string
}

export interface Fund {
  fundId: string
  code: string
  name: string
  isRestricted: boolean
}

export function useCampaigns() {
  return useList<Campaign>(['campaigns', 'list'], '/api/campaigns')
}

export function useCampaign(id: string) {
  return useQuery({
    queryKey: ['campaigns', 'one', id],
    queryFn: () => read<CampaignDetail>(`/api/campaigns/${id}`),
    enabled: id !== '',
  })
}

export function useFunds() {
  return useQuery({ queryKey: ['funds'], queryFn: () => read<Page<Fund>>('/api/funds'), select: ({ items }) => items })
}

export async function createFund(fund: { code: string; name: string; isRestricted: boolean }): Promise<string> {
  const { id } = await send<{ id: string }>('POST', '/api/funds', fund)
  await reread('funds')
  return id
}

export async function createCampaign(campaign: object): Promise<string> {
  const { id } = await send<{ id: string }>('POST', '/api/campaigns', campaign)
  await reread('campaigns', 'home')
  return id
}

export async function changeCampaign(id: string, change: object): Promise<void> {
  await send('PATCH', `/api/campaigns/${id}`, change)
  await reread('campaigns')
}

/** The words of a campaign in a language, or in any it has. */
export function titleOf({ texts, slug }: Pick<Campaign, 'texts' | 'slug'>, language: Language): string {
  return (texts[language] ?? texts.en ?? Object.values(texts)[0])?.title ?? slug
}
