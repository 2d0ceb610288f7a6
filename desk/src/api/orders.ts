import type { Amount } from '../words/formats.ts'
import { send } from './client.ts'
import { reread, useList } from './queries.ts'

/** An order of a giving platform that did not become a gift. */
export interface OrderException {
  id: string
  platform: string
  orderNumber: string
  projectId: string
  projectName: string
  amount: Amount
  paidAt: string
  reason: 'unknown-project' | 'not-paid' | 'amount-changed' | 'wrong-currency'
  /** The reason in the reader's language. */
  words: string
  openedAt: string
}

export function useOrderExceptions() {
  return useList<OrderException>(['order-exceptions'], '/api/order-exceptions')
}

/** Closes an order without a gift. */
export async function closeOrder(id: string, resolution: string): Promise<void> {
  await send('POST', `/api/order-exceptions/${id}/resolve`, { resolution })
  await reread('order-exceptions', 'home')
}

/** Says which campaign a platform's project is for; answers how many waiting orders became gifts. */
export async function nameCampaign(project: Record<'platform' | 'projectId' | 'campaignId', string>): Promise<number> {
  const { giftCount } = await send<{ giftCount: number }>('PUT', '/api/platform-projects', project)
  await reread('order-exceptions', 'gifts', 'home', 'campaigns')
  return giftCount
}
