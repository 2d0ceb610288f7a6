import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import { event } from '../../platform/jobs/event.ts'
import type { Transaction } from '../../platform/scope.ts'
import { newPaymentAccount, paymentAccountChange } from '../payment-account.ts'

/** Where a change of where money is paid stands. Only `waiting` moves on. */
export const paymentChangeStates = ['waiting', 'effective', 'declined', 'withdrawn', 'lapsed'] as const
export type PaymentChangeState = (typeof paymentChangeStates)[number]

/** Why time ended a change: fourteen days, its proposer no longer has the right, or the account is not what it was proposed for. */
export const lapseReasons = ['expired', 'proposer-left', 'account-changed'] as const
export type LapseReason = (typeof lapseReasons)[number]

/** What somebody wants changed: a new account, or an account's settings. Holds keys: sealed while it waits, emptied after. */
export const proposal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), account: newPaymentAccount }),
  z.object({ kind: z.literal('change'), change: paymentAccountChange }),
])
export type Proposal = z.output<typeof proposal>

/** A change that waits for a second person, or for its day. */
export interface WaitingChange {
  readonly changeId: string
  /** Null of a new account. */
  readonly paymentAccountId: string | null
  readonly name: string
  readonly proposal: Proposal
  readonly basedOn: string | null
  readonly proposedBy: string
  readonly proposedAt: Date
  /** When it takes effect by itself; null while somebody else could approve it. */
  readonly takesEffectAt: Date | null
  readonly expiresAt: Date
}

/** Somebody is to hear that a change waits; again when it comes to wait for something else. */
export const paymentChangeWaits = event('payments.change-waits', z.object({ paymentChangeId: z.uuid() }))

/** As the audit names a change. */
export function about(changeId: string) {
  return { subjectKind: 'payment_change', subjectId: changeId } as const
}

/** The member who acts. Fails with `gifts.payment-change-by-members`. */
export function memberOf({ actor }: Pick<Transaction, 'actor'>): string {
  if (actor.kind === 'member') return actor.id
  throw new Failure('gifts.payment-change-by-members', {}, { kind: 'forbidden' })
}
