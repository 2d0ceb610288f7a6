import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Language } from '../../../src/platform/languages.ts'
import type { Amount } from '../words/formats.ts'
import { read, send } from './client.ts'
import { reread, useList } from './queries.ts'

export type BroadcastState = 'draft' | 'submitted' | 'approved' | 'sending' | 'paused' | 'done' | 'cancelled'

export const recipientStates = [
  'sent',
  'delivered',
  'read',
  'queued',
  'waiting',
  'unknown',
  'failed',
  'skipped',
  'cancelled',
] as const
export type RecipientState = (typeof recipientStates)[number]

/** Some people of an audience. */
export type AudienceFilter =
  | { kind: 'reachable'; languages?: Language[] }
  | { kind: 'gave'; campaignId?: string; from?: string; to?: string; languages?: Language[] }
  | { kind: 'tagged'; tags: string[]; languages?: Language[] }
  | { kind: 'moved'; caseId: string; languages?: Language[] }
  | { kind: 'people'; personIds: string[] }
  /** `fixed`: what it said when the broadcast was handed in. */
  | { kind: 'segment'; segmentId: string; fixed?: { name: string; audience: Audience } }

/** Whoever all filters of any group of `anyOf` describe, but nobody whom all of a group of `butNot` do. */
export interface Audience {
  anyOf: AudienceFilter[][]
  butNot: AudienceFilter[][]
}

export type Schedule =
  | { kind: 'now' }
  | { kind: 'at'; day: string; time: string }
  | { kind: 'local'; day: string; time: string; ifPast: 'next-day' | 'skip' }

/** A part of a message; the desk writes these three, a program may write more. */
export type Block =
  | { type: 'text'; text: string }
  | { type: 'image'; url: string; description: string }
  | {
      type: 'card'
      picture?: { url: string; description: string }
      title: string
      body?: string
      fields: { label: string; value: string }[]
      buttons: { type: string; label: string; url?: string }[]
    }
  | { type: 'video' | 'audio' | 'document' | 'location' | 'sticker' }

export interface Message {
  blocks: Block[]
  quickReplies: { label: string; payload: string }[]
  templates?: readonly MessageInTemplate[]
}

/** A message as approved words, for when the window of a kind of channel is closed. `{{name}}` in a value becomes the person's name. */
export interface MessageInTemplate {
  kind: string
  name: string
  language: string
  values: Record<string, string>
  url?: string
}

/** What a member writes. */
export interface Plan {
  name: string
  purpose: 'appeals' | 'feedback'
  audience: Audience
  contents: Partial<Record<Language, Message>>
  fallbackLanguage: Language
  schedule: Schedule
  notAfter: string | null
  leavers: 'keep' | 'drop'
}

export interface Broadcast {
  id: string
  name: string
  purpose: 'appeals' | 'feedback'
  state: BroadcastState
  pauseReason: 'member' | 'overdue' | 'stood_still' | 'restored' | null
  authorIds: string[]
  createdAt: string
  submittedAt: string | null
  approvedAt: string | null
  startsAt: string | null
  finishedAt: string | null
  /** People its approver saw reached. */
  reached: number | null
}

/** How many people ended one way. */
export interface Result {
  state: RecipientState
  reason: string | null
  channel: string | null
  people: number
}

export interface BroadcastDetail extends Broadcast {
  plan: Plan
  declineReason: string | null
  approvedById: string | null
  approvedPreflight: Preflight | null
  snapshotAt: string | null
  results: Result[]
  figures: Figures[]
}

/** What an account's provider counts of a broadcast; null is unknown, never 0. */
export interface Figures {
  channel: string
  channelName: string
  seen: number | null
  pressed: number | null
  played: number | null
  /** Null: not ready yet. */
  askedAt: string | null
}

/** What it would do if it left now; everything counts people. */
export interface Preflight {
  people: number
  reached: number
  routes: { channel: string; by: 'reply' | 'session' | 'push' | 'template'; language: string; people: number }[]
  accounts: {
    id: string
    name: string
    kind: string
    people: number
    messagesLeft: number | null
    messagesLeftAfter: number | null
    cost: Amount | null
  }[]
  skipped: { reason: string; people: number }[]
  templateMissing: number
  inFallback: number
  zoneUnknown: number
  cost: Amount | null
}

export interface Recipient {
  personId: string
  personName: string
  state: RecipientState
  reason: string | null
  channelName: string | null
  conversationId: string | null
  at: string
}

export function useBroadcasts() {
  return useList<Broadcast>(['broadcasts', 'list'], '/api/broadcasts')
}

/** A broadcast; read again every few seconds while it is on its way. */
export function useBroadcast(id: string) {
  return useQuery({
    queryKey: ['broadcasts', 'one', id],
    queryFn: () => read<BroadcastDetail>(`/api/broadcasts/${id}`),
    refetchInterval: ({ state: { data } }) => (data?.state === 'sending' || data?.state === 'approved' ? 3_000 : false),
  })
}

export function usePreflight(id: string) {
  return useQuery({
    queryKey: ['broadcasts', 'preflight', id],
    queryFn: () => read<Preflight>(`/api/broadcasts/${id}/preflight`),
  })
}

export function useRecipients(id: string, state: RecipientState | undefined) {
  return useList<Recipient>(['broadcasts', 'recipients', id], `/api/broadcasts/${id}/recipients`, { state })
}

/** Whether all of an audience says whom it means. */
export function isWhole({ anyOf, butNot }: Audience): boolean {
  return [...anyOf, ...butNot].flat().every(isComplete)
}

function isComplete(filter: AudienceFilter): boolean {
  if (filter.kind === 'people') return filter.personIds.length > 0
  if (filter.kind === 'tagged') return filter.tags.length > 0
  if (filter.kind === 'segment') return filter.segmentId !== ''
  return filter.kind !== 'moved' || filter.caseId !== ''
}

/** How many people an audience has now; not asked before all of it is filled in, and the last count stays while the next is on its way. */
export function useAudienceCount(audience: Audience) {
  return useQuery({
    queryKey: ['broadcasts', 'audience', audience],
    enabled: isWhole(audience),
    queryFn: () => send<{ people: number }>('POST', '/api/broadcasts/audience', { audience }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

export async function createBroadcast(plan: Plan): Promise<string> {
  const { id } = await send<{ id: string }>('POST', '/api/broadcasts', plan)
  await reread('broadcasts')
  return id
}

export async function changeBroadcast(id: string, plan: Plan): Promise<void> {
  await send('PATCH', `/api/broadcasts/${id}`, plan)
  await reread('broadcasts')
}

export async function decideBroadcast(
  id: string,
  decision: 'submit' | 'approve' | 'pause' | 'resume' | 'cancel',
): Promise<void> {
  await send('POST', `/api/broadcasts/${id}/${decision}`)
  await reread('broadcasts')
}

export async function declineBroadcast(id: string, reason: string): Promise<void> {
  await send('POST', `/api/broadcasts/${id}/decline`, { reason })
  await reread('broadcasts')
}
