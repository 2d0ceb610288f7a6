import { z } from 'zod'
import { enqueue, job } from '../platform/jobs/job.ts'
import type { Transaction } from '../platform/scope.ts'

const ofAccount = z.object({ channelAccountId: z.uuid() })

/** Handle what came in on an account. */
export const processJob = job('conversations.process', ofAccount)

/** Send what is due on an account. */
export const sendJob = job('conversations.send', ofAccount)

/** Fetch what came with messages on an account, and erase what was taken back. */
export const mediaJob = job('conversations.media', ofAccount)

/** Ask how much is left of an account's plan. */
export const quotaJob = job('conversations.quota', ofAccount)

const woken = new WeakMap<Transaction, Set<string>>()

/** Wakes the sender of an account once the transaction commits; many messages in one transaction wake it once. */
export async function wakeSender(transaction: Transaction, channelAccountId: string, at: Date): Promise<void> {
  const already = woken.get(transaction) ?? new Set()
  woken.set(transaction, already)
  const isLater = at > transaction.now
  const key = isLater ? `${channelAccountId}:${at.toISOString()}` : channelAccountId
  if (already.has(key)) return
  already.add(key)
  await enqueue(transaction, sendJob, { channelAccountId }, { key, ...(isLater ? { runAt: at } : {}) })
}
