import { audit } from '../../organisations/audit.ts'
import { publish } from '../../platform/jobs/event.ts'
import { describeError } from '../../platform/log.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { holdPaymentAccount, insertPaymentAccount, writePaymentAccount } from '../payment-account.ts'
import { about, type LapseReason, paymentChangeWaits, type WaitingChange } from './change.ts'
import { isStillBasis } from './moves-money.ts'
import { endChange, lockIfWaiting, moveEffect, waitingChanges } from './rows.ts'
import { couldApprove, dayMilliseconds, type RightHolder, rightHolders } from './second-person.ts'

/** Writes what a held change proposes and ends it, in one transaction with its decision; answers the account. */
export async function putIntoEffect(transaction: Transaction, change: WaitingChange, by: string | null) {
  const { proposal, changeId } = change
  const paymentAccountId = change.paymentAccountId ?? ''
  if (proposal.kind === 'change') await writePaymentAccount(transaction, paymentAccountId, proposal.change)
  const account =
    proposal.kind === 'change' ? paymentAccountId : await insertPaymentAccount(transaction, proposal.account)
  await endChange(transaction, changeId, { state: 'effective', by, paymentAccountId: account })
  return account
}

/** Why a held change can take effect no more; null where it still can. */
export async function whyLapsed(
  transaction: Transaction,
  change: WaitingChange,
  holders: readonly RightHolder[],
): Promise<LapseReason | null> {
  if (change.expiresAt <= transaction.now) return 'expired'
  if (!holders.some(({ memberId }) => memberId === change.proposedBy)) return 'proposer-left'
  if (change.paymentAccountId === null || change.basedOn === null) return null
  const held = await holdPaymentAccount(transaction, change.paymentAccountId)
  return isStillBasis(transaction, held, change.basedOn) ? null : 'account-changed'
}

/**
 * Looks after every change that waits: lets those lapse that can no longer take effect, puts those into effect whose day has come, and sees
 * to it that a change waits for a second person exactly while there is one. May be killed and repeated at any point: each change is one
 * transaction that holds its row.
 */
export async function tendPaymentChanges(scope: Scope): Promise<void> {
  for (const changeId of await scope.transaction(waitingChanges)) {
    await scope
      .transaction((transaction) => tend(transaction, changeId))
      .catch((error) =>
        scope.context.log.error({ changeId, ...describeError(error) }, 'A payment change could not be looked after'),
      )
  }
}

async function tend(transaction: Transaction, changeId: string): Promise<void> {
  const change = await lockIfWaiting(transaction, changeId)
  if (change === null) return
  const holders = await rightHolders(transaction)
  const reason = await whyLapsed(transaction, change, holders)
  if (reason !== null) {
    await endChange(transaction, changeId, { state: 'lapsed', reason })
    await audit(transaction, { action: 'payments.lapse-change', ...about(changeId), after: { reason } })
    return
  }
  const isAlone = couldApprove(holders, change.proposedBy).length === 0
  if (isAlone !== (change.takesEffectAt !== null)) return waitOtherwise(transaction, change, isAlone)
  if (change.takesEffectAt === null || change.takesEffectAt > transaction.now) return
  const paymentAccountId = await putIntoEffect(transaction, change, null)
  await audit(transaction, { action: 'payments.effect-change', ...about(changeId), after: { paymentAccountId } })
}

/** From now on it waits for its day instead of a second person, or the other way round; everybody hears of it. */
async function waitOtherwise(transaction: Transaction, change: WaitingChange, isAlone: boolean): Promise<void> {
  const { changeId, takesEffectAt: before } = change
  const takesEffectAt = isAlone ? new Date(transaction.now.getTime() + dayMilliseconds) : null
  await moveEffect(transaction, changeId, takesEffectAt)
  await audit(transaction, {
    action: 'payments.delay-change',
    ...about(changeId),
    before: { takesEffectAt: before },
    after: { takesEffectAt },
  })
  await publish(transaction, paymentChangeWaits, { paymentChangeId: changeId })
}
