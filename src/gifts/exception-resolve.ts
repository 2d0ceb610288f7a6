import { z } from 'zod'
import { getCampaign } from '../campaigns/actions.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { normaliseEmail, normalisePhone } from '../people/person.ts'
import { Failure } from '../platform/errors.ts'
import { languages } from '../platform/languages.ts'
import type { Money } from '../platform/money.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { freeLine } from './bank-line.ts'
import { personFor } from './by-hand.ts'
import { localDay } from './day.ts'
import { cashAccount, postTransfer } from './ledger.ts'
import { recordGift } from './record-gift.ts'

/** How a person decided about money that fitted nothing. */
export const resolution = z.discriminatedUnion('kind', [
  /** It is a gift after all: to this campaign, of this donor. */
  z.strictObject({
    kind: z.literal('gift'),
    campaignId: z.uuid(),
    donorName: z.string().trim().min(1).max(80),
    email: z.string().optional(),
    phone: z.string().optional(),
    language: z.enum(languages),
    note: z.string().max(400).default(''),
  }),
  /** The money went back to where it came from. */
  z.strictObject({ kind: z.literal('returned'), note: z.string().trim().min(1).max(400) }),
  /**
   * There was no money, or it is booked elsewhere: for what was put aside without booking, and for a bank line mistyped by hand,
   * which can then be confirmed anew.
   */
  z.strictObject({ kind: z.literal('dismissed'), note: z.string().trim().min(1).max(400) }),
])
export type Resolution = z.input<typeof resolution>

/**
 * Decides about an exception, once. Money in suspense becomes a gift or goes back; money put aside becomes a gift over what
 * really came, or is dismissed. Fails with `gifts.unknown-exception`, `gifts.exception-resolved`,
 * `gifts.exception-without-amount`, `gifts.suspense-not-dismissable`.
 */
export async function resolveException(scope: Scope, paymentExceptionId: string, typed: Resolution): Promise<void> {
  permit(scope, 'gifts.confirm')
  const decision = resolution.parse(typed)
  await scope.transaction(async (transaction) => {
    const exception = await lockException(transaction, paymentExceptionId)
    if (decision.kind === 'gift') await bookAsGift(transaction, exception, decision)
    else if (exception.kind === 'suspense') await returnFromSuspense(transaction, exception, decision.kind)
    if (decision.kind === 'dismissed' && isByHand(exception)) await freeLine(transaction, exception.provider_event_id)
    const { db, organisationId, now, actor } = transaction
    await db
      .updateTable('payment_exceptions')
      .set({
        resolved_at: now,
        resolved_by: actor.kind === 'member' ? actor.id : null,
        resolution: `${decision.kind}: ${decision.note}`,
      })
      .where('organisation_id', '=', organisationId)
      .where('payment_exception_id', '=', paymentExceptionId)
      .execute()
    await audit(transaction, {
      action: 'gifts.resolve-exception',
      subjectKind: 'payment_exception',
      subjectId: paymentExceptionId,
      after: { kind: decision.kind, note: decision.note },
    })
  })
}

type Exception = Awaited<ReturnType<typeof lockException>>

async function bookAsGift(
  transaction: Transaction,
  exception: Exception,
  decision: Extract<z.output<typeof resolution>, { kind: 'gift' }>,
): Promise<void> {
  const amount = amountOf(exception)
  const campaign = await getCampaign(transaction, decision.campaignId)
  if (campaign.currency !== amount.currency) {
    throw new Failure('gifts.other-currency', { currency: campaign.currency }, { field: 'campaignId' })
  }
  const { donorName, email, phone, language } = decision
  const known = {
    name: donorName,
    email: email === undefined ? undefined : normaliseEmail(email),
    phone: phone === undefined ? undefined : normalisePhone(phone, campaign.country),
  }
  const told = toldEvent.parse(exception.event)
  await recordGift(transaction, {
    personId: await personFor(transaction, known, language),
    campaignId: decision.campaignId,
    amount,
    receivedAt: told.at,
    ...(told.feeMinor === undefined ? {} : { feeMinor: told.feeMinor }),
    source: 'manual',
    paymentAccountId: exception.payment_account_id,
    ...(exception.kind === 'suspense' ? { heldIn: 'suspense' as const } : {}),
    donorName,
    isAnonymous: true,
    receiptWish: 'none',
    language,
  })
}

/** Of a provider's words, as they were kept, what a gift made of them needs: the money came when they say, not when we decide. */
const toldEvent = z.object({ at: z.coerce.date(), feeMinor: z.coerce.bigint().optional() })

function isByHand({ provider }: Exception): boolean {
  return provider === 'manual'
}

async function returnFromSuspense(
  transaction: Transaction,
  exception: Exception,
  kind: 'returned' | 'dismissed',
): Promise<void> {
  if (exception.amount_minor === null) return
  if (kind === 'dismissed' && !isByHand(exception))
    throw new Failure('gifts.suspense-not-dismissable', {}, { kind: 'conflict' })
  await postTransfer(transaction, {
    kind: 'suspense_resolved',
    sourceId: exception.payment_exception_id,
    debit: 'suspense',
    credit: cashAccount(exception.payment_account_id, 'manual'),
    amount: amountOf(exception),
    effectiveOn: await localDay(transaction, transaction.now),
  })
}

function amountOf({ amount_minor, currency }: Exception): Money {
  if (amount_minor === null || currency === null)
    throw new Failure('gifts.exception-without-amount', {}, { kind: 'conflict' })
  return { minor: amount_minor, currency }
}

async function lockException({ db, organisationId }: Transaction, paymentExceptionId: string) {
  const row = await db
    .selectFrom('payment_exceptions as x')
    .innerJoin('provider_events as e', (join) =>
      join
        .onRef('e.organisation_id', '=', 'x.organisation_id')
        .onRef('e.provider_event_id', '=', 'x.provider_event_id'),
    )
    .innerJoin('payment_accounts as a', (join) =>
      join
        .onRef('a.organisation_id', '=', 'e.organisation_id')
        .onRef('a.payment_account_id', '=', 'e.payment_account_id'),
    )
    .where('x.organisation_id', '=', organisationId)
    .where('x.payment_exception_id', '=', paymentExceptionId)
    .selectAll('x')
    .select(['e.provider_event_id', 'e.payment_account_id', 'e.event', 'a.provider'])
    .forUpdate('x')
    .executeTakeFirst()
  if (!row) throw new Failure('gifts.unknown-exception', {}, { kind: 'missing' })
  if (row.resolved_at) throw new Failure('gifts.exception-resolved', {}, { kind: 'conflict' })
  return row
}
