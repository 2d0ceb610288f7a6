import { sql } from 'kysely'
import { advance, type QuarantineReason } from '../payments/attempt.ts'
import type { PaymentEvent } from '../payments/event.ts'
import { isPaid, type PaymentState } from '../payments/state.ts'
import { recordConsent } from '../people/consents.ts'
import { createPerson, currentPerson } from '../people/persons.ts'
import { suggestSame } from '../people/suggestions.ts'
import { newId } from '../platform/ids.ts'
import { publish } from '../platform/jobs/event.ts'
import type { Transaction } from '../platform/scope.ts'
import { localDay } from './day.ts'
import { noteDecline } from './declines/note-decline.ts'
import { openException } from './exception.ts'
import { intentEnded, type NewGift } from './gift.ts'
import {
  type GiftIntent,
  intentConsents,
  intentSealPlace,
  paymentState,
  storedLanguage,
  storedReceiptWish,
} from './intent.ts'
import { bookLateFee } from './late-fee.ts'
import { cashAccount, postTransfer } from './ledger.ts'
import { recordOverflowing } from './overflow.ts'
import type { StoredAccount } from './payment-account.ts'
import { recordGift } from './record-gift.ts'

/** What an event of a provider came to. Only `applied` moved an attempt; `known` was heard before. */
export type Settled =
  | { readonly result: 'applied'; readonly giftId?: string }
  | { readonly result: 'known' | 'late' | 'simulated' | 'ignored' }
  | { readonly result: 'quarantined'; readonly reason: QuarantineReason; readonly paymentExceptionId: string }
  | { readonly result: 'suspense'; readonly paymentExceptionId: string }

/**
 * Applies one event of a provider, once, however often it is told: it is kept, judged against the attempt, and where it
 * first means money the gift is born. Money that fits no attempt is booked to suspense; what contradicts an attempt is put
 * aside for a person. All in the caller's transaction: the provider is thanked only after it commits.
 */
export async function settle(transaction: Transaction, account: StoredAccount, event: PaymentEvent): Promise<Settled> {
  const providerEventId = await keepEvent(transaction, account, event)
  if (providerEventId === undefined) {
    await bookLateFee(transaction, account, event)
    return { result: 'known' }
  }
  const intent = await lockByReference(transaction, account, event.reference)
  if (intent) await noteDecline(transaction, intent, event, providerEventId)
  const settled = intent
    ? await applyTo(transaction, account, intent, event, providerEventId)
    : await withoutIntent(transaction, account, event, providerEventId)
  const { db, organisationId, now } = transaction
  await db
    .updateTable('provider_events')
    .set({ result: settled.result, applied_at: now })
    .where('organisation_id', '=', organisationId)
    .where('provider_event_id', '=', providerEventId)
    .execute()
  return settled
}

