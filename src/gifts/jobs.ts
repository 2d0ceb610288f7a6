import { on, type Subscription } from '../platform/jobs/event.ts'
import { enqueue, handle, type JobHandler, type Sweep } from '../platform/jobs/job.ts'
import { describeError } from '../platform/log.ts'
import { askProvider } from './ask-provider.ts'
import { tendDeclineWaves } from './declines/end-wave.ts'
import { forgetNetworks } from './declines/network.ts'
import { forgetLostIntents } from './forget.ts'
import { forgetSpentTokens } from './form-token.ts'
import { giftReceived, intentEnded, intentWaiting } from './gift.ts'
import { tendPaymentChanges } from './payment-changes/take-effect.ts'
import { emptyOldReceipts } from './receipts/retention.ts'
import { expectInstalments } from './recurring/instalments.ts'
import { tellRescue } from './rescue.ts'
import { thankForGift, thankJob } from './thank.ts'

/** What gifts hear of themselves. */
export const giftSubscriptions: readonly Subscription[] = [
  on(giftReceived, 'gifts.thank', (transaction, { giftId }) =>
    enqueue(transaction, thankJob, { giftId }, { key: giftId }),
  ),
  on(intentEnded, 'gifts.rescue', (transaction, { giftIntentId }) =>
    tellRescue(transaction, giftIntentId, 'nothing_charged'),
  ),
  on(intentWaiting, 'gifts.rescue', (transaction, { giftIntentId, knows }) =>
    tellRescue(transaction, giftIntentId, knows === 'not_paid' ? 'nothing_charged' : 'still_asking'),
  ),
]

/** What gifts are woken for. */
export const giftJobs: readonly JobHandler[] = [
  handle(thankJob, async (scope, { giftId }) => {
    await thankForGift(scope, giftId)
  }),
]

const dayMilliseconds = 24 * 60 * 60 * 1000

/** Asks providers about every attempt whose time has come. One that fails does not hold up the others. */
const sweepIntents: Sweep = {
  name: 'gifts.ask',
  everySeconds: 30,
  run: async (scope) => {
    const due = await scope.transaction(({ db, organisationId, now }) =>
      db
        .selectFrom('gift_intents')
        .where('organisation_id', '=', organisationId)
        .where('next_query_at', '<=', now)
        .select('gift_intent_id')
        .orderBy('next_query_at')
        .limit(100)
        .execute(),
    )
    for (const { gift_intent_id } of due) {
      await askProvider(scope, gift_intent_id).catch((error) =>
        scope.context.log.error(
          { giftIntentId: gift_intent_id, ...describeError(error) },
          'An attempt could not be asked about',
        ),
      )
    }
  },
}

/** Finds gifts whose wake-up for thanks was lost. */
const sweepThanks: Sweep = {
  name: 'gifts.thanks',
  everySeconds: 60,
  run: (scope) =>
    scope.transaction(async (transaction) => {
      const { db, organisationId, now } = transaction
      const forgotten = await db
        .selectFrom('gifts')
        .where('organisation_id', '=', organisationId)
        .where('source', 'in', ['provider', 'manual'])
        .where('received_at', '>', new Date(now.getTime() - 2 * dayMilliseconds))
        .where('thanked_checkpoint', 'is', null)
        .whereRef('refunded_minor', '<', 'amount_minor')
        .select('gift_id')
        .limit(200)
        .execute()
      for (const { gift_id } of forgotten) {
        await enqueue(transaction, thankJob, { giftId: gift_id }, { key: gift_id })
      }
    }),
}

/** Forgets, once an hour, who set out to give and never did, from where, form tokens nobody can use again, and names on receipts past their term. */
const sweepForgotten: Sweep = {
  name: 'gifts.forget',
  everySeconds: 3600,
  run: (scope) =>
    scope.transaction(async (transaction) => {
      await forgetLostIntents(transaction)
      await forgetSpentTokens(transaction)
      await forgetNetworks(transaction)
      await emptyOldReceipts(transaction)
    }),
}

/** Writes, once an hour, which instalments of recurring gifts have fallen due. */
const sweepInstalments: Sweep = {
  name: 'gifts.instalments',
  everySeconds: 3600,
  run: (scope) => scope.transaction(expectInstalments),
}

/** Puts changes of where money is paid into effect when their day has come, and lets those go that no longer can. */
const sweepPaymentChanges: Sweep = { name: 'gifts.payment-changes', everySeconds: 60, run: tendPaymentChanges }

/** See `tendDeclineWaves`. */
const sweepDeclineWaves: Sweep = {
  name: 'gifts.decline-waves',
  everySeconds: 60,
  run: (scope) => scope.transaction(tendDeclineWaves),
}

/** What gifts look for. */
export const giftSweeps: readonly Sweep[] = [
  sweepIntents,
  sweepThanks,
  sweepForgotten,
  sweepInstalments,
  sweepPaymentChanges,
  sweepDeclineWaves,
]
