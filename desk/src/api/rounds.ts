import { useQuery } from '@tanstack/react-query'
import type { Amount } from '../words/formats.ts'
import { type Page, read, send } from './client.ts'
import { reread, useList } from './queries.ts'

export type RoundState = 'draft' | 'submitted' | 'approved' | 'sending' | 'done' | 'recalled' | 'declined'
export const results = ['sent', 'unknown', 'shown', 'returned', 'waiting', 'held', 'queued'] as const
export type Result = (typeof results)[number]

export const roundKinds = ['progress', 'digest', 'milestone', 'correction', 'closing'] as const
export type RoundKind = (typeof roundKinds)[number]

/** What a round would do if it were sent now. */
export interface Preview {
  people: number
  /** Of them, whose message waits until a channel's plan is renewed. */
  postponed: number
  gifts: number
  updates: number
  recipients: { channel: string; language: string; people: number }[]
  channels: { id: string; name: string; kind: string; people: number; messagesLeft: number | null }[]
  shown: number
  returned: number
  held: number
  waiting: number
  cost: Amount | null
}

export interface Round {
  id: string
  programmeId: string
  kind: RoundKind
  state: RoundState
  /** Null: the house drafted it, and nobody has handed it in yet. */
  writtenById: string | null
  createdAt: string
  submittedAt: string | null
  approvedAt: string | null
  finishedAt: string | null
  /** Not before; null: as soon as it is approved. */
  sendsAt: string | null
  approvedPreview: Preview | null
}

export interface RoundDetail extends Round {
  preview: Preview
  /** Gifts by result; a result nobody had is missing. */
  counts: Partial<Record<Result, number>>
  /** How far a recall has come; null where there was none. */
  recall: Recalled | null
}

/** In gifts; of a closing report in people. */
export interface Recalled {
  stopped: number
  /** What had left before it. */
  alreadySent: number
  /** Waits to be withdrawn and does not leave; zero at the end. */
  left: number
}

/** How one gift ended the round. */
export interface RoundResult {
  giftId: string
  updateId: string | null
  personId: string
  personName: string
  pseudonym: string | null
  result: Result
  reason: string | null
  at: string
  channelName: string | null
  deliveryState: string | null
}

export function useRounds() {
  return useQuery({
    queryKey: ['rounds'],
    queryFn: () => read<Page<Round>>('/api/rounds'),
    select: ({ items }) => items,
  })
}

/** Sent or recalled just now. */
function isMoving({ state, finishedAt }: RoundDetail): boolean {
  return state === 'approved' || state === 'sending' || (state === 'recalled' && finishedAt === null)
}

/** A round; read again every few seconds while it is on its way. */
export function useRound(id: string) {
  return useQuery({
    queryKey: ['rounds', id],
    queryFn: () => read<RoundDetail>(`/api/rounds/${id}`),
    refetchInterval: ({ state: { data } }) => (data && isMoving(data) ? 3_000 : false),
  })
}

/** How each gift ended, a page at a time: one way of ending, or people of a name. */
export function useRoundResults(id: string, wanted: { result?: Result | undefined; query?: string | undefined }) {
  return useList<RoundResult>(['rounds', id, 'results'], `/api/rounds/${id}/results`, wanted)
}

/** Gathers what donors of a programme were not told yet; `schedule` is an ISO moment. Fails with `feedback.nothing-to-tell`. */
export async function planRound(round: { programmeId: string; kind: string; schedule?: string }): Promise<string> {
  const { id } = await send<{ id: string }>('POST', '/api/rounds', round)
  await reread('rounds')
  return id
}

export async function decideRound(id: string, decision: 'submit' | 'approve' | 'decline'): Promise<void> {
  await send('POST', `/api/rounds/${id}/${decision}`)
  await reread('rounds', 'home')
}

/** Stops what has not left; throws a round away that was not released yet. */
export async function recallRound(id: string): Promise<Recalled> {
  const recalled = await send<Recalled>('POST', `/api/rounds/${id}/recall`)
  await reread('rounds', 'home')
  return recalled
}

/** A single-use link with which a board member approves without an account. */
export function approvalLink(id: string): Promise<{ url: string; expiresAt: string }> {
  return send('POST', `/api/rounds/${id}/approval-link`)
}
