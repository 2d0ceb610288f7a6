import type { Selectable } from 'kysely'
import { z } from 'zod'
import { instructionLabels } from '../payments/action.ts'
import { paymentStates } from '../payments/state.ts'
import type { GiftIntents } from '../platform/database/schema.generated.ts'
import { Failure } from '../platform/errors.ts'
import { languages } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { receiptWishes } from './gift.ts'

/** A stored attempt to give. */
export type GiftIntent = Selectable<GiftIntents>

/** What the donor ticked, as stored with the attempt. */
export const intentConsents = z.object({
  feedback: z.boolean().default(false),
  appeals: z.boolean().default(false),
  textVersion: z.string().default(''),
})

/** How to pay away from the screen, as stored with the attempt. */
export const storedInstructions = z.object({
  lines: z.array(z.object({ label: z.enum(instructionLabels), value: z.string() })),
  expiresAt: z.coerce.date().nullable(),
})

export const paymentState = z.enum(paymentStates)
export const storedLanguage = z.enum(languages)
export const storedReceiptWish = z.enum(receiptWishes)

/** Where the tax identifier of an attempt is sealed. */
export function intentSealPlace(organisationId: string, giftIntentId: string): string {
  return `${organisationId}/gift_intents/${giftIntentId}/tax_identifier`
}

/** An attempt. Fails with `gifts.unknown-intent`. */
export async function getIntent(transaction: Transaction, giftIntentId: string): Promise<GiftIntent> {
  const row = await selectIntent(transaction, giftIntentId).executeTakeFirst()
  return row ?? unknownIntent()
}

/** An attempt, locked until the transaction ends: whoever moves its state holds this. Fails with `gifts.unknown-intent`. */
export async function lockIntent(transaction: Transaction, giftIntentId: string): Promise<GiftIntent> {
  const row = await selectIntent(transaction, giftIntentId).forUpdate().executeTakeFirst()
  return row ?? unknownIntent()
}

function selectIntent({ db, organisationId }: Transaction, giftIntentId: string) {
  return db
    .selectFrom('gift_intents')
    .where('organisation_id', '=', organisationId)
    .where('gift_intent_id', '=', giftIntentId)
    .selectAll()
}

function unknownIntent(): never {
  throw new Failure('gifts.unknown-intent', {}, { kind: 'missing' })
}
