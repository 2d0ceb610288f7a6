import { Failure } from '../../platform/errors.ts'
import type { Transaction } from '../../platform/scope.ts'
import { type LapseReason, type Proposal, proposal, type WaitingChange } from './change.ts'

/** A change about to be written. */
export type NewChange = Omit<WaitingChange, 'proposedAt'> & { readonly provider: string }

/** Writes a change that waits. */
export async function insertChange({ db, organisationId, now, context }: Transaction, change: NewChange) {
  await db
    .insertInto('payment_changes')
    .values({
      organisation_id: organisationId,
      payment_change_id: change.changeId,
      payment_account_id: change.paymentAccountId,
      name: change.name,
      provider: change.provider,
      proposed_cipher: context.vault.seal(
        JSON.stringify(change.proposal),
        proposalPlace(organisationId, change.changeId),
      ),
      based_on: change.basedOn,
      state: 'waiting',
      proposed_by: change.proposedBy,
      proposed_at: now,
      takes_effect_at: change.takesEffectAt,
      expires_at: change.expiresAt,
    })
    .execute()
}

/** Holds a change until the transaction ends. Fails with `gifts.unknown-payment-change`, `gifts.payment-change-decided`. */
export async function lockChange(transaction: Transaction, changeId: string): Promise<WaitingChange> {
  const change = await lockIfWaiting(transaction, changeId)
  if (change === null) throw new Failure('gifts.payment-change-decided', {}, { kind: 'conflict' })
  return change
}

/** As `lockChange`; null where it was decided meanwhile. Fails with `gifts.unknown-payment-change`. */
export async function lockIfWaiting(transaction: Transaction, changeId: string): Promise<WaitingChange | null> {
  const { db, organisationId } = transaction
  const row = await db
    .selectFrom('payment_changes')
    .where('organisation_id', '=', organisationId)
    .where('payment_change_id', '=', changeId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Failure('gifts.unknown-payment-change', {}, { kind: 'missing' })
  if (row.proposed_cipher === null) return null
  return {
    changeId,
    paymentAccountId: row.payment_account_id,
    name: row.name,
    proposal: openProposal(transaction, changeId, row.proposed_cipher),
    basedOn: row.based_on,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    takesEffectAt: row.takes_effect_at,
    expiresAt: row.expires_at,
  }
}

/** What is proposed, in plain. */
export function openProposal({ context, organisationId }: Transaction, changeId: string, cipher: Buffer): Proposal {
  return proposal.parse(JSON.parse(context.vault.open(cipher, proposalPlace(organisationId, changeId))))
}

/** The changes that wait, the oldest first. */
export async function waitingChanges({ db, organisationId }: Transaction): Promise<string[]> {
  const rows = await db
    .selectFrom('payment_changes')
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'waiting')
    .select('payment_change_id')
    .orderBy('proposed_at')
    .orderBy('payment_change_id')
    .execute()
  return rows.map((row) => row.payment_change_id)
}

/** Whether a change of an account waits already. */
export async function isAnotherWaiting({ db, organisationId }: Transaction, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('payment_changes')
    .where('organisation_id', '=', organisationId)
    .where('payment_account_id', '=', accountId)
    .where('state', '=', 'waiting')
    .select('payment_change_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Says when a change takes effect by itself; null: not without a second person. */
export async function moveEffect({ db, organisationId }: Transaction, changeId: string, at: Date | null) {
  await db
    .updateTable('payment_changes')
    .set({ takes_effect_at: at })
    .where('organisation_id', '=', organisationId)
    .where('payment_change_id', '=', changeId)
    .execute()
}

/** How a change ended. `by` is the member who decided, null where time did. */
export type Ending =
  | { readonly state: 'effective'; readonly by: string | null; readonly paymentAccountId: string }
  | { readonly state: 'declined' | 'withdrawn'; readonly by: string }
  | { readonly state: 'lapsed'; readonly reason: LapseReason }

/** Ends a held change and empties what was proposed. */
export async function endChange({ db, organisationId, now }: Transaction, changeId: string, ending: Ending) {
  await db
    .updateTable('payment_changes')
    .set({
      state: ending.state,
      proposed_cipher: null,
      ended_at: now,
      ...(ending.state === 'lapsed' ? { lapse_reason: ending.reason } : { ended_by: ending.by }),
      ...(ending.state === 'effective' ? { payment_account_id: ending.paymentAccountId } : {}),
    })
    .where('organisation_id', '=', organisationId)
    .where('payment_change_id', '=', changeId)
    .execute()
}

/** Where a proposal is sealed for. */
export function proposalPlace(organisationId: string, changeId: string): string {
  return `${organisationId}/payment_changes/${changeId}/proposed`
}
