import { sql } from 'kysely'
import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import { event, publish } from '../platform/jobs/event.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { audit } from './audit.ts'
import { lockOwners, readMember, userOf } from './member-rows.ts'
import { permit } from './permission.ts'
import { endSessions, isMemberElsewhere } from './users.ts'

/** The second step was taken off a member; `byMemberId` is the owner who did it, null where the operator of the installation did. */
export const secondFactorOff = event(
  'members.second-factor-off',
  z.object({ memberId: z.uuid(), byMemberId: z.uuid().nullable() }),
)

/**
 * Takes the second step off a member who lost phone and codes: they are signed out everywhere, sign in with their password, and set it up anew before
 * anything else where their roles demand it. They and all owners are told. Fails with `organisations.owner-only`,
 * `organisations.own-second-factor`, `organisations.two-factor-off` where there is none, and `organisations.second-factor-elsewhere`
 * where it guards another organisation too.
 */
export async function takeSecondFactorOff(scope: Scope, memberId: string): Promise<void> {
  permit(scope, 'members.change')
  await scope.transaction(async (transaction) => {
    await refuseOthers(transaction, memberId)
    await readMember(transaction, memberId)
    const userId = await userOf(transaction, memberId)
    if (await isMemberElsewhere(transaction, userId)) {
      throw new Failure('organisations.second-factor-elsewhere', {}, { kind: 'conflict' })
    }
    await takeOff(transaction, memberId, userId)
  })
}

/**
 * Takes the second step off a user and signs them out everywhere, in the transaction that says so in one of their organisations. Whoever
 * calls has seen to it that it may. Fails with `organisations.two-factor-off`.
 */
export async function takeOff(transaction: Transaction, memberId: string, userId: string): Promise<void> {
  const { rows } = await sql`
    delete from auth."twoFactor" where "userId" = ${userId} returning id`.execute(transaction.db)
  if (rows.length === 0) throw new Failure('organisations.two-factor-off', {}, { kind: 'conflict' })
  await sql`update auth."user" set "twoFactorEnabled" = false where id = ${userId}`.execute(transaction.db)
  await endSessions(transaction, userId)
  await sayTakenOff(transaction, memberId)
}

/** Writes into the audit that a member's second step was taken off, and lets them and the owners hear of it. */
export async function sayTakenOff(transaction: Transaction, memberId: string): Promise<void> {
  const { actor } = transaction
  await audit(transaction, { action: 'members.second-factor-off', subjectKind: 'member', subjectId: memberId })
  const byMemberId = actor.kind === 'member' ? actor.id : null
  await publish(transaction, secondFactorOff, { memberId, byMemberId })
}

/** Who holds an owner's stolen session must not unlock the owner with it: another owner does. */
async function refuseOthers(transaction: Transaction, memberId: string): Promise<void> {
  const { actor } = transaction
  if (actor.kind === 'system') return
  const owners = await lockOwners(transaction)
  if (actor.kind !== 'member' || !owners.includes(actor.id)) {
    throw new Failure('organisations.owner-only', {}, { kind: 'forbidden' })
  }
  if (actor.id === memberId) throw new Failure('organisations.own-second-factor', {}, { kind: 'conflict' })
}
