import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/** Notes that the address typed for a person, where there is one, is to be asked to confirm itself. */
export async function expectConfirmation({ db, organisationId, now }: Transaction, personId: string): Promise<void> {
  await sql`
    insert into address_confirmations (organisation_id, address_confirmation_id, person_id, email, due_at)
    select organisation_id, gen_random_uuid(), person_id, email, ${now}::timestamptz from persons
    where organisation_id = ${organisationId} and person_id = ${personId} and email is not null
    on conflict (organisation_id, person_id, email) do update set due_at = excluded.due_at
      where address_confirmations.confirmed_at is null`.execute(db)
}

/** Writes down that the letter is on its way. */
export async function noteAsked(
  { db, organisationId, now }: Transaction,
  addressConfirmationId: string,
): Promise<void> {
  await sql`
    update address_confirmations set asked_at = ${now}
    where organisation_id = ${organisationId} and address_confirmation_id = ${addressConfirmationId}`.execute(db)
}

/** What whoever opens the link in the letter finds. `closed`: the mailbox wants no mail since, which only a mail from there lifts. */
export interface Confirmation {
  email: string
  state: 'open' | 'confirmed' | 'closed'
}

/** Reads a question by its id; undefined where the address stands with the person no more. Locks it, so that one press counts. */
export async function readConfirmation(
  { db, organisationId }: Transaction,
  addressConfirmationId: string,
): Promise<Confirmation | undefined> {
  const { rows } = await sql<Confirmation>`
    select a.email, case when mailbox_is_closed(a.organisation_id, a.email) then 'closed'
      when a.confirmed_at is null then 'open' else 'confirmed' end as state
    from address_confirmations a
    join persons p on p.organisation_id = a.organisation_id and p.person_id = a.person_id and p.email = a.email
    where a.organisation_id = ${organisationId} and a.address_confirmation_id = ${addressConfirmationId}
      and p.erased_at is null and p.merged_into_id is null
    for update of a`.execute(db)
  return rows[0]
}

/** The mailbox says that the address is theirs. The first press counts; what is closed or gone stays so. */
export async function confirmAddress(transaction: Transaction, addressConfirmationId: string): Promise<void> {
  const { db, organisationId, now } = transaction
  const confirmation = await readConfirmation(transaction, addressConfirmationId)
  if (confirmation?.state !== 'open') return
  await sql`
    update address_confirmations set confirmed_at = ${now}, due_at = null
    where organisation_id = ${organisationId} and address_confirmation_id = ${addressConfirmationId}`.execute(db)
}

/** What the mailbox of a record said counts for the record it is joined to. */
export async function carryConfirmations(
  { db, organisationId }: Transaction,
  fromId: string,
  intoId: string,
): Promise<void> {
  await sql`
    update address_confirmations a set confirmed_at = coalesce(a.confirmed_at, o.confirmed_at),
      asked_at = greatest(a.asked_at, o.asked_at)
    from address_confirmations o
    where a.organisation_id = ${organisationId} and a.person_id = ${intoId}
      and o.organisation_id = a.organisation_id and o.person_id = ${fromId} and o.email = a.email`.execute(db)
  await sql`
    update address_confirmations a set person_id = ${intoId}
    where a.organisation_id = ${organisationId} and a.person_id = ${fromId} and not exists (
      select from address_confirmations o
      where o.organisation_id = a.organisation_id and o.person_id = ${intoId} and o.email = a.email)`.execute(db)
}
