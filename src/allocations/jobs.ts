import { z } from 'zod'
import { caseEnded, needAdded, needCancelled } from '../cases/case.ts'
import { giftFeeTold, giftReceived, giftRefunded } from '../gifts/gift.ts'
import { on, type Subscription } from '../platform/jobs/event.ts'
import { enqueue, handle, type JobHandler, job, type Sweep } from '../platform/jobs/job.ts'
import type { Transaction } from '../platform/scope.ts'
import { allocate, allocateBatch } from './allocate.ts'
import { tellJob, tellUntold } from './disclose.ts'
import { releaseFinal } from './final.ts'
import { nameByForm } from './forward.ts'
import { portionGift, shrinkPortion } from './portion.ts'
import { takeBackFromCase, takeBackFromNeed } from './take-back.ts'

/** Continues where a batch in a subscriber's transaction stopped. */
const allocateFund = job('allocations.allocate', z.object({ fundId: z.uuid() }))

/** Who hears of gifts, refunds, needs and ends of cases. */
export const allocationSubscriptions: Subscription[] = [
  on(giftReceived, 'allocations.portion', async (transaction, { giftId }) => {
    await nameByForm(transaction, giftId)
    await move(transaction, await portionGift(transaction, giftId))
  }),
  on(giftRefunded, 'allocations.shrink', async (transaction, { giftId }) =>
    move(transaction, await shrinkPortion(transaction, giftId)),
  ),
  on(giftFeeTold, 'allocations.fee', async (transaction, { giftId }) =>
    move(transaction, await shrinkPortion(transaction, giftId)),
  ),
  on(needAdded, 'allocations.fill', (transaction, { fundId }) => move(transaction, fundId)),
  on(needCancelled, 'allocations.take-back', async (transaction, { needId }) =>
    move(transaction, await takeBackFromNeed(transaction, needId)),
  ),
  on(caseEnded, 'allocations.release', async (transaction, { caseId }) =>
    move(transaction, await takeBackFromCase(transaction, caseId)),
  ),
]

/** The wake-ups of the allocator, and of what it leaves to be told. */
export const allocationJobs: JobHandler[] = [
  handle(allocateFund, async (scope, { fundId }) => {
    await allocate(scope, fundId)
  }),
  handle(tellJob, (scope) => tellUntold(scope)),
]

/** Lines for the public log nobody was woken for, and money that has become final. */
export const allocationSweeps: readonly Sweep[] = [
  { name: 'allocations.tell', everySeconds: 5, run: tellUntold },
  { name: 'allocations.final', everySeconds: 3600, run: releaseFinal },
]

async function move(transaction: Transaction, fundId: string | undefined): Promise<void> {
  if (fundId === undefined) return
  const { isDone } = await allocateBatch(transaction, fundId)
  if (!isDone) await enqueue(transaction, allocateFund, { fundId }, { key: fundId })
}
