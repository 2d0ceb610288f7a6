import { randomInt } from 'node:crypto'
import { permit } from '../organisations/permission.ts'
import type { ProviderState } from '../payments/provider.ts'
import { makeReference } from '../payments/reference.ts'
import { hasLapsed, isEnded, isPaid, isWorthAsking } from '../payments/state.ts'
import { publish } from '../platform/jobs/event.ts'
import { describeError } from '../platform/log.ts'
import type { Context, Scope, Transaction } from '../platform/scope.ts'
import type { ProviderRequest, ProviderResponse } from '../platform/wire.ts'
import { intentEnded, intentWaiting } from './gift.ts'
import { type GiftIntent, getIntent, lockIntent, paymentState } from './intent.ts'
import { nextAskAt } from './patience.ts'
import { openPaymentAccount, type StoredAccount } from './payment-account.ts'
import { settle } from './settle.ts'

/**
 * Asks the provider what became of an attempt and applies its answer. Says once that somebody seems not to come back, ends
 * an attempt whose time is over, and sets when to ask again. Safe to call at any time, by the sweep or by the page a donor
 * comes back to.
 */
export async function askProvider(scope: Scope, giftIntentId: string): Promise<void> {
  const { intent, account } = await scope.transaction(async (transaction) => {
    const intent = await getIntent(transaction, giftIntentId)
    return { intent, account: await openPaymentAccount(transaction, intent.payment_account_id) }
  })
  if (isPaid(paymentState.parse(intent.state))) return
  const answer = await ask(scope.context, account, intent.reference)
  await scope.transaction(async (transaction) => {
    await applyAnswer(transaction, account, giftIntentId, answer)
    await remember(transaction, account, answer)
  })
}

/** Keeps since when a provider does not answer as it should, for the members; forgets it with the first right answer. */
async function remember(
  { db, organisationId, now }: Transaction,
  { paymentAccountId }: StoredAccount,
  { kind: heard }: Answer,
): Promise<void> {
  if (heard === 'nobody') return
  const isWorking = heard === 'reported' || heard === 'not-found'
  await db
    .updateTable('payment_accounts')
    .set({ last_failure: isWorking ? null : JSON.stringify({ heard, at: now }) })
    .where('organisation_id', '=', organisationId)
    .where('payment_account_id', '=', paymentAccountId)
    .where('last_failure', isWorking ? 'is not' : 'is', null)
    .execute()
}

/**
 * Asks a provider about a reference nobody ever used: the right answer is that it knows none. Remembers what went wrong for
 * the set-up page. `isWorking` is also true where there is nobody to ask.
 */
export async function testPaymentAccount(scope: Scope, paymentAccountId: string): Promise<{ isWorking: boolean }> {
  permit(scope, 'payments.change')
  const account = await scope.transaction((transaction) => openPaymentAccount(transaction, paymentAccountId))
  const answer = await ask(scope.context, account, makeReference(randomInt))
  const isWorking = answer.kind === 'not-found' || answer.kind === 'nobody'
  await scope.transaction(({ db, organisationId, now }) =>
    db
      .updateTable('payment_accounts')
      .set({ last_failure: isWorking ? null : JSON.stringify({ heard: answer.kind, at: now }) })
      .where('organisation_id', '=', organisationId)
      .where('payment_account_id', '=', paymentAccountId)
      .execute(),
  )
  return { isWorking }
}

/** What was heard: `nobody` where there is no one to ask, `silence` when no readable answer came. */
type Answer = ProviderState | { kind: 'nobody' } | { kind: 'silence' }

const timeoutMilliseconds = 20_000

async function ask(context: Context, { provider }: StoredAccount, reference: string): Promise<Answer> {
  const now = context.clock.now()
  const request = provider.query(reference, { now, publicUrl: context.settings.publicUrl })
  if (request === null) return { kind: 'nobody' }
  try {
    return provider.readState(await send(context, request), context.clock.now())
  } catch (error) {
    context.log.warn(describeError(error), 'A payment provider did not answer')
    return { kind: 'silence' }
  }
}

async function send({ fetch }: Context, { url, method, headers, body }: ProviderRequest): Promise<ProviderResponse> {
  const response = await fetch(url, {
    method,
    headers: { ...headers },
    ...(body === undefined ? {} : { body }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  })
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  }
}

async function applyAnswer(
  transaction: Transaction,
  account: StoredAccount,
  giftIntentId: string,
  answer: Answer,
): Promise<void> {
  if (answer.kind === 'reported') await settle(transaction, account, answer.event)
  const intent = await lockIntent(transaction, giftIntentId)
  const state = paymentState.parse(intent.state)
  if (isPaid(state)) return
  const saysNotPaid = answer.kind === 'not-found' || answer.kind === 'reported' || answer.kind === 'nobody'
  if (saysNotPaid && hasLapsed(state, intent.expires_at, transaction.now)) {
    await end(transaction, intent)
  } else if (
    answer.kind !== 'nobody' &&
    !isEnded(state) &&
    intent.instructions === null &&
    isDue(transaction, intent)
  ) {
    const knows = saysNotPaid ? 'not_paid' : 'nothing'
    await publish(transaction, intentWaiting, { giftIntentId, knows })
  }
  await askAgainLater(transaction, account, giftIntentId, answer)
}

/** The first time the sweep asks is the moment to tell; a donor who just came back to the page is told by the page. */
function isDue({ now }: Transaction, intent: GiftIntent): boolean {
  return intent.query_count === 0 && intent.next_query_at !== null && intent.next_query_at <= now
}

async function end(transaction: Transaction, intent: GiftIntent): Promise<void> {
  const { db, organisationId, now } = transaction
  await db
    .updateTable('gift_intents')
    .set({ state: 'expired', state_at: now })
    .where('organisation_id', '=', organisationId)
    .where('gift_intent_id', '=', intent.gift_intent_id)
    .execute()
  await publish(transaction, intentEnded, { giftIntentId: intent.gift_intent_id, state: 'expired' })
}

async function askAgainLater(
  transaction: Transaction,
  account: StoredAccount,
  giftIntentId: string,
  answer: Answer,
): Promise<void> {
  const { db, organisationId, now } = transaction
  const intent = await getIntent(transaction, giftIntentId)
  const due = intent.next_query_at !== null && intent.next_query_at <= now
  if (!due) return
  const isOver = answer.kind === 'nobody' || !isWorthAsking(paymentState.parse(intent.state), intent.expires_at, now)
  await db
    .updateTable('gift_intents')
    .set({
      query_count: intent.query_count + 1,
      next_query_at: isOver ? null : nextAskAt(now, intent.query_count + 1, account.provider),
    })
    .where('organisation_id', '=', organisationId)
    .where('gift_intent_id', '=', giftIntentId)
    .execute()
}
