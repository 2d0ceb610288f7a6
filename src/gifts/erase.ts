import { sql } from 'kysely'
import { noteErasures } from '../conversations/erase.ts'
import { destroySalts } from '../log/record.ts'
import type { EraseParticipant } from '../people/erase.ts'
import type { Transaction } from '../platform/scope.ts'

/**
 * Of an erased person's gifts stay what the books need: amounts, days, order numbers, the numbers of receipts, and the lines of the
 * public log, which nobody can tie to a name once the salts are gone. A receipt keeps what is printed on it as long as the law
 * wants it kept (`retention.ts`). What was promised for later ends, and a filed mandate goes with its picture.
 */
export const eraseGifts: EraseParticipant = async (transaction, { personIds }) => {
  const giftIds = await emptyGifts(transaction, personIds)
  await destroySalts(transaction, 'gift', giftIds)
  const intentIds = await emptyIntents(transaction, personIds, giftIds)
  return [
    ...giftIds,
    ...intentIds,
    ...(await endRecurring(transaction, personIds)),
    ...(await eraseMandates(transaction, personIds)),
    ...(await emptyNotes(transaction, giftIds)),
    ...(await receiptsOf(transaction, personIds)),
  ]
}

async function emptyGifts({ db, organisationId }: Transaction, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update gifts set donor_name = '', is_anonymous = true, receipt_name = null, tax_identifier_cipher = null
    where organisation_id = ${organisationId} and person_id = any(${[...personIds]}::uuid[])
    returning gift_id as id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Attempts that became theirs. Money that still comes for one without a name goes to suspense, where a member decides. */
async function emptyIntents(
  { db, organisationId }: Transaction,
  personIds: readonly string[],
  giftIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update gift_intents i set donor_name = '', donor_email = null, donor_phone = null, receipt_name = null,
      tax_identifier_cipher = null, consents = '{}', instructions = null, network = null
    where i.organisation_id = ${organisationId} and (i.person_id = any(${[...personIds]}::uuid[])
      or i.gift_intent_id in (select g.gift_intent_id from gifts g
        where g.organisation_id = ${organisationId} and g.gift_id = any(${[...giftIds]}::uuid[]))
      or i.conversation_id in (select c.conversation_id from conversations c
        join identities n on n.organisation_id = c.organisation_id and n.identity_id = c.identity_id
        where c.organisation_id = ${organisationId} and n.person_id = any(${[...personIds]}::uuid[])))
    returning i.gift_intent_id as id`.execute(db)
  await sql`
    update provider_events e set event = e.event - 'providerCode' - 'instructions' from gift_intents i
    where e.organisation_id = ${organisationId} and i.organisation_id = e.organisation_id
      and i.payment_account_id = e.payment_account_id and e.event ->> 'reference' = i.reference
      and i.gift_intent_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}

/** Nothing more is expected of what they promised. A standing order only they themselves can end at their bank: their page says so. */
async function endRecurring({ db, organisationId, now }: Transaction, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update recurring_gifts set state = 'ended', ended_at = coalesce(ended_at, ${now}), donor_name = '',
      account_digits = null, account_cipher = null
    where organisation_id = ${organisationId} and person_id = any(${[...personIds]}::uuid[])
    returning recurring_gift_id as id`.execute(db)
  const ids = rows.map(({ id }) => id)
  await sql`
    update instalments set state = 'missed', decided_at = ${now} where organisation_id = ${organisationId}
      and state = 'expected' and recurring_gift_id = any(${ids}::uuid[])`.execute(db)
  return ids
}

async function eraseMandates(transaction: Transaction, personIds: readonly string[]): Promise<string[]> {
  const { db, organisationId, now } = transaction
  const { rows } = await sql<{ id: string; fileId: string }>`
    update mandates set reason = null, decided_at = coalesce(decided_at, ${now}),
      state = case state when 'open' then 'declined' else state end
    where organisation_id = ${organisationId} and person_id = any(${[...personIds]}::uuid[])
    returning mandate_id as id, file_id as "fileId"`.execute(db)
  await noteErasures(
    transaction,
    rows.map(({ fileId }) => fileId),
  )
  return rows.map(({ id }) => id)
}

/** What members wrote about refunds and about money that fitted nothing. */
async function emptyNotes({ db, organisationId }: Transaction, giftIds: readonly string[]): Promise<string[]> {
  const { rows: refunds } = await sql<{ id: string }>`
    update refunds set reason = '' where organisation_id = ${organisationId} and gift_id = any(${[...giftIds]}::uuid[])
    returning refund_id as id`.execute(db)
  const { rows: exceptions } = await sql<{ id: string }>`
    update payment_exceptions x set resolution = null from provider_events e, gift_intents i, gifts g
    where x.organisation_id = ${organisationId} and e.organisation_id = x.organisation_id
      and e.provider_event_id = x.provider_event_id and i.organisation_id = e.organisation_id
      and i.payment_account_id = e.payment_account_id and i.reference = e.event ->> 'reference'
      and g.organisation_id = i.organisation_id and g.gift_intent_id = i.gift_intent_id
      and g.gift_id = any(${[...giftIds]}::uuid[])
    returning x.payment_exception_id as id`.execute(db)
  return [...refunds, ...exceptions].map(({ id }) => id)
}

async function receiptsOf({ db, organisationId }: Transaction, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select receipt_id as id from receipts
    where organisation_id = ${organisationId} and person_id = any(${[...personIds]}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}
