import { sql } from 'kysely'
import type { z } from 'zod'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { publish } from '../../platform/jobs/event.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import {
  holdPaymentAccount,
  insertPaymentAccount,
  mergeSettings,
  type NewPaymentAccount,
  newPaymentAccount,
  type PaymentAccountChange,
  paymentAccountChange,
  requireAccountUsable,
  writePaymentAccount,
} from '../payment-account.ts'
import { about, memberOf, type Proposal, paymentChangeWaits } from './change.ts'
import { basisOf, differing, movesMoney } from './moves-money.ts'
import { insertChange, isAnotherWaiting } from './rows.ts'
import { couldApprove, dayMilliseconds, rightHolders } from './second-person.ts'

const expiryDays = 14

/** What became of what somebody asked for: done, or waiting for a second person (`takesEffectAt` null) or for its day. */
export type Proposed =
  | { readonly isDone: true; readonly paymentAccountId: string }
  | { readonly isDone: false; readonly changeId: string; readonly takesEffectAt: Date | null }

/**
 * Asks for a payment provider to be connected. An organisation's first account is connected at once: nothing is paid anywhere yet. Fails
 * as `requireAccountUsable` does.
 */
export async function proposePaymentAccount(scope: Scope, account: NewPaymentAccount): Promise<Proposed> {
  permit(scope, 'payments.change')
  const wanted = newPaymentAccount.parse(account)
  return scope.transaction(async (transaction) => {
    if (await isFirst(transaction)) {
      return { isDone: true, paymentAccountId: await insertPaymentAccount(transaction, wanted) }
    }
    await requireAccountUsable(transaction, wanted)
    return propose(transaction, firstOf(wanted), { kind: 'create', account: wanted })
  })
}

/**
 * Asks for a payment account to be changed. What does not move where money is paid (its name, days to wait) is changed at once. Fails with
 * `gifts.unknown-payment-account`, `gifts.payment-change-waiting` while another change of it waits, and as `mergeSettings` does.
 */
export async function proposePaymentAccountChange(
  scope: Scope,
  id: string,
  wanted: PaymentAccountChange,
): Promise<Proposed> {
  permit(scope, 'payments.change')
  const typed = paymentAccountChange.parse(wanted)
  return scope.transaction(async (transaction) => {
    const held = await holdPaymentAccount(transaction, id)
    const change = differing(held, typed)
    mergeSettings(held, change.config)
    if (!movesMoney(held, change)) {
      await writePaymentAccount(transaction, id, change)
      return { isDone: true, paymentAccountId: id }
    }
    if (await isAnotherWaiting(transaction, id)) {
      throw new Failure('gifts.payment-change-waiting', {}, { kind: 'conflict' })
    }
    const { name, provider } = held.row
    const subject = { paymentAccountId: id, name, provider, basedOn: basisOf(transaction, held) }
    return propose(transaction, subject, { kind: 'change', change })
  })
}

interface Subject {
  readonly paymentAccountId: string | null
  readonly name: string
  readonly provider: string
  readonly basedOn: string | null
}

function firstOf({ name, provider }: z.output<typeof newPaymentAccount>): Subject {
  return { paymentAccountId: null, name, provider, basedOn: null }
}

async function propose(transaction: Transaction, subject: Subject, proposal: Proposal): Promise<Proposed> {
  const { now } = transaction
  const proposedBy = memberOf(transaction)
  const changeId = newId(now)
  const isAlone = couldApprove(await rightHolders(transaction), proposedBy).length === 0
  const takesEffectAt = isAlone ? new Date(now.getTime() + dayMilliseconds) : null
  const expiresAt = new Date(now.getTime() + expiryDays * dayMilliseconds)
  await insertChange(transaction, { ...subject, changeId, proposal, proposedBy, takesEffectAt, expiresAt })
  const { paymentAccountId, name, provider } = subject
  const after = { paymentAccountId, name, provider, ...touchedBy(proposal), takesEffectAt }
  await audit(transaction, { action: 'payments.propose-change', ...about(changeId), after })
  await publish(transaction, paymentChangeWaits, { paymentChangeId: changeId })
  return { isDone: false, changeId, takesEffectAt }
}

/** What the audit tells of a proposal: the fields, never what is in them. */
function touchedBy(proposal: Proposal) {
  if (proposal.kind === 'create') return { isOffered: proposal.account.isOffered }
  const { isOffered, config } = proposal.change
  return { isOffered, changedSettings: Object.keys(config ?? {}) }
}

/** Of two who connect the first account at once one is the first. */
async function isFirst({ db, organisationId }: Transaction): Promise<boolean> {
  await sql`select from organisations where organisation_id = ${organisationId} for no key update`.execute(db)
  const { rows } = await sql`select from payment_accounts where organisation_id = ${organisationId} limit 1`.execute(db)
  return rows.length === 0
}