async function keepEvent(
  { db, organisationId, now }: Transaction,
  account: StoredAccount,
  event: PaymentEvent,
): Promise<string | undefined> {
  const kept = await db
    .insertInto('provider_events')
    .values({
      organisation_id: organisationId,
      provider_event_id: newId(now),
      payment_account_id: account.paymentAccountId,
      dedupe_key: event.dedupeKey,
      event: JSON.stringify(event, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
      received_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('provider_event_id')
    .executeTakeFirst()
  return kept?.provider_event_id
}

function lockByReference({ db, organisationId }: Transaction, account: StoredAccount, reference: string) {
  return db
    .selectFrom('gift_intents')
    .where('organisation_id', '=', organisationId)
    .where('payment_account_id', '=', account.paymentAccountId)
    .where('reference', '=', reference)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
}

async function applyTo(
  transaction: Transaction,
  account: StoredAccount,
  intent: GiftIntent,
  event: PaymentEvent,
  providerEventId: string,
): Promise<Settled> {
  if (isSecondPayment(intent, event)) return withoutIntent(transaction, account, event, providerEventId)
  const amount = { minor: intent.amount_minor, currency: intent.currency }
  const state = paymentState.parse(intent.state)
  const judged = advance({ reference: intent.reference, amount, state }, event)
  if (judged.verdict === 'quarantined') {
    const { reason } = judged
    const kind = 'quarantine'
    const paymentExceptionId = await openException(transaction, { kind, reason, providerEventId, amount: event.amount })
    return { result: 'quarantined', reason, paymentExceptionId }
  }
  await keepInstructions(transaction, intent, event)
  if (judged.verdict === 'unknown') return { result: 'ignored' }
  if (judged.verdict === 'simulated') return { result: 'simulated' }
  if (isPaid(state)) await bookLateFee(transaction, account, event)
  if (judged.verdict !== 'advanced') return { result: 'late' }
  // The donor's details were already forgotten: whose money this is, a person must find out.
  if (judged.received && intent.donor_name === '') return withoutIntent(transaction, account, event, providerEventId)
  await moveIntent(transaction, intent, event, judged.state)
  if (judged.received) return { result: 'applied', giftId: await receive(transaction, account, intent, event) }
  if (judged.state === 'failed' || judged.state === 'expired' || judged.state === 'cancelled') {
    await publish(transaction, intentEnded, { giftIntentId: intent.gift_intent_id, state: judged.state })
  }
  return { result: 'applied' }
}

/** Money after the attempt was paid, under another number of the provider: somebody paid twice, whatever they paid. */
function isSecondPayment(intent: GiftIntent, event: PaymentEvent): boolean {
  if (event.simulated || !isPaid(paymentState.parse(intent.state))) return false
  if (event.type !== 'paid' && event.type !== 'settled') return false
  if (!event.providerReference || !intent.provider_reference) return false
  return event.providerReference !== intent.provider_reference
}

/** A code to pay with is worth keeping even when the event itself came late. */
async function keepInstructions(
  { db, organisationId }: Transaction,
  intent: GiftIntent,
  { instructions }: PaymentEvent,
): Promise<void> {
  if (!instructions || isPaid(paymentState.parse(intent.state))) return
  const { expiresAt } = instructions
  await db
    .updateTable('gift_intents')
    .set({
      instructions: JSON.stringify(instructions),
      ...(expiresAt === null ? {} : { expires_at: sql<Date>`greatest(expires_at, ${expiresAt}::timestamptz)` }),
    })
    .where('organisation_id', '=', organisationId)
    .where('gift_intent_id', '=', intent.gift_intent_id)
    .execute()
}

async function moveIntent(
  { db, organisationId, now }: Transaction,
  intent: GiftIntent,
  event: PaymentEvent,
  state: PaymentState,
): Promise<void> {
  await db
    .updateTable('gift_intents')
    .set({
      state,
      state_at: now,
      provider_reference: event.providerReference || intent.provider_reference,
      ...(isPaid(state) ? { next_query_at: null } : {}),
    })
    .where('organisation_id', '=', organisationId)
    .where('gift_intent_id', '=', intent.gift_intent_id)
    .execute()
}

async function receive(
  transaction: Transaction,
  account: StoredAccount,
  intent: GiftIntent,
  event: PaymentEvent,
): Promise<string> {
  const { context, organisationId } = transaction
  const personId = await donorOf(transaction, intent)
  const place = intentSealPlace(organisationId, intent.gift_intent_id)
  const gift: NewGift = {
    personId,
    campaignId: intent.campaign_id,
    amount: { minor: intent.amount_minor, currency: intent.currency },
    ...(event.feeMinor === undefined ? {} : { feeMinor: event.feeMinor }),
    receivedAt: event.at,
    source: account.kind === 'manual' ? 'manual' : 'provider',
    giftIntentId: intent.gift_intent_id,
    paymentAccountId: account.paymentAccountId,
    donorName: intent.donor_name,
    isAnonymous: intent.is_anonymous,
    showsInitials: intent.shows_initials,
    receiptWish: storedReceiptWish.parse(intent.receipt_wish),
    receiptName: intent.receipt_name ?? undefined,
    taxIdentifier: intent.tax_identifier_cipher ? context.vault.open(intent.tax_identifier_cipher, place) : undefined,
    conversationId: intent.conversation_id ?? undefined,
    language: storedLanguage.parse(intent.language),
  }
  return intent.overflow_campaign_id === null
    ? recordGift(transaction, gift)
    : recordOverflowing(transaction, gift, intent.overflow_campaign_id)
}

/**
 * Who gave: the person of the conversation, else somebody new, now that money is here. A typed address proves nothing: somebody
 * known by the same name and address is suggested, never joined.
 */
async function donorOf(transaction: Transaction, intent: GiftIntent): Promise<string> {
  const personId =
    intent.person_id === null
      ? await meetDonor(transaction, intent)
      : await currentPerson(transaction, intent.person_id)
  const language = storedLanguage.parse(intent.language)
  const { textVersion, ...ticked } = intentConsents.parse(intent.consents)
  for (const purpose of ['feedback', 'appeals'] as const) {
    if (!ticked[purpose]) continue
    await recordConsent(transaction, {
      personId,
      purpose,
      channel: 'all',
      granted: true,
      source: 'gift_form',
      sourceId: intent.gift_intent_id,
      textVersion,
      language,
      at: intent.created_at,
    })
  }
  return personId
}

async function meetDonor(transaction: Transaction, intent: GiftIntent): Promise<string> {
  const { db, organisationId } = transaction
  const name = intent.donor_name
  const reach = { email: intent.donor_email ?? undefined, phone: intent.donor_phone ?? undefined }
  const language = storedLanguage.parse(intent.language)
  const personId = await createPerson(transaction, { displayName: name, language, ...reach })
  await suggestSame(transaction, personId, { name, ...reach })
  await db
    .updateTable('gift_intents')
    .set({ person_id: personId })
    .where('organisation_id', '=', organisationId)
    .where('gift_intent_id', '=', intent.gift_intent_id)
    .execute()
  return personId
}

/** Money nobody announced goes to suspense, never away; other news about unknown attempts is only kept. */
async function withoutIntent(
  transaction: Transaction,
  account: StoredAccount,
  event: PaymentEvent,
  providerEventId: string,
): Promise<Settled> {
  if (event.simulated) return { result: 'simulated' }
  if (event.type !== 'paid' && event.type !== 'settled') return { result: 'ignored' }
  const { amount } = event
  if (amount !== null && amount.minor > 0n) {
    await postTransfer(transaction, {
      kind: 'suspense',
      sourceId: providerEventId,
      debit: cashAccount(account.paymentAccountId, account.kind),
      credit: 'suspense',
      amount,
      effectiveOn: await localDay(transaction, event.at),
    })
  }
  const reason = 'no-intent'
  const paymentExceptionId = await openException(transaction, { kind: 'suspense', reason, providerEventId, amount })
  return { result: 'suspense', paymentExceptionId }
}
