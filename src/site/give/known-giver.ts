import { publicNameOf } from '../../gifts/public-name.ts'
import { mayReceive } from '../../people/consents.ts'
import { getPerson } from '../../people/persons.ts'
import { Failure } from '../../platform/errors.ts'
import { money, toDecimal } from '../../platform/money.ts'
import type { Transaction } from '../../platform/scope.ts'
import { giftFields, type TypedGift } from './gift-form.ts'

/** Whoever came to the form from a conversation. */
export interface KnownGiver {
  readonly personId: string
  /** The name of their last gift; null where this is the first. */
  readonly name: string | null
  /** What the form shows before they type. */
  readonly typed: TypedGift
}

/** The person of a conversation, and what the form need not ask them again. Fails with `links.unknown` for no conversation of ours. */
export async function knownGiver(transaction: Transaction, conversationId: string): Promise<KnownGiver> {
  const personId = await personOf(transaction, conversationId)
  const person = await getPerson(transaction, personId)
  const last = await lastGift(transaction, personId)
  const contact = person.phone ?? person.email ?? undefined
  const reach = contact === undefined ? {} : { [giftFields.contact]: contact }
  if (last === undefined) return { personId, name: null, typed: reach }
  const [feedback, appeals] = [
    await mayReceive(transaction, personId, 'feedback', last.channel ?? 'all'),
    await mayReceive(transaction, personId, 'appeals', last.channel ?? 'all'),
  ]
  return {
    personId,
    name: last.donor_name,
    typed: {
      ...reach,
      amount: toDecimal(money(last.amount_minor, last.currency)),
      name: last.donor_name,
      receipt: last.receipt_wish,
      publicName: publicNameOf(last),
      ...(last.receipt_name === null ? {} : { receiptName: last.receipt_name }),
      ...(feedback ? { feedback: 'yes' } : {}),
      ...(appeals ? { appeals: 'yes' } : {}),
    },
  }
}

async function personOf({ db, organisationId }: Transaction, conversationId: string): Promise<string> {
  const row = await db
    .selectFrom('conversations as c')
    .innerJoin('identities as i', (join) =>
      join.onRef('i.organisation_id', '=', 'c.organisation_id').onRef('i.identity_id', '=', 'c.identity_id'),
    )
    .where('c.organisation_id', '=', organisationId)
    .where('c.conversation_id', '=', conversationId)
    .select('i.person_id')
    .executeTakeFirst()
  if (row === undefined) throw new Failure('links.unknown', {}, { kind: 'missing' })
  return row.person_id
}

function lastGift({ db, organisationId }: Transaction, personId: string) {
  return db
    .selectFrom('gifts as g')
    .leftJoin('conversations as c', (join) =>
      join.onRef('c.organisation_id', '=', 'g.organisation_id').onRef('c.conversation_id', '=', 'g.conversation_id'),
    )
    .leftJoin('channel_accounts as a', (join) =>
      join
        .onRef('a.organisation_id', '=', 'c.organisation_id')
        .onRef('a.channel_account_id', '=', 'c.channel_account_id'),
    )
    .where('g.organisation_id', '=', organisationId)
    .where('g.person_id', '=', personId)
    .select([
      'g.donor_name',
      'g.amount_minor',
      'g.currency',
      'g.receipt_wish',
      'g.receipt_name',
      'g.is_anonymous',
      'g.shows_initials',
    ])
    .select('a.kind as channel')
    .orderBy('g.received_at', 'desc')
    .orderBy('g.gift_id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
