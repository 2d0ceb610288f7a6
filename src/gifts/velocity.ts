import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import type { ReadGift } from './gift-form.ts'

const windowMilliseconds = 60 * 60 * 1000
const attemptsPerGiver = 6

/**
 * Refuses a seventh attempt in an hour from the same phone, e-mail or conversation with `gifts.too-many-attempts`: a
 * person tries a card twice, a thief tries hundreds. Attempts per network address are limited at the door.
 */
export async function requireVelocity(
  { db, organisationId, now }: Transaction,
  { email, phone }: Pick<ReadGift, 'email' | 'phone'>,
  conversationId: string | undefined,
): Promise<void> {
  const { attempts } = await db
    .selectFrom('gift_intents')
    .where('organisation_id', '=', organisationId)
    .where('created_at', '>', new Date(now.getTime() - windowMilliseconds))
    .where((where) =>
      where.or([
        ...(email ? [where('donor_email', '=', email)] : []),
        ...(phone ? [where('donor_phone', '=', phone)] : []),
        ...(conversationId ? [where('conversation_id', '=', conversationId)] : []),
      ]),
    )
    .select((select) => select.fn.countAll<bigint>().as('attempts'))
    .executeTakeFirstOrThrow()
  if (attempts < attemptsPerGiver) return
  throw new Failure('gifts.too-many-attempts', {}, { kind: 'limited', retryable: true })
}
