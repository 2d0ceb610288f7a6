import { useQuery } from '@tanstack/react-query'
import type { Amount } from '../words/formats.ts'
import { read } from './client.ts'

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
