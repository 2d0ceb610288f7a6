import { useQuery } from '@tanstack/react-query'
import type { Amount } from '../words/formats.ts'
import { type Page, read, send } from './client.ts'
import { reread, useList } from './queries.ts'

export const publicNames = ['anonymous', 'initials', 'named'] as const
export type PublicName = (typeof publicNames)[number]

export interface Gift {
  id: string
  publicReference: string
  personId: string
  donorName: string
  isAnonymous: boolean
  /** How it stands in the public list. */
  publicName: PublicName
  campaignId: string
  amount: Amount
  fee: Amount
  refunded: Amount
  givenOn: string
  receivedAt: string
  source: string
  orderNumber: string | null
  receiptWish: 'each' | 'yearly' | 'none'
  thankedAt: string | null
}

export interface Refund {
  id: string
  amount: Amount
  reason: string
  state: 'requested' | 'done' | 'declined'
  requestedBy: string
  requestedAt: string
  decidedBy: string | null
  decidedAt: string | null
}

export interface Receipt {
  id: string
  number: string
  amount: Amount
  donorName: string
  issuedOn: string
  voidedAt: string | null
  voidReason: string | null
  replaces: string | null
  pdfUrl: string
}

/** A gift with what became of it. */
export interface GiftDetail extends Gift {
  refunds: Refund[]
  receipts: Receipt[]
  trace: {
    fee: Amount
    share: Amount
    open: Amount
    parts: { caseId: string; pseudonym: string; needItem: string; amount: Amount; at: string }[]
  } | null
  /** The other gift of the same payment, where a cap parted it. */
  samePayment: { id: string; campaignId: string; amount: Amount } | null
  /** Its place in the public log; null until the log has it. */
  logPosition: number | null
}

/** Money that is announced but has not come. */
export interface GiftIntent {
  id: string
  reference: string
  state: string
  amount: Amount
  donorName: string
  campaignId: string
  createdAt: string
  expiresAt: string
}

/** Money or a provider's word that fits no gift: `suspense` is money that came, `quarantine` is put aside unbooked. */
export interface PaymentException {
  id: string
  kind: 'quarantine' | 'suspense'
  reason: string
  reference: string | null
  amount: Amount | null
  openedAt: string
}

/** What the list of gifts is narrowed to; all of it lives in the address of the page. */
export interface GiftFilter {
  query?: string | undefined
  campaign?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export function useGifts(filter: GiftFilter & { person?: string }) {
  return useList<Gift>(['gifts', 'list'], '/api/gifts', { ...filter })
}

export function useGift(id: string) {
  return useQuery({
    queryKey: ['gifts', 'one', id],
    queryFn: () => read<GiftDetail>(`/api/gifts/${id}`),
    enabled: id !== '',
  })
}

export async function recordGift(gift: object): Promise<string> {
  const { id } = await send<{ id: string }>('POST', '/api/gifts', gift)
  await reread('gifts', 'home', 'campaigns')
  return id
}

export async function changePublicName(id: string, publicName: string): Promise<void> {
  await send('PUT', `/api/gifts/${id}/public-name`, { publicName })
  await reread('gifts')
}

export async function thankAgain(id: string): Promise<void> {
  await send('POST', `/api/gifts/${id}/thanks`)
  await reread('gifts')
}

export async function requestRefund(id: string, refund: { amountMinor: string; reason: string }): Promise<void> {
  await send('POST', `/api/gifts/${id}/refunds`, refund)
  await reread('gifts', 'home')
}

export async function decideRefund(id: string, decision: 'approve' | 'decline'): Promise<void> {
  await send('POST', `/api/refunds/${id}/${decision}`)
  await reread('gifts', 'home', 'campaigns')
}

export async function issueReceipt(giftId: string): Promise<void> {
  await send('POST', `/api/gifts/${giftId}/receipts`)
  await reread('gifts')
}

/** Issues the yearly receipts that are still missing; answers how many. */
export async function issueYearlyReceipts(year: number): Promise<number> {
  const { ids } = await send<{ ids: string[] }>('POST', '/api/receipts/yearly', { year })
  await reread('gifts')
  return ids.length
}

export async function voidReceipt(id: string, body: { reason: string; replace: boolean }): Promise<void> {
  await send('POST', `/api/receipts/${id}/void`, body)
  await reread('gifts')
}

/** Announced transfers; `query` may be a whole line of a bank statement. */
export function useAwaited(query: string) {
  return useQuery({
    queryKey: ['gift-intents', query],
    queryFn: () => read<Page<GiftIntent>>('/api/gift-intents', { state: 'waiting', query }),
    select: ({ items }) => items,
  })
}

/** Confirms that a transfer came. Another amount than announced is put aside as `quarantined`. */
export async function confirmTransfer(
  id: string,
  seen: { amountMinor: string; receivedOn: string; bankReference?: string },
): Promise<{ result: string; giftId: string | null }> {
  const answer = await send<{ result: string; giftId: string | null }>('POST', `/api/gift-intents/${id}/confirm`, seen)
  await reread('gift-intents', 'gifts', 'payment-exceptions', 'home', 'campaigns')
  return answer
}

export function useExceptions() {
  return useQuery({
    queryKey: ['payment-exceptions'],
    queryFn: () => read<Page<PaymentException>>('/api/payment-exceptions'),
    select: ({ items }) => items,
  })
}

export async function resolveException(id: string, resolution: object): Promise<void> {
  await send('POST', `/api/payment-exceptions/${id}/resolve`, resolution)
  await reread('payment-exceptions', 'gifts', 'home', 'campaigns')
}
