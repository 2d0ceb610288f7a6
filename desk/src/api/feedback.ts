import { useQuery } from '@tanstack/react-query'
import type { Language } from '../../../src/platform/languages.ts'
import { type Page, read, send } from './client.ts'
import type { Preview } from './pieces.ts'
import { reread } from './queries.ts'

export const templateKinds = ['news', 'correction', 'closing'] as const
export type TemplateKind = (typeof templateKinds)[number]

/** Where a template stands: one at most. `channel` is a kind of channel or `all`. */
export interface TemplatePlace {
  kind: TemplateKind
  channel: string
  language: Language
}

/** The words of a card around what is told. */
export interface TemplateWords {
  title: string
  text: string
  label: string
}

export interface FeedbackTemplate extends TemplatePlace, TemplateWords {
  writtenById: string
  writtenAt: string
}

export interface EarlierTemplate extends FeedbackTemplate {
  replacedById: string
  replacedAt: string
}

/** A programme's own words, and the names a template of each kind may say. */
export interface FeedbackTemplates extends Page<FeedbackTemplate> {
  names: Record<string, readonly string[]>
}

/** A donor a template can be tried on. */
export interface TriedOn {
  personId: string
  personName: string
  pseudonym: string
  language: string
}

const pathOf = (programmeId: string) => `/api/programmes/${programmeId}/feedback-templates`

export function useFeedbackTemplates(programmeId: string) {
  return useQuery({
    queryKey: ['feedback-templates', programmeId],
    queryFn: () => read<FeedbackTemplates>(pathOf(programmeId)),
    enabled: programmeId !== '',
  })
}

export function useEarlierTemplates(programmeId: string, { kind, channel, language }: TemplatePlace) {
  return useQuery({
    queryKey: ['feedback-templates', programmeId, 'history', kind, channel, language],
    queryFn: () => read<Page<EarlierTemplate>>(`${pathOf(programmeId)}/history`, { kind, channel, language }),
    select: ({ items }) => items,
  })
}

export function useTriedOn(programmeId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['feedback-templates', programmeId, 'readers'],
    queryFn: () => read<Page<TriedOn>>(`${pathOf(programmeId)}/readers`),
    select: ({ items }) => items,
    enabled,
  })
}

/** Fails with `feedback.template-changed` where `seenAt` is not when what stands there was written (null: nothing stood). */
export async function putTemplate(
  programmeId: string,
  written: TemplatePlace & TemplateWords & { seenAt?: string | null },
): Promise<void> {
  await send('PUT', pathOf(programmeId), written)
  await reread('feedback-templates')
}

export async function removeFeedbackTemplate(programmeId: string, place: TemplatePlace): Promise<void> {
  const { kind, channel, language } = place
  await send('DELETE', `${pathOf(programmeId)}?${new URLSearchParams({ kind, channel, language })}`)
  await reread('feedback-templates')
}

/** What would arrive on each channel; nothing is sent. Fails with what is wrong with the template, and in which line. */
export async function previewTemplate(programmeId: string, written: object): Promise<Preview[]> {
  const { items } = await send<{ items: Preview[] }>('POST', `${pathOf(programmeId)}/preview`, written)
  return items
}

/** Sends the sample to the member who asks. */
export function sendTest(programmeId: string, written: object): Promise<void> {
  return send('POST', `${pathOf(programmeId)}/test`, written)
}

/** An update a round tells, and what became of what was wrong in it. */
export interface ToldUpdate {
  updateId: string
  caseId: string
  pseudonym: string
  stage: string
  words: string
  heard: number
  /** Gifts whose platform was handed it. */
  returned: number
  corrections: { updateId: string; state: string; at: string; roundId: string | null }[]
  corrects: { updateId: string; roundId: string | null } | null
}

export function useTold(roundId: string) {
  return useQuery({
    queryKey: ['rounds', roundId, 'told'],
    queryFn: () => read<Page<ToldUpdate>>(`/api/rounds/${roundId}/told`),
    select: ({ items }) => items,
  })
}

/** Hands in an update that puts a released one right; somebody else releases it. */
export async function correctUpdate(
  updateId: string,
  correction: { stage?: string; evidence?: string; texts: Record<string, string> },
): Promise<void> {
  await send('POST', `/api/updates/${updateId}/correct`, correction)
  await reread('rounds', 'cases', 'home')
}

export const rhythms = ['each', 'monthly', 'end', 'none'] as const
export const contents = ['all', 'milestones'] as const

/** How often and of what somebody wishes to hear; `source` is null where they never said. */
export interface FeedbackWish {
  rhythm: (typeof rhythms)[number]
  content: (typeof contents)[number]
  source: string | null
  at: string | null
}

export function useWish(personId: string) {
  return useQuery({
    queryKey: ['people', personId, 'feedback-wish'],
    queryFn: () => read<FeedbackWish>(`/api/people/${personId}/feedback-wish`),
  })
}

export async function changeWish(personId: string, wish: { rhythm: string; content: string }): Promise<void> {
  await send('PUT', `/api/people/${personId}/feedback-wish`, wish)
  await reread('people')
}

/** The next monthly digest of a programme; `on` is a day where the organisation is. */
export interface ComingDigest {
  programmeId: string
  on: string
  people: number
}

export function useComingDigests() {
  return useQuery({
    queryKey: ['rounds', 'coming'],
    queryFn: () => read<Page<ComingDigest>>('/api/coming-digests'),
    select: ({ items }) => items,
  })
}

/** Released news no round has sent; `cases` is of how many. */
export interface FreshNews {
  programmeId: string
  cases: number
  newestAt: string
}

/** Programmes with fresh news, the newest first. */
export function useFreshNews() {
  return useQuery({
    queryKey: ['rounds', 'fresh'],
    queryFn: () => read<Page<FreshNews>>('/api/fresh-news'),
    select: ({ items }) => items,
  })
}
