import { sql } from 'kysely'
import type { Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { expectConfirmation } from './address-confirmations.ts'
import { whoMayReceive } from './consents.ts'
import { languageSchema } from './person.ts'

/** One mailbox is asked at most once in so many days, whoever typed it. */
const askAgainDays = 30

/** What could not be asked within so many days is asked no more: who gave long ago would wonder. */
const dueDays = 3

const dayMilliseconds = 24 * 60 * 60 * 1000

/** A mailbox to be asked whether the address typed for somebody is theirs. */
export interface AddressQuestion {
  addressConfirmationId: string
  personId: string
  email: string
  language: Language
}

/** Takes what is due off the list; answers what may be asked, each mailbox once. Whoever asks writes it down with `noteAsked`. */
export async function takeDueQuestions(transaction: Transaction, limit: number): Promise<readonly AddressQuestion[]> {
  const { db, organisationId, now } = transaction
  await lockAsking(transaction)
  const { rows } = await sql<{ id: string; isLate: boolean }>`
    with due as (
      select address_confirmation_id as id, due_at from address_confirmations
      where organisation_id = ${organisationId} and due_at <= ${now} order by due_at limit ${limit}::integer for update
    )
    update address_confirmations a set due_at = null from due
    where a.organisation_id = ${organisationId} and a.address_confirmation_id = due.id
    returning due.id, due.due_at < ${new Date(now.getTime() - dueDays * dayMilliseconds)} as "isLate"`.execute(db)
  return askable(
    transaction,
    rows.filter(({ isLate }) => !isLate).map(({ id }) => id),
  )
}

/** The question for one person, for a member who asks; undefined where it may not be asked, or was not long ago. */
export async function takeQuestion(transaction: Transaction, personId: string): Promise<AddressQuestion | undefined> {
  await lockAsking(transaction)
  await expectConfirmation(transaction, personId)
  const { db, organisationId } = transaction
  const { rows } = await sql<{ id: string }>`
    update address_confirmations set due_at = null
    where organisation_id = ${organisationId} and person_id = ${personId} and due_at is not null
    returning address_confirmation_id as id`.execute(db)
  const [question] = await askable(
    transaction,
    rows.map(({ id }) => id),
  )
  return question
}

/** Two who ask at the same moment would both find that nobody did. */
async function lockAsking({ db, organisationId }: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${organisationId}:confirm-address`}, 0))`.execute(db)
}

/**
 * Of these questions, those that are worth a letter: the address still stands with the person, who agreed to appeals and whom no
 * chat reaches; the mailbox takes mail of ours and was not asked of late.
 */
async function askable(transaction: Transaction, ids: readonly string[]): Promise<readonly AddressQuestion[]> {
  if (ids.length === 0) return []
  const { db, organisationId, now } = transaction
  const { rows } = await sql<Omit<AddressQuestion, 'language'> & { language: string }>`
    select a.address_confirmation_id as "addressConfirmationId", a.person_id as "personId", a.email, p.language
    from address_confirmations a
    join persons p on p.organisation_id = a.organisation_id and p.person_id = a.person_id and p.email = a.email
    where a.organisation_id = ${organisationId} and a.address_confirmation_id = any(${[...ids]}::uuid[])
      and a.confirmed_at is null and p.erased_at is null and p.merged_into_id is null
      and not mailbox_is_closed(a.organisation_id, a.email)
      and not exists (select from identities i where i.organisation_id = a.organisation_id and i.person_id = a.person_id
        and i.typed_email is null and i.state not in ('unfollowed', 'blocked'))
      and not exists (select from address_confirmations o where o.organisation_id = a.organisation_id and o.email = a.email
        and o.asked_at > ${new Date(now.getTime() - askAgainDays * dayMilliseconds)})
    order by a.email, a.person_id`.execute(db)
  const may = await whoMayReceive(
    transaction,
    rows.map(({ personId }) => personId),
    'appeals',
  )
  const willing = rows.filter(({ personId }) => may(personId, 'email'))
  return willing
    .filter(({ email }, place) => willing.findIndex((one) => one.email === email) === place)
    .map((row) => ({ ...row, language: languageSchema.catch('en').parse(row.language) }))
}
