import { z } from 'zod'
import { caseEnded } from '../cases/case.ts'
import { consentEnded } from '../cases/consent.ts'
import { giftReceived, giftRefunded } from '../gifts/gift.ts'
import { on, type Subscription } from '../platform/jobs/event.ts'
import { handle, type JobHandler, job, type Sweep } from '../platform/jobs/job.ts'
import { feedGift } from './platform/feed.ts'
import { pullDue, pullOrders } from './pull.ts'
import { hastenReturns, pushDue, pushJob } from './push.ts'

/** The wake-up of an account that a member wants pulled now. */
export const pullJob = job('connectors.pull', z.object({ connectorAccountId: z.uuid() }))

export const connectorJobs: JobHandler[] = [
  handle(pushJob, (scope) => pushDue(scope)),
  handle(pullJob, async (scope, { connectorAccountId }) => void (await pullOrders(scope, connectorAccountId))),
]

/** Looks every minute for platforms that are due, and for rounds that have something to hand back. */
export const connectorSweeps: Sweep[] = [
  { name: 'connectors.pull', everySeconds: 60, run: pullDue },
  { name: 'connectors.push', everySeconds: 60, run: pushDue },
]

/** Gifts meant for a partner stand in its feed from the moment they are there. */
export const connectorSubscriptions: Subscription[] = [
  on(giftReceived, 'connectors.feed', (transaction, { giftId }) => feedGift(transaction, giftId)),
  on(giftRefunded, 'connectors.feed', (transaction, { giftId }) => feedGift(transaction, giftId)),
  on(consentEnded, 'connectors.withdraw', (transaction, { caseId }) => hastenReturns(transaction, caseId)),
  on(caseEnded, 'connectors.withdraw', (transaction, { caseId }) => hastenReturns(transaction, caseId)),
]
