import { newId } from '../platform/ids.ts'
import type { Money } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'

/** Something about money only a person can decide. */
export interface NewException {
  readonly kind: 'quarantine' | 'suspense'
  /** Stable words: `amount`, `currency`, `reference`, `amount-missing`, `no-intent`. */
  readonly reason: string
  readonly providerEventId: string
  readonly amount: Money | null
}

/** Puts it into the queue people empty; answers its id. */
export async function openException(transaction: Transaction, exception: NewException): Promise<string> {
  const { db, organisationId, now } = transaction
  const paymentExceptionId = newId(now)
  await db
    .insertInto('payment_exceptions')
    .values({
      organisation_id: organisationId,
      payment_exception_id: paymentExceptionId,
      kind: exception.kind,
      provider_event_id: exception.providerEventId,
      amount_minor: exception.amount?.minor ?? null,
      currency: exception.amount?.currency ?? null,
      reason: exception.reason,
      opened_at: now,
    })
    .execute()
  return paymentExceptionId
}
