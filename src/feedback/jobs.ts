import { caseEnded } from '../cases/case.ts'
import { consentEnded } from '../cases/consent.ts'
import { on, type Subscription } from '../platform/jobs/event.ts'
import { handle, type JobHandler, type Sweep } from '../platform/jobs/job.ts'
import { draftDigests } from './digests.ts'
import { continueRecall, recallRoundJob, recallsUnderWay } from './recall.ts'
import { roundsUnderWay } from './rounds.ts'
import { sendRound, sendRoundJob } from './send.ts'
import { settleLate } from './settle.ts'
import { silenceCase, silenceUnconsented } from './stop.ts'
import { tellDeclineWave } from './tell-decline-wave.ts'
import { tellPaymentChange } from './tell-payment-change.ts'
import { tellWaiting } from './waiting.ts'

/** Who hears that a case has ended, or a consent to tell of it, that where money is paid is to change, or that payments are refused. */
export const feedbackSubscriptions: Subscription[] = [
  on(caseEnded, 'feedback.silence', (transaction, { caseId }) => silenceCase(transaction, caseId)),
  on(consentEnded, 'feedback.consent', (transaction, { caseId }) => silenceUnconsented(transaction, caseId)),
  tellPaymentChange,
  tellDeclineWave,
]

/** The wake-ups of an approved round and of a recalled one. */
export const feedbackJobs: JobHandler[] = [
  handle(sendRoundJob, (scope, { roundId }) => sendRound(scope, roundId)),
  handle(recallRoundJob, (scope, { roundId }) => continueRecall(scope, roundId)),
]

/** Finds rounds and recalls nobody was woken for, and makes results of deliveries that have come to an end. */
const sweepRounds: Sweep = {
  name: 'feedback.rounds',
  everySeconds: 30,
  run: async (scope) => {
    for (const roundId of await scope.transaction(roundsUnderWay)) await sendRound(scope, roundId, { waits: false })
    for (const roundId of await scope.transaction(recallsUnderWay)) await continueRecall(scope, roundId)
  },
}

/** See `settleLate`. */
const sweepLate: Sweep = { name: 'feedback.late', everySeconds: 600, run: (scope) => scope.transaction(settleLate) }

/** See `tellWaiting`. */
const sweepWaiting: Sweep = { name: 'feedback.waiting', everySeconds: 3600, run: tellWaiting }

/** See `draftDigests`. */
const sweepDigests: Sweep = { name: 'feedback.digests', everySeconds: 900, run: draftDigests }

export const feedbackSweeps: Sweep[] = [sweepRounds, sweepLate, sweepWaiting, sweepDigests]
