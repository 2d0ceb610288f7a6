import { z } from 'zod'
import { getCampaign } from '../../campaigns/actions.ts'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { isLanguage } from '../../platform/languages.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { readBankAccount } from '../bank-account.ts'
import { dueOn, rhythms } from './recurring.ts'

/** What finance reads from the signed paper. */
export const readMandate = z.strictObject({
  campaignId: z.uuid(),
  donorName: z.string().trim().min(1).max(80),
  amountMinor: z.bigint().positive(),
  currency: z.string(),
  rhythm: z.enum(rhythms),
  startsOn: z.iso.date(),
  dueDay: z.int().min(1).max(31),
  /** An IBAN or an account number; sealed. */
  account: z.string().trim().max(60).optional(),
})
export type ReadMandate = z.infer<typeof readMandate>

/**
 * Makes a recurring gift of a filed mandate; the bank carries it out, and finance sees what comes. Fails with
 * `gifts.unknown-mandate`, `gifts.mandate-decided`, `gifts.other-currency`, `gifts.account-unreadable`.
 */
export async function settleMandate(scope: Scope, mandateId: string, typed: ReadMandate): Promise<string> {
  permit(scope, 'gifts.confirm')
  return scope.transaction(async (transaction) => {
    const mandate = await lockOpen(transaction, mandateId)
    const { currency } = await getCampaign(transaction, typed.campaignId)
    if (currency !== typed.currency) throw new Failure('gifts.other-currency', { currency }, { field: 'currency' })
    const recurringGiftId = await create(transaction, mandate, typed)
    await decide(transaction, mandateId, { state: 'done', recurring_gift_id: recurringGiftId })
    const { account: _sealed, amountMinor, ...told } = typed
    const after = { ...told, amountMinor: amountMinor.toString(), mandateId }
    const subject = { subjectKind: 'recurring_gift', subjectId: recurringGiftId }
    await audit(transaction, { action: 'recurring.create', ...subject, after })
    return recurringGiftId
  })
}

/** Says that a filed picture is no mandate; our copy of it goes. Fails with `gifts.unknown-mandate`, `gifts.mandate-decided`. */
export async function declineMandate(scope: Scope, mandateId: string, reason: string): Promise<void> {
  permit(scope, 'gifts.confirm')
  const fileId = await scope.transaction(async (transaction) => {
    const mandate = await lockOpen(transaction, mandateId)
    await decide(transaction, mandateId, { state: 'declined', reason })
    const subject = { subjectKind: 'mandate', subjectId: mandateId }
    await audit(transaction, { action: 'mandates.decline', ...subject, after: { reason } })
    return mandate.file_id
  })
  await scope.context.files.erase({ organisationId: scope.organisationId, fileId })
}

/** Where the account of a recurring gift is sealed. */
export function accountPlace(organisationId: string, recurringGiftId: string): string {
  return `${organisationId}/recurring_gifts/${recurringGiftId}/account`
}

type OpenMandate = Awaited<ReturnType<typeof lockOpen>>

async function lockOpen({ db, organisationId }: Transaction, mandateId: string) {
  const mandate = await db
    .selectFrom('mandates as m')
    .innerJoin('persons as p', (join) =>
      join.onRef('p.organisation_id', '=', 'm.organisation_id').onRef('p.person_id', '=', 'm.person_id'),
    )
    .where('m.organisation_id', '=', organisationId)
    .where('m.mandate_id', '=', mandateId)
    .select(['m.state', 'm.person_id', 'm.conversation_id', 'm.file_id', 'p.language'])
    .forUpdate('m')
    .executeTakeFirst()
  if (!mandate) throw new Failure('gifts.unknown-mandate', {}, { kind: 'missing' })
  if (mandate.state !== 'open') throw new Failure('gifts.mandate-decided', {}, { kind: 'conflict' })
  return mandate
}

async function create(transaction: Transaction, mandate: OpenMandate, typed: ReadMandate): Promise<string> {
  const { db, organisationId, now, actor, context } = transaction
  const recurringGiftId = newId(now)
  const account = typed.account ? readBankAccount(typed.account) : null
  await db
    .insertInto('recurring_gifts')
    .values({
      organisation_id: organisationId,
      recurring_gift_id: recurringGiftId,
      person_id: mandate.person_id,
      campaign_id: typed.campaignId,
      conversation_id: mandate.conversation_id,
      provider: 'manual',
      amount_minor: typed.amountMinor,
      currency: typed.currency,
      rhythm: typed.rhythm,
      starts_on: typed.startsOn,
      due_day: typed.dueDay,
      next_due_on: dueOn(typed, 0),
      donor_name: typed.donorName,
      language: isLanguage(mandate.language) ? mandate.language : 'en',
      account_digits: account?.slice(-4) ?? null,
      account_cipher:
        account === null ? null : context.vault.seal(account, accountPlace(organisationId, recurringGiftId)),
      created_by: actor.kind === 'member' ? actor.id : null,
      created_at: now,
    })
    .execute()
  return recurringGiftId
}

async function decide(
  { db, organisationId, now, actor }: Transaction,
  mandateId: string,
  outcome: { state: 'done'; recurring_gift_id: string } | { state: 'declined'; reason: string },
): Promise<void> {
  await db
    .updateTable('mandates')
    .set({ ...outcome, decided_at: now, decided_by: actor.kind === 'member' ? actor.id : null })
    .where('organisation_id', '=', organisationId)
    .where('mandate_id', '=', mandateId)
    .execute()
}
