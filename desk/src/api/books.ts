import { useQuery } from '@tanstack/react-query'
import type { Amount } from '../words/formats.ts'
import { read, send } from './client.ts'
import { reread } from './queries.ts'

/** What became of the gifts of one fund: received − refunded − fees = allocated + share + open + waiting. */
export interface FundBalance {
  fundId: string
  fund: string
  giftCount: number
  received: Amount
  refunded: Amount
  fees: Amount
  share: Amount
  allocated: Amount
  /** Divided, and given to no need yet. */
  open: Amount
  /** Received moments ago and not divided yet. */
  waiting: Amount
  spent: Amount
}

/** Two figures that should be one. */
export interface BooksDifference {
  code: string
  words: string
  subjectId: string | null
  fund: string | null
  expected: Amount
  found: Amount
}

/** Programme, finance and donor books against each other, the ledger and the public log. */
export interface Books {
  isBalanced: boolean
  balances: FundBalance[]
  differences: BooksDifference[]
  entryCount: number
  asOf: string
}

export function useBooks() {
  return useQuery({ queryKey: ['books'], queryFn: () => read<Books>('/api/books') })
}

/** What a difference is about. Its page is a gift's, but for cases, campaigns and people; null where none shows it. */
export interface DifferenceSubject {
  kind: 'gift' | 'receipt' | 'payment' | 'case' | 'campaign' | 'person'
  pageId: string | null
  /** A receipt's number, a payment's reference, a case's pseudonym. */
  name: string | null
  /** Of a gift. */
  amount: Amount | null
  givenOn: string | null
}

export type DifferenceState = 'open' | 'explained' | 'gone'
export const severities = ['money', 'record', 'late'] as const
export type Severity = (typeof severities)[number]

/** A difference as a row that somebody settles. */
export interface KeptDifference extends BooksDifference {
  differenceId: string
  severity: Severity
  state: DifferenceState
  firstSeenAt: string
  lastSeenAt: string
  note: string | null
  explainedBy: string | null
  explainedAt: string | null
  goneAt: string | null
  about: DifferenceSubject | null
}

/** The gravest first. */
export function useDifferences(state: DifferenceState) {
  return useQuery({
    queryKey: ['books', 'differences', state],
    queryFn: () => read<{ items: KeptDifference[] }>('/api/books/differences', { state }),
  })
}

export async function explainDifference(differenceId: string, note: string): Promise<void> {
  await send('POST', `/api/books/differences/${differenceId}/explanation`, { note })
  await reread('books')
}

/** One time the books were held against each other; `askedBy` is null for the night's own. */
export interface BooksCheck {
  checkId: string
  askedBy: string | null
  state: 'waiting' | 'running' | 'done' | 'failed'
  askedAt: string
  stepsDone: number
  steps: number
  finishedAt: string | null
}

/** The newest first; looked at every second while one is under way. */
export function useChecks() {
  return useQuery({
    queryKey: ['books', 'checks'],
    queryFn: () => read<{ items: BooksCheck[] }>('/api/books/checks'),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 1000 : false),
  })
}

/** Whether a check has not ended yet. */
export function isUnderWay({ state }: BooksCheck): boolean {
  return state === 'waiting' || state === 'running'
}

export async function checkNow(): Promise<void> {
  await send('POST', '/api/books/checks')
  await reread('books')
}

/** What one account of a payment provider paid out, and what the ledger says it still holds. */
export interface PayoutAccount {
  paymentAccountId: string
  name: string
  lastPaidOutOn: string | null
  lineCount: number
  paidOut: Amount
  awaited: Amount
}

export function usePayouts() {
  return useQuery({
    queryKey: ['books', 'payouts'],
    queryFn: () => read<{ items: PayoutAccount[] }>('/api/books/payouts'),
    select: ({ items }) => items,
  })
}
