import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import type { Scope } from '../../platform/scope.ts'
import { about, memberOf } from './change.ts'
import { endChange, lockChange } from './rows.ts'
import { couldApprove, rightHolders } from './second-person.ts'
import { putIntoEffect, whyLapsed } from './take-effect.ts'

/**
 * Approves what somebody else proposed; it takes effect with it. Fails with `gifts.unknown-payment-change`, `gifts.payment-change-decided`,
 * `gifts.payment-change-own`, `gifts.payment-change-too-new` where the caller's own access is younger than a day, and
 * `gifts.payment-change-lapsed` where it can take effect no more.
 */
export async function approvePaymentChange(scope: Scope, changeId: string): Promise<void> {
  permit(scope, 'payments.change')
  const by = memberOf(scope)
  await scope.transaction(async (transaction) => {
    const change = await lockChange(transaction, changeId)
    if (change.proposedBy === by) throw new Failure('gifts.payment-change-own', {}, { kind: 'forbidden' })
    const holders = await rightHolders(transaction)
    if (!couldApprove(holders, change.proposedBy).some(({ memberId }) => memberId === by)) {
      throw new Failure('gifts.payment-change-too-new', {}, { kind: 'forbidden' })
    }
    if ((await whyLapsed(transaction, change, holders)) !== null) {
      throw new Failure('gifts.payment-change-lapsed', {}, { kind: 'conflict' })
    }
    const paymentAccountId = await putIntoEffect(transaction, change, by)
    await audit(transaction, { action: 'payments.approve-change', ...about(changeId), after: { paymentAccountId } })
  })
}

/** Says no to what somebody else proposed; everything stays as it is. Fails as `withdrawPaymentChange` does, and with `gifts.payment-change-own`. */
export async function declinePaymentChange(scope: Scope, changeId: string): Promise<void> {
  permit(scope, 'payments.change')
  const by = memberOf(scope)
  await scope.transaction(async (transaction) => {
    const { proposedBy } = await lockChange(transaction, changeId)
    if (proposedBy === by) throw new Failure('gifts.payment-change-own', {}, { kind: 'forbidden' })
    await endChange(transaction, changeId, { state: 'declined', by })
    await audit(transaction, { action: 'payments.decline-change', ...about(changeId) })
  })
}

/**
 * Takes back what the caller proposed. Fails with `gifts.unknown-payment-change`, `gifts.payment-change-decided`,
 * `gifts.payment-change-others`.
 */
export async function withdrawPaymentChange(scope: Scope, changeId: string): Promise<void> {
  permit(scope, 'payments.change')
  const by = memberOf(scope)
  await scope.transaction(async (transaction) => {
    const { proposedBy } = await lockChange(transaction, changeId)
    if (proposedBy !== by) throw new Failure('gifts.payment-change-others', {}, { kind: 'forbidden' })
    await endChange(transaction, changeId, { state: 'withdrawn', by })
    await audit(transaction, { action: 'payments.withdraw-change', ...about(changeId) })
  })
}
