import { sql } from 'kysely'
import type { PaymentEvent } from '../payments/event.ts'
import { isNumbered } from '../payments/manual/confirm.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'

/**
 * Makes room for a bank line told again: what was said of the same line before and put aside, with nobody having decided, is
 * taken back; answers the exception it left. Fails with `gifts.transfer-in-question` while something else about the reference
 * waits that may be this very line, since one of the two has no number of the bank.
 */
export async function takeBackQuestioned(
  transaction: Transaction,
  paymentAccountId: string,
  line: PaymentEvent,
): Promise<string | undefined> {
  const open = await lockQuestions(transaction, paymentAccountId, line)
  const same = open.find(({ dedupe_key }) => dedupe_key === line.dedupeKey)
  const isUnclear = open.some(
    (other) => other !== same && !(isNumbered(line, line.dedupeKey) && isNumbered(line, other.dedupe_key)),
  )
  if (isUnclear) throw new Failure('gifts.transfer-in-question', {}, { kind: 'conflict' })
  if (!same) return undefined
  const { db, organisationId, now, actor } = transaction
  await db
    .updateTable('payment_exceptions')
    .set({
      resolved_at: now,
      resolved_by: actor.kind === 'member' ? actor.id : null,
      resolution: 'corrected: confirmed again',
    })
    .where('organisation_id', '=', organisationId)
    .where('payment_exception_id', '=', same.payment_exception_id)
    .execute()
  await freeLine(transaction, same.provider_event_id)
  return same.payment_exception_id
}

/** Lets a bank line be told anew after what was typed of it turned out not to be so; what was typed stays, under a name of its own. */
export async function freeLine({ db, organisationId }: Transaction, providerEventId: string): Promise<void> {
  await db
    .updateTable('provider_events')
    .set({ dedupe_key: sql<string>`dedupe_key || ':taken-back:' || provider_event_id` })
    .where('organisation_id', '=', organisationId)
    .where('provider_event_id', '=', providerEventId)
    .execute()
}

function lockQuestions({ db, organisationId }: Transaction, paymentAccountId: string, line: PaymentEvent) {
  return db
    .selectFrom('payment_exceptions as x')
    .innerJoin('provider_events as e', (join) =>
      join
        .onRef('e.organisation_id', '=', 'x.organisation_id')
        .onRef('e.provider_event_id', '=', 'x.provider_event_id'),
    )
    .where('x.organisation_id', '=', organisationId)
    .where('e.payment_account_id', '=', paymentAccountId)
    .where('x.kind', '=', 'quarantine')
    .where('x.resolved_at', 'is', null)
    .where((where) =>
      where.or([where('e.dedupe_key', '=', line.dedupeKey), where(sql`e.event->>'reference'`, '=', line.reference)]),
    )
    .select(['x.payment_exception_id', 'e.provider_event_id', 'e.dedupe_key'])
    .orderBy('x.payment_exception_id')
    .forUpdate('x')
    .execute()
}
