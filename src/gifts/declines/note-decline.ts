import type { PaymentEvent } from '../../payments/event.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { GiftIntent } from '../intent.ts'
import { tally } from './tally.ts'
import { levelOf, windowMilliseconds } from './thresholds.ts'
import { beginWave, countInWave } from './wave.ts'

/** What is learned later of an attempt says nothing of now: a provider that was silent must not make a wave of a day's refusals. */
const newsMilliseconds = 2 * windowMilliseconds

/**
 * Counts a payment that a provider says was refused, told by it or asked for, and begins a wave where they are too many. Other news is none
 * of its business. `providerEventId` is the news, kept once however often it is told.
 */
export async function noteDecline(
  transaction: Transaction,
  intent: GiftIntent,
  event: PaymentEvent,
  providerEventId: string,
): Promise<void> {
  const { db, organisationId, now } = transaction
  if (event.type !== 'failed' || event.simulated) return
  if (now.getTime() - intent.created_at.getTime() > newsMilliseconds) return
  const { payment_account_id, network } = intent
  await db
    .insertInto('payment_declines')
    .values({
      ...{ organisation_id: organisationId, provider_event_id: providerEventId },
      ...{ payment_account_id, network, declined_at: now },
    })
    .execute()
  const tallies = await tally(transaction, payment_account_id, network)
  const isAlarming = levelOf(tallies.network, tallies.account) !== 'calm'
  if (await countInWave(transaction, payment_account_id, isAlarming)) return
  if (!isAlarming || (await beginWave(transaction, payment_account_id))) return
  await countInWave(transaction, payment_account_id, isAlarming)
}
